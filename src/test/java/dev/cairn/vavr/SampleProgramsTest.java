package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that were written for Vavr compile and print the same after a change of the import lines. */
class SampleProgramsTest {
    private static final Path SAMPLES = Path.of("src/test/samples");

    @TempDir
    private Path compiled;

    @ParameterizedTest
    @ValueSource(strings = {"Spreadsheet", "Almanac"})
    void printsTheSame(String name) throws Exception {
        String original = Files.readString(SAMPLES.resolve("sample/" + name + ".java"));
        String changed = original.replaceAll(
                "(?m)^import io\\.vavr\\.collection\\.(Vector|HashMap|HashSet);$", "import dev.cairn.vavr.$1;");
        assertEquals(3, differentLines(original, changed));

        String printed = outputOf(name, original, compiled.resolve("original"));
        assertFalse(printed.isEmpty());
        assertEquals(printed, outputOf(name, changed, compiled.resolve("changed")));
    }

    private static long differentLines(String original, String changed) {
        List<String> lines = changed.lines().toList();
        return original.lines().filter(line -> !lines.contains(line)).count();
    }

    /** Compiles the program into {@code target}, and returns the output of its method {@code run}. */
    private static String outputOf(String name, String source, Path target) throws Exception {
        compile(name, source, Files.createDirectories(target));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] classes = {target.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, SampleProgramsTest.class.getClassLoader());
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            loader.loadClass("sample." + name)
                    .getMethod("run", PrintStream.class)
                    .invoke(null, out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void compile(String name, String source, Path target) throws IOException {
        var text =
                new SimpleJavaFileObject(URI.create("string:///sample/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", target.toString(), "-cp", System.getProperty("java.class.path"));
        boolean done = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, List.of(text))
                .call();
        assertTrue(done, messages::toString);
    }
}
