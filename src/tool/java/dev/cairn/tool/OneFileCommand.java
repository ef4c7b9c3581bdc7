package dev.cairn.tool;

import dev.cairn.CorruptStoreException;
import dev.cairn.Store;
import dev.cairn.StoreFileException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command for the file of one store. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the store is damaged", "2:the file is no store, or another process uses it"})
abstract class OneFileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file of the store.")
    private Path file;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            run(file);
            return CommandLine.ExitCode.OK;
        } catch (StoreFileException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (CorruptStoreException e) {
            out().println("DAMAGED: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    abstract void run(Path path) throws InterruptedException;

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Throws unless there is a file {@code path}. */
    final void requireFile(Path path) {
        if (!Files.exists(path)) {
            throw wrong("there is no file " + path);
        }
    }

    /** Opens the store, which must be there, for writing. */
    final Store open(Path path) {
        requireFile(path);
        return Store.open(path);
    }
}
