package dev.cairn.architecture;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Two tables of docs/architecture.md: which files of one package may refer to each other, and how many files of a package still are in
 * circles. A file refers to another if its compiled classes name one of the other's. A class whose operations are in several files, an
 * abstract class in each, counts as one file: an abstract class that one class alone extends is a part of that class.
 *
 * @param pairs two files that may refer to each other, as package.One and package.Other
 * @param inCircles how many files of a package are in circles, though such pairs are not counted
 */
record FileCircles(List<Pair> pairs, Map<String, Integer> inCircles) {
    private static final Pattern PAIR =
            Pattern.compile("\\| `(dev\\.cairn[\\w.]*)` \\| `(\\w+)`, `(\\w+)` \\| (\\S.*) \\|");
    private static final Pattern COUNT = Pattern.compile("\\| `(dev\\.cairn[\\w.]*)` \\| (\\d+) \\|");

    /** Two files of one package. */
    record Pair(String packageName, String one, String other) {
        boolean isOf(String from, String to) {
            Set<String> both = Set.of(packageName + "." + one, packageName + "." + other);
            return both.equals(Set.of(from, to));
        }
    }

    static FileCircles read(Path markdown) {
        return parse(SourceTree.text(markdown).lines().toList());
    }

    static FileCircles parse(List<String> lines) {
        List<Pair> pairs = new ArrayList<>();
        Map<String, Integer> inCircles = new LinkedHashMap<>();
        for (String line : lines) {
            var pair = PAIR.matcher(line.strip());
            var count = COUNT.matcher(line.strip());
            if (pair.matches()) {
                pairs.add(new Pair(pair.group(1), pair.group(2), pair.group(3)));
            } else if (count.matches()) {
                inCircles.put(count.group(1), Integer.parseInt(count.group(2)));
            }
        }
        return new FileCircles(pairs, inCircles);
    }

    /** What is not as the tables say, in one direction or the other. */
    List<String> violations(Collection<ClassUses> classes) {
        Map<String, Set<String>> all = references(classes);
        List<String> found = new ArrayList<>();
        for (Pair pair : pairs) {
            String one = pair.packageName() + "." + pair.one();
            String other = pair.packageName() + "." + pair.other();
            if (!reaches(all, one, other) || !reaches(all, other, one)) {
                found.add(one + " and " + pair.other() + " do not refer to each other: take the pair off the list");
            }
        }
        Map<String, Set<String>> rest = new TreeMap<>();
        all.forEach((from, to) -> rest.put(
                from,
                to.stream()
                        .filter(file -> pairs.stream().noneMatch(pair -> pair.isOf(from, file)))
                        .collect(Collectors.toCollection(TreeSet::new))));
        Map<String, List<String>> circles = rest.keySet().stream()
                .filter(file -> rest.get(file).stream().anyMatch(to -> reaches(rest, to, file)))
                .collect(Collectors.groupingBy(FileCircles::packageOf, TreeMap::new, Collectors.toList()));
        Set<String> packages = new TreeSet<>(circles.keySet());
        packages.addAll(inCircles.keySet());
        for (String name : packages) {
            List<String> files = circles.getOrDefault(name, List.of());
            int most = inCircles.getOrDefault(name, 0);
            if (files.size() != most) {
                found.add("%s has %d files in circles, and the table says %d: %s"
                        .formatted(name, files.size(), most, files));
            }
        }
        return found;
    }

    /** The files of its package that each file refers to; each by the name of its class at top level. */
    private static Map<String, Set<String>> references(Collection<ClassUses> classes) {
        Map<String, String> wholes = wholes(classes);
        Map<String, Set<String>> references = new TreeMap<>();
        classes.forEach(uses -> references.put(fileOf(uses.name(), wholes), new TreeSet<>()));
        for (ClassUses uses : classes) {
            String from = fileOf(uses.name(), wholes);
            uses.types().stream()
                    .map(type -> fileOf(type, wholes))
                    .filter(to -> !to.equals(from) && packageOf(to).equals(packageOf(from)))
                    .filter(references::containsKey)
                    .forEach(to -> references.get(from).add(to));
        }
        return references;
    }

    /** Abstract classes that one class alone extends, and that class. */
    private static Map<String, String> wholes(Collection<ClassUses> classes) {
        Map<String, List<ClassUses>> extending =
                classes.stream().collect(Collectors.groupingBy(ClassUses::superclass, TreeMap::new, Collectors.toList()));
        Map<String, String> wholes = new TreeMap<>();
        for (ClassUses uses : classes) {
            List<ClassUses> subclasses = extending.getOrDefault(uses.name(), List.of());
            if (uses.isAbstract()
                    && subclasses.size() == 1
                    && subclasses.getFirst().packageName().equals(uses.packageName())) {
                wholes.put(uses.name(), subclasses.getFirst().name());
            }
        }
        return wholes;
    }

    private static boolean reaches(Map<String, Set<String>> references, String from, String to) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String file = open.remove();
            if (file.equals(to)) {
                return true;
            }
            references.getOrDefault(file, Set.of()).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }

    private static String fileOf(String className, Map<String, String> wholes) {
        int nested = className.indexOf('$');
        String file = nested < 0 ? className : className.substring(0, nested);
        while (wholes.containsKey(file)) {
            file = wholes.get(file);
        }
        return file;
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
