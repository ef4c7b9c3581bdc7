package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./cairn}, in a tree of its own that has the results of this build in the place of Maven's. */
@Tag("tree")
class ScriptTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String SNIPPETS = """
        var longs = LongVector.of(1, 2, 3).append(4)
        System.out.println(longs.sum())
        System.out.println(PMap.empty(Codec.STRING, Codec.LONG).put("a", longs.get(0)))
        System.out.println(List.of(PVector.of("text", 2, null), PSet.of(7)))
        """;
    private static final String PRINTED = """
        10
        {a=1}
        [[text, 2, null], [7]]
        """;

    @TempDir
    private Path root;

    @BeforeEach
    void copyWhatTheScriptReads() throws IOException {
        Files.copy(PROJECT.resolve("cairn"), root.resolve("cairn"));
        Path imports = Path.of("src/main/jshell/imports.jsh");
        Files.createDirectories(root.resolve(imports).getParent());
        Files.copy(PROJECT.resolve(imports), root.resolve(imports));
    }

    @Test
    void theLibraryIsThereAndImported() throws IOException, InterruptedException {
        assertEquals(PRINTED, shell());
    }

    @Test
    void aFreshCloneIsBuiltOnce() throws IOException, InterruptedException {
        shell();
        Path calls = root.resolve("mvn.calls");
        String call = Files.readString(calls);
        assertEquals(1, call.lines().count(), call);
        assertTrue(call.contains("process-classes"), call);

        Files.delete(calls);
        shell();
        assertFalse(Files.exists(calls), "built again");
    }

    @Test
    void theToolStartsAndKnowsItsVersion() throws IOException, InterruptedException {
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        String version = pom.replaceFirst("(?s).*?<artifactId>cairn</artifactId>\\s*<version>(.*?)<.*", "$1");
        assertEquals("cairn " + version, cairn("--version").strip());
    }

    /** Pekko must find the settings and classes of the library, which is a module, and of the tool, which is not. */
    @Test
    void lettersPassThroughActorsOfPekko() throws IOException, InterruptedException {
        Path text = Files.writeString(root.resolve("text"), "to be or not to be\n".repeat(100));
        String printed = cairn("demo", "letters", text.toString());
        assertTrue(printed.contains("Everything dropped:"), printed);
    }

    /** The output of the shell for {@link #SNIPPETS}. */
    private String shell() throws IOException, InterruptedException {
        return cairn("shell", "-s", "-");
    }

    /** The output of the script with these arguments for {@link #SNIPPETS}. */
    private String cairn(String... words) throws IOException, InterruptedException {
        Path printed = root.resolve("printed");
        Path complaints = root.resolve("complaints");
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of("./cairn"), Stream.of(words)).toList())
                .directory(root.toFile())
                .redirectInput(
                        Files.writeString(root.resolve("snippets"), SNIPPETS).toFile())
                .redirectOutput(printed.toFile())
                .redirectError(complaints.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", commands() + File.pathSeparator + environment.get("PATH"));
        int code = builder.start().waitFor();
        assertEquals(0, code, Files.readString(complaints));
        return Files.readString(printed);
    }

    /** A folder with a command {@code mvn} that writes down its arguments. */
    private Path commands() throws IOException {
        Path folder = Files.createDirectories(root.resolve("bin"));
        Path mvn = Files.writeString(folder.resolve("mvn"), """
            #!/bin/sh
            echo "$@" >> "%1$s/mvn.calls"
            mkdir -p "%1$s/target"
            cp -R "%2$s/target/classes" "%2$s/target/tool-classes" "%2$s/target/runtime.path" "%1$s/target"
            """.formatted(root, PROJECT));
        assertTrue(mvn.toFile().setExecutable(true));
        return folder;
    }
}
