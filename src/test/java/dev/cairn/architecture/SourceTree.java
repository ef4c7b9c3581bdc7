package dev.cairn.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's files as text, and the rules that they keep to. */
record SourceTree(Path root) {
    static final int LONGEST_FILE = 400;

    /** Where sources are that the build generates. */
    static final Path GENERATED = Path.of("target/generated-sources/twins");

    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    static SourceTree ofTheProject() {
        return new SourceTree(Path.of("").toAbsolutePath());
    }

    List<Path> java() {
        return files(root.resolve("src"), ".java");
    }

    /** The sources that the build generates from others. */
    List<Path> generated() {
        return files(root.resolve(GENERATED), ".java");
    }

    List<Path> markdown() {
        var found = new ArrayList<>(files(root.resolve("docs"), ".md"));
        try (Stream<Path> top = Files.list(root)) {
            top.filter(f -> f.toString().endsWith(".md")).forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    List<String> longFiles() {
        return java().stream()
                .filter(file -> lines(file).size() > LONGEST_FILE)
                .map(file -> root.relativize(file) + " has " + lines(file).size() + " lines")
                .toList();
    }

    List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        for (Path file : markdown()) {
            LINK.matcher(text(file)).results().map(result -> result.group(1)).forEach(target -> {
                if (!resolves(file, target)) {
                    broken.add(root.relativize(file) + " links to " + target);
                }
            });
        }
        return broken;
    }

    private static boolean resolves(Path file, String target) {
        if (target.startsWith("http:") || target.startsWith("https:") || target.startsWith("mailto:")) {
            return true;
        }
        String path = target.replaceFirst("#.*", "");
        return path.isEmpty() || Files.exists(file.resolveSibling(path));
    }

    static String text(Path file) {
        return String.join("\n", lines(file)) + "\n";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
