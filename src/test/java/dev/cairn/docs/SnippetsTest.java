package dev.cairn.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("tree")
class SnippetsTest {
    /** The pages that show regions of tests, and the tests. */
    @ParameterizedTest
    @CsvSource({
        "README.md, FirstProgram ReadmeTest ReadmeLettersTest ReadmeFilesTest",
        "docs/pekko.md, PekkoPageTest",
        "docs/native.md, NativePageTest",
        "docs/processes.md, ProcessesPageTest",
        "docs/wasm.md, WasmPageTest"
    })
    void aPageShowsWhatTestsRun(String page, String tests) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String test : tests.split(" ", -1)) {
            sources.append(Files.readString(Path.of("src/test/java/dev/cairn/docs/" + test + ".java")));
        }
        assertEquals(Snippets.ofTest(sources.toString()), Snippets.ofMarkdown(Files.readString(Path.of(page))));
    }

    @Test
    void aRegionIsReadWithoutItsIndent() {
        var test = Snippets.ofTest("x\n    // tag::a[]\n    if (x) {\n        y();\n    }\n    // end::a[]\n");
        assertEquals(Map.of("a", "if (x) {\n    y();\n}"), test.byName());
        assertEquals(test, Snippets.ofMarkdown("<!-- snippet: a -->\n```java\nif (x) {\n    y();\n}\n```\n"));
    }

    @Test
    void aChangedOrUnnamedOrMissingBlockIsSeen() {
        var test = Snippets.ofTest("// tag::a[]\nrun();\n// end::a[]\n");
        assertNotEquals(test, Snippets.ofMarkdown("<!-- snippet: a -->\n```java\nran();\n```\n"));
        assertNotEquals(test, Snippets.ofMarkdown("```java\nrun();\n```\n"));
        assertNotEquals(test, Snippets.ofMarkdown("no example\n"));
    }

    @Test
    void anAssertionIsShownAsItsResult() {
        assertEquals("a.b(1, 2); // 3: as before", Shown.of("assertEquals(3, a.b(1, 2)); // as before"));
        assertEquals(
                "    x.y(); // f(\",\", 1)",
                Shown.of("    assertEquals(\n        f(\",\", 1),\n        x\n            .y());"));
        assertEquals("p || q; // true\nr; // null", Shown.of("assertTrue(p || q);\nassertNull(r);"));
        assertEquals("v.get(9); // throws E", Shown.of("assertThrows(E.class, () -> v.get(9));"));
        assertEquals("use(assertion);", Shown.of("use(assertion);"));
    }

    @Test
    void theFirstProgramPrintsWhatItSays() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/cairn/docs/FirstProgram.java"));
        List<String> said = Pattern.compile("println\\(.*\\); // (.*)")
                .matcher(source)
                .results()
                .map(line -> line.group(1))
                .toList();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            FirstProgram.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        assertEquals(said, printed.toString(UTF_8).lines().toList());
        assertEquals(5, said.size());
    }

    @Test
    void aRegionThatDoesNotEndIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Snippets.ofTest("// tag::a[]\nrun();\n"));
        assertThrows(IllegalArgumentException.class, () -> Snippets.ofTest("// tag::a[]\n// end::b[]\n"));
    }
}
