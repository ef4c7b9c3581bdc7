package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    @Tag("noNative")
    void helpNeedsNoNativeAccess() {
        assertEquals(0, command.execute("--help"));
        assertTrue(out.toString().startsWith("Usage: cairn"), out::toString);
    }

    @Test
    void helpNamesAllThatTheScriptCanDo() throws IOException {
        assertEquals(0, command.execute("help"));
        String script = Files.readString(Path.of("cairn"));
        Matcher cases = Pattern.compile("(?m)^([a-z]+)\\)$").matcher(script);
        int count = 0;
        while (cases.find()) {
            String name = cases.group(1);
            assertTrue(out.toString().contains("\n  " + name + " "), () -> name + " is not in " + out);
            count++;
        }
        assertTrue(count >= 3, "bench, shell and format at least");
        assertTrue(out.toString().contains("\n  demo "), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, command.execute("help", "demo"));
        assertTrue(out.toString().startsWith("Usage: cairn demo"), out::toString);
    }

    @Test
    void theVersionIsThatOfThePom() throws IOException {
        Matcher version = Pattern.compile("<artifactId>cairn</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(version.find());
        assertEquals(0, command.execute("--version"));
        assertEquals("cairn " + version.group(1), out.toString().strip());
    }

    @Test
    void wrongInputGetsOneLineAndExitCodeTwo() {
        assertEquals(2, command.execute("nonsense"));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("nonsense"), err::toString);
    }

    @Test
    void whatTheMachineDidToUsGetsOneLineAndExitCodeOne() {
        CommandLine.IExecutionExceptionHandler handler = command.getExecutionExceptionHandler();
        command.addSubcommand("broken", CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
            throw new FileSystemException("a/file", null, "Input/output error");
        }));
        command.setExecutionExceptionHandler(handler).setErr(new PrintWriter(err, true));
        assertEquals(1, command.execute("broken"));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("a/file: Input/output error"), err::toString);
    }
}
