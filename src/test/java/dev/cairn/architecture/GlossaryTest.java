package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the glossary names classes that exist, has each word once, and has the words of a table in order. */
@Tag("tree")
class GlossaryTest {
    private static final Pattern ROW = Pattern.compile("\\| ([^|`]+) \\| [^|]+ \\| `(\\w+)` \\|");

    @Test
    void itsClassesExistAndItsWordsAreInOrder() throws IOException {
        Set<String> classes = SourceTree.ofTheProject().java().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        assertEquals(List.of(), faults(Files.readAllLines(Path.of("docs/glossary.md")), classes));
    }

    @Test
    void whatIsWrongIsSeen() {
        List<String> text = Stream.of("## A", "| b | m | `One` |", "| a | m | `Two` |", "## B", "| a | m | `None` |")
                .toList();
        assertEquals(
                List.of("a is after b", "a stands twice", "a: there is no class None"),
                faults(text, Set.of("One", "Two")));
        assertEquals(List.of("no words"), faults(List.of(), Set.of()));
    }

    private static List<String> faults(List<String> lines, Set<String> classes) {
        List<String> faults = new ArrayList<>();
        Set<String> words = new HashSet<>();
        String last = "";
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            last = line.startsWith("#") ? "" : last;
            if (row.matches()) {
                String word = row.group(1);
                if (word.compareToIgnoreCase(last) < 0) {
                    faults.add(word + " is after " + last);
                }
                if (!words.add(word.toLowerCase(Locale.ROOT))) {
                    faults.add(word + " stands twice");
                }
                if (!classes.contains(row.group(2))) {
                    faults.add(word + ": there is no class " + row.group(2));
                }
                last = word;
            }
        }
        return words.isEmpty() ? List.of("no words") : faults;
    }
}
