package dev.cairn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("tree")
class SnippetsTest {
    @Test
    void theReadmeShowsWhatTheTestsRun() throws IOException {
        Path tests = Path.of("src/test/java/dev/cairn/docs");
        assertEquals(
                Snippets.ofTest(Files.readString(tests.resolve("ReadmeTest.java"))
                        + Files.readString(tests.resolve("ReadmeLettersTest.java"))),
                Snippets.ofMarkdown(Files.readString(Path.of("README.md"))));
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
    void aRegionThatDoesNotEndIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Snippets.ofTest("// tag::a[]\nrun();\n"));
        assertThrows(IllegalArgumentException.class, () -> Snippets.ofTest("// tag::a[]\n// end::b[]\n"));
    }
}
