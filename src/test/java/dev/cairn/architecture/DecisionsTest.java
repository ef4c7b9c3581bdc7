package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That each decision has a number, a date and a status, and that the table of decisions says the same. */
@Tag("tree")
class DecisionsTest {
    private static final Path DECISIONS = Path.of("docs/decisions");
    private static final Pattern NAME = Pattern.compile("(\\d{3})-[a-z0-9-]+\\.md");
    private static final Pattern STATUS =
            Pattern.compile("Date: (\\d{4}-\\d{2}-\\d{2})\\. Status: (accepted|replaced (?:in part )?by \\[\\d{3}]"
                    + "\\(\\d{3}-[a-z0-9-]+\\.md\\))[.,:].*");

    @Test
    void eachHasADateAndAStatusThatTheTableRepeats() throws IOException {
        assertFalse(decisions(DECISIONS).isEmpty());
        assertEquals(List.of(), faults(DECISIONS));
    }

    @Test
    void whatIsMissingOrDifferentIsSeen(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("001-right.md"), "# 001. Right\n\nDate: 2026-01-02. Status: accepted.\n");
        Files.writeString(folder.resolve("002-no-date.md"), "# 002. No date\n\nWhat: nothing.\n");
        Files.writeString(folder.resolve("003-other.md"), "# 4. Other\n\nDate: 2026-01-02. Status: accepted.\n");
        Files.writeString(folder.resolve("README.md"), """
                | 001 | [Right](001-right.md) | 2026-01-02 | accepted |
                | 003 | [Other](003-other.md) | 2026-01-03 | accepted |
                """);
        assertEquals(
                List.of(
                        "002-no-date.md: the third line is not Date: YYYY-MM-DD. Status: ...",
                        "003-other.md: the title does not begin with # 003.",
                        "003-other.md: no row in README.md ends with | 2026-01-02 | accepted |"),
                faults(folder));
    }

    private static List<Path> decisions(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> faults(Path folder) throws IOException {
        List<String> table = Files.readAllLines(folder.resolve("README.md"));
        List<String> faults = new ArrayList<>();
        for (Path file : decisions(folder)) {
            String name = file.getFileName().toString();
            String number = name.substring(0, name.indexOf('-'));
            List<String> lines = Files.readAllLines(file);
            if (!lines.getFirst().startsWith("# " + number + ". ")) {
                faults.add(name + ": the title does not begin with # " + number + ".");
            }
            Matcher status = STATUS.matcher(lines.size() > 2 ? lines.get(2) : "");
            if (!status.matches()) {
                faults.add(name + ": the third line is not Date: YYYY-MM-DD. Status: ...");
                continue;
            }
            String end = "| " + status.group(1) + " | " + status.group(2) + " |";
            if (table.stream().noneMatch(row -> row.contains("](" + name + ")") && row.endsWith(end))) {
                faults.add(name + ": no row in README.md ends with " + end);
            }
        }
        return faults;
    }
}
