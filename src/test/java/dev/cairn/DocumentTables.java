package dev.cairn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of a document, and the numbers in them. {@code asked} has the rows that somebody asked for. */
record DocumentTables(String text, List<Table> tables, Map<String, List<Row>> named, Set<Row> asked) {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z]\\w*\\.[A-Z][A-Z0-9_]*)\\b(?!\\()");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    /** A table under a heading. */
    record Table(String heading, List<String> columns, List<Row> rows) {
        boolean hasNames() {
            return columns.getLast().equals("code");
        }
    }

    /** A row of a table with these columns. */
    record Row(List<String> columns, List<String> cells) {
        /** What stands in {@code column}; nothing if there is no such column. */
        String get(String column) {
            int index = columns.indexOf(column);
            return index < 0 ? "" : cells.get(index);
        }

        String first() {
            return cells.getFirst();
        }

        /** The names of the constants that this row's numbers have. */
        List<String> codes() {
            return CODE.matcher(cells.getLast())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        @Override
        public String toString() {
            return String.join(" | ", cells);
        }
    }

    /** The tables of a document in docs. */
    static DocumentTables read(String name) {
        try {
            return of(Files.readString(DOCS.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DocumentTables of(String text) {
        List<Table> tables = new ArrayList<>();
        String heading = "";
        boolean inside = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "").replaceFirst(":.*", "");
            }
            if (line.startsWith("|") && !line.startsWith("|-")) {
                List<String> cells = cells(line);
                if (!inside) {
                    tables.add(new Table(heading, cells, new ArrayList<>()));
                } else {
                    tables.getLast().rows().add(new Row(tables.getLast().columns(), cells));
                }
            }
            inside = line.startsWith("|");
        }
        return of(text, tables);
    }

    private static DocumentTables of(String text, List<Table> tables) {
        Map<String, List<Row>> named = new HashMap<>();
        for (Table table : tables) {
            for (Row row : table.rows()) {
                named.computeIfAbsent(key(table.heading(), row.get("name")), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        return new DocumentTables(text, tables, named, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The same document with another number in the first column of {@code row}. */
    @SuppressWarnings("ReferenceEquality") // rows of several tables may be equal
    DocumentTables with(Row row, long number) {
        List<String> cells = new ArrayList<>(row.cells());
        cells.set(0, Long.toString(number));
        Row changed = new Row(row.columns(), cells);
        List<Table> all = tables.stream()
                .map(table -> new Table(
                        table.heading(),
                        table.columns(),
                        table.rows().stream()
                                .map(each -> each == row ? changed : each)
                                .toList()))
                .toList();
        return of(text, all);
    }

    private static String key(String heading, String name) {
        return heading + '/' + name;
    }

    private static List<String> cells(String line) {
        return CELL.splitAsStream(line.strip().substring(1)).map(String::strip).toList();
    }

    /** Whether {@code cell} is a number and nothing else. */
    static boolean isNumber(String cell) {
        return cell.matches("-?\\d+|0x[0-9A-Fa-f]+");
    }

    static long number(String cell) {
        return cell.startsWith("0x") ? Long.parseUnsignedLong(cell.substring(2), 16) : Long.parseLong(cell);
    }

    /** The number in the first column of the row {@code name} under {@code heading}. */
    long at(String heading, String name) {
        return number(row(heading, name).first());
    }

    /** The row {@code name} under {@code heading}. */
    Row row(String heading, String name) {
        List<Row> found = named.getOrDefault(key(heading, name), List.of());
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " rows " + name + " under " + heading);
        }
        asked.add(found.getFirst());
        return found.getFirst();
    }

    /** The rows of the tables under {@code heading} whose first column is {@code column}. */
    List<Row> rows(String heading, String column) {
        return tables.stream()
                .filter(table -> table.heading().equals(heading)
                        && table.columns().getFirst().equals(column))
                .flatMap(table -> table.rows().stream())
                .toList();
    }

    /** The constants that are named anywhere in the document. */
    Set<String> constants() {
        return CODE.matcher(text.replaceAll("(?s)```.*?```", ""))
                .results()
                .flatMap(code -> CONSTANT.matcher(code.group(1)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
