package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That all sources are as Spotless writes them. Spotless itself would need Maven to run on the sources' own JDK. */
@Tag("tree")
class FormattingTest {
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceIsFormatted() {
        var project = SourceTree.ofTheProject();
        assertEquals(List.of(), unformatted(project, project.java()), "./cairn format puts this right");
    }

    @Test
    void everyGeneratedSourceIsFormatted() {
        var project = SourceTree.ofTheProject();
        assertFalse(project.generated().isEmpty());
        assertEquals(
                List.of(),
                unformatted(project, project.generated()),
                "write the source it is generated from with shorter lines or names");
    }

    @Test
    void anUnformattedSourceIsSeen() {
        assertTrue(isFormatted("class A {}\n"));
        assertFalse(isFormatted("class  A {\n}\n"));
        assertFalse(isFormatted("import java.util.List;\n\nclass A {}\n"), "an unused import");
    }

    private List<String> unformatted(SourceTree project, List<Path> sources) {
        return sources.stream()
                .filter(file -> !isFormatted(SourceTree.text(file)))
                .map(file -> project.root().relativize(file).toString())
                .toList();
    }

    private boolean isFormatted(String source) {
        try {
            return formatter.formatSource(formatter.fixImports(source)).equals(source);
        } catch (FormatterException e) {
            throw new AssertionError(e);
        }
    }
}
