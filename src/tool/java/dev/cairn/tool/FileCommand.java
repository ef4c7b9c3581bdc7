package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.Checkpoint;
import dev.cairn.CorruptStoreException;
import dev.cairn.SchemaException;
import dev.cairn.Store;
import dev.cairn.StoreFileException;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import dev.cairn.Verification;
import dev.cairn.Version;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands for the file of a store. */
@Command(
        name = "store",
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks at the file of a store, checks it, repairs it, and makes and restores checkpoints.",
        subcommands = {
            FileCommand.Info.class,
            FileCommand.Verify.class,
            FileCommand.Repair.class,
            FileCommand.WriteCheckpoint.class,
            FileCommand.Restore.class,
            FileCommand.Top.class
        })
final class FileCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** A command for one file. */
    @Command(
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:the store is damaged", "2:the file is no store, or another process uses it"})
    abstract static class OfFile implements Callable<Integer> {
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
                throw new ParameterException(spec.commandLine(), e.getMessage());
            } catch (CorruptStoreException e) {
                out().println("DAMAGED: " + e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }

        abstract void run(Path path) throws InterruptedException;

        final PrintWriter out() {
            return spec.commandLine().getOut();
        }

        /** Opens the store, which must be there, for writing. */
        final Store open(Path path) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), "there is no file " + path);
            }
            return Store.open(path);
        }
    }

    @Command(
            name = "info",
            description = "Prints the atoms of a store and its figures. A process may write the store meanwhile.")
    static final class Info extends OfFile {
        @Override
        void run(Path path) {
            try (Store store = Store.openReadOnly(path)) {
                StoreOptions options = store.options();
                out().printf(
                                "%s: at most %s, nodes of %d children, slabs of %d bytes%n%n",
                                path,
                                ByteSize.toString(options.maxBytes()),
                                1 << options.geometry().bits(),
                                options.geometry().slabBytes());
                out().printf("%-30s %s%n", "atom", "content");
                for (String name : store.atomNames()) {
                    out().printf("%-30s %s%n", name, content(store, name));
                }
                out().println();
                out().print(store.stats());
            }
        }

        private static String content(Store store, String name) {
            try {
                Atom<Version> atom = store.atom(name);
                String text = atom.get().toString();
                return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
            } catch (SchemaException e) {
                return "(" + e.getMessage() + ")";
            }
        }

        private static final int LONGEST = 100;
    }

    @Command(
            name = "verify",
            description = "Counts all references of a store, and compares them. No process may have it open.")
    static final class Verify extends OfFile {
        @Override
        void run(Path path) {
            try (Store store = open(path)) {
                print(store.verify());
            }
        }

        final void print(Verification found) {
            out().printf(
                            "all counts are right: %,d nodes of %,d bytes, %,d pinned; %,d bytes that killed processes had lost are free%n",
                            found.nodes(), found.bytes(), found.pinnedNodes(), found.lostBytes());
        }
    }

    @Command(
            name = "repair",
            description =
                    "Opens a store as the next process would: gives back what a killed process had. Then as verify.")
    static final class Repair extends OfFile {
        @Override
        void run(Path path) {
            long began = System.nanoTime();
            try (Store store = open(path)) {
                long nanos = System.nanoTime() - began;
                out().printf("opened in %.1f ms%n", nanos / 1e6);
                Verification found = store.verify();
                out().printf(
                                "%,d nodes of %,d bytes; %,d bytes that killed processes had lost are free%n",
                                found.nodes(), found.bytes(), found.lostBytes());
            }
        }
    }

    @Command(name = "checkpoint", description = "Writes all atoms of a store into an image.")
    static final class WriteCheckpoint extends OfFile {
        @Option(names = "--image", paramLabel = "IMAGE", description = "The image (default: FILE.image).")
        private Path image;

        @Override
        void run(Path path) {
            try (Store store = open(path)) {
                Checkpoint written = image == null ? store.checkpoint() : store.checkpoint(image);
                out().println(written);
            }
        }
    }

    @Command(
            name = "restore",
            description = "Makes a store in FILE of the last checkpoint in an image. FILE may not exist.")
    static final class Restore extends OfFile {
        @Option(names = "--image", paramLabel = "IMAGE", required = true, description = "The image.")
        private Path image;

        @Override
        void run(Path path) {
            try (Store store = Store.restore(image, path)) {
                out().println("restored the atoms " + store.atomNames());
            }
        }
    }

    @Command(
            name = "top",
            description = "Prints a line of figures every second, while another process writes the store.")
    static final class Top extends OfFile {
        @Option(
                names = "--count",
                paramLabel = "COUNT",
                defaultValue = "2147483647",
                description = "How many lines to print (default: until the command is stopped).")
        private int count;

        @Override
        void run(Path path) throws InterruptedException {
            out().printf("%8s %14s %14s %14s%n", "atoms", "live bytes", "live nodes", "in slabs");
            try (Store store = Store.openReadOnly(path)) {
                for (int line = 0; line < count; line++) {
                    if (line > 0) {
                        Thread.sleep(Duration.ofSeconds(1));
                    }
                    StoreStats stats = store.stats();
                    out().printf(
                                    "%8d %,14d %,14d %,14d%n",
                                    store.atomNames().size(),
                                    stats.liveBytes(),
                                    stats.liveNodes(),
                                    stats.committedBytes());
                    out().flush();
                }
            }
        }
    }
}
