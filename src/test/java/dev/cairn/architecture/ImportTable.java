package dev.cairn.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The table of docs/architecture.md: which package may import which. */
record ImportTable(Map<String, Row> rows) {
    private static final Pattern ROW = Pattern.compile("\\| `(dev\\.cairn[\\w.]*)` \\|(.*)\\|(.*)\\|(.*)\\|");
    private static final Pattern QUOTED = Pattern.compile("`([\\w.]+)`");

    /**
     * One package: what it may import, whether only others of that sort may import it (a leaf), and which of its
     * methods may name foreign memory.
     */
    record Row(Set<String> mayImport, boolean leaf, boolean foreignEverywhere, Set<String> foreignMethods) {}

    static ImportTable read(Path markdown) {
        try {
            return parse(Files.readAllLines(markdown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImportTable parse(List<String> lines) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : lines) {
            var match = ROW.matcher(line.strip());
            if (match.matches()) {
                String foreign = match.group(4).strip();
                var row = new Row(
                        quoted(match.group(2)),
                        match.group(3).strip().equals("yes"),
                        foreign.equals("yes"),
                        quoted(foreign));
                rows.put(match.group(1), row);
            }
        }
        return new ImportTable(rows);
    }

    private static Set<String> quoted(String cell) {
        var names = new LinkedHashSet<String>();
        QUOTED.matcher(cell).results().forEach(result -> names.add(result.group(1)));
        return names;
    }

    /** What is wrong with the table itself: a row may name only rows above it, and a leaf only if it is one itself. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> above = new LinkedHashSet<>();
        rows.forEach((name, row) -> {
            for (String imported : row.mayImport()) {
                if (!above.contains(imported)) {
                    faults.add(name + " may import " + imported + ", which has no row above it");
                } else if (!row.leaf() && rows.get(imported).leaf()) {
                    faults.add(name + " may import the leaf " + imported);
                }
            }
            above.add(name);
        });
        return faults;
    }

    /** What the classes do that the table does not allow. */
    List<String> violations(List<ClassUses> classes) {
        return classes.stream().flatMap(c -> violations(c).stream()).toList();
    }

    private List<String> violations(ClassUses uses) {
        Row row = rows.get(uses.packageName());
        if (row == null) {
            return List.of(uses.name() + " is in " + uses.packageName() + ", which has no row");
        }
        List<String> found = new ArrayList<>();
        for (String used : uses.packages()) {
            boolean ours = used.equals("dev.cairn") || used.startsWith("dev.cairn.");
            if (ours && !used.equals(uses.packageName()) && !row.mayImport().contains(used)) {
                found.add(uses.name() + " imports " + used);
            }
        }
        if (!row.foreignEverywhere()) {
            for (String member : uses.foreignMembers()) {
                if (!row.foreignMethods().contains(member)) {
                    found.add(uses.name() + "." + member + " names java.lang.foreign");
                }
            }
        }
        return found;
    }
}
