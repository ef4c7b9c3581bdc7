package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a module that requires ours, and runs it in a JVM of its own with everything on the module path. */
@Tag("tree")
class ModulePathTest {
    private static final Path LIBRARY = Path.of("target/classes").toAbsolutePath();
    private static final Path CONSUMER = Path.of("src/test/modules/consumer");

    @TempDir
    Path compiled;

    @Test
    void aModuleUsesThePublicApi() throws IOException, InterruptedException {
        assertEquals("", compile(CONSUMER.resolve("module-info.java"), CONSUMER.resolve("consumer/Main.java")));
        assertEquals("ok", run());
    }

    @Test
    void aModuleCannotNameWhatIsNotExported() throws IOException {
        Path file = compiled.resolve("Peeks.java");
        Files.writeString(file, "package consumer; class Peeks { dev.cairn.internal.memory.Memory memory; }");
        String errors = compile(CONSUMER.resolve("module-info.java"), file);
        assertTrue(errors.contains("package dev.cairn.internal.memory is not visible"), errors);
    }

    private String compile(Path... sources) {
        var errors = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("-p", LIBRARY.toString(), "-d", compiled.toString()));
        for (Path source : sources) {
            arguments.add(source.toString());
        }
        var javac = ToolProvider.findFirst("javac").orElseThrow();
        javac.run(new PrintWriter(errors), new PrintWriter(errors), arguments.toArray(String[]::new));
        return errors.toString();
    }

    private String run() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(
                        java.toString(),
                        "--illegal-native-access=deny",
                        "--enable-native-access=dev.cairn",
                        "-p",
                        LIBRARY + System.getProperty("path.separator") + compiled,
                        "-m",
                        "consumer/consumer.Main")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
