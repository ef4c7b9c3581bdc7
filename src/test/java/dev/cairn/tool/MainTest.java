package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
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
