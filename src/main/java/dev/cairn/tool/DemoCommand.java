package dev.cairn.tool;

import dev.cairn.Store;
import dev.cairn.StoreFullException;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the library on real text and shows what it cost and what came of it: what the demos share. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all checks held, and the store was empty at the end",
            "1:a check failed, or a file could not be read to its end",
            "2:wrong input, or a store that is too small"
        })
abstract class DemoCommand implements Callable<Integer> {
    private static final int MOST_READERS = 1_000;
    private static final int MOST_HELD = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "A directory, a zip archive or a text file (default: the sources of the running JDK, "
                    + "lib/src.zip, if it has them, else the current directory).")
    private @Nullable Path path;

    @Option(
            names = "--store-size",
            paramLabel = "SIZE",
            defaultValue = "4g",
            converter = ByteSize.class,
            description = "The most that the store may grow to, say 512m (default: ${DEFAULT-VALUE}).")
    private long storeSize;

    @Option(
            names = "--readers",
            paramLabel = "COUNT",
            defaultValue = "2",
            description = "Threads that check snapshots (default: ${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--hold",
            paramLabel = "COUNT",
            defaultValue = "1000",
            description = "Snapshots that each reader holds (default: ${DEFAULT-VALUE}).")
    private int hold;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description =
                    "How the text is encoded; a file that does not decode is skipped (default: " + "${DEFAULT-VALUE}).")
    private Charset charset;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        check();
        PrintWriter out = spec.commandLine().getOut();
        try (Store store = openStore()) {
            Outcome outcome = read(store, path != null ? path : defaultPath());
            outcome.print(out);
            out.println();
            out.println("Everything dropped:");
            long began = System.nanoTime();
            store.reclaim();
            StoreStats left = store.stats();
            Report.ofTheEnd(left, System.nanoTime() - began).print(out);
            return outcome.sound() && left.liveBytes() == 0 ? 0 : 1;
        } catch (StoreFullException e) {
            throw wrong("the store is too small: " + e.getMessage() + "; --store-size makes it larger");
        } catch (OutOfMemoryError e) {
            // Mostly from counting the nodes at the end, which takes heap in proportion to them.
            throw wrong("the Java heap is too small: %s at most; -Xmx makes it larger"
                    .formatted(ByteSize.toString(Runtime.getRuntime().maxMemory())));
        }
    }

    /** Reads {@code source} into {@code store}, whose versions are dropped on return, and its atoms gone. */
    abstract Outcome run(Store store, TextSource source, Progress progress) throws IOException, InterruptedException;

    /** Refuses values of options that make no sense, and those given to the command above, which would not be heeded. */
    void check() {
        CommandSpec above = spec.parent();
        if (above != null && !above.commandLine().getParseResult().matchedArgs().isEmpty()) {
            throw wrong("options and PATH stand after '" + spec.name() + "', not before");
        }
        requireWithin("--readers", readers, 0, MOST_READERS);
        requireWithin("--hold", hold, 0, MOST_HELD);
    }

    final int readers() {
        return readers;
    }

    /** Snapshots that each reader holds. */
    final int hold() {
        return hold;
    }

    private Outcome read(Store store, Path from) throws IOException, InterruptedException {
        try (TextSource source = open(from)) {
            spec.commandLine().getOut().println("Reading " + from);
            spec.commandLine().getOut().flush();
            try (Progress progress =
                    Progress.of(source.totalBytes(), spec.commandLine().getErr())) {
                Outcome outcome = run(store, source, progress);
                if (outcome.files() == 0) {
                    throw wrong("no text files in " + charset + " under " + from);
                }
                return outcome;
            }
        }
    }

    private TextSource open(Path from) {
        try {
            return TextSource.open(from, charset);
        } catch (NoSuchFileException e) {
            throw wrong("no such file or directory: " + from);
        } catch (AccessDeniedException e) {
            throw wrong("not allowed to read: " + from);
        } catch (IOException e) {
            throw wrong("cannot read " + from + ": " + e.getMessage());
        }
    }

    private Store openStore() {
        try {
            return Store.inMemory(StoreOptions.defaults().maxBytes(storeSize));
        } catch (IllegalArgumentException e) {
            throw wrong("--store-size: " + e.getMessage());
        }
    }

    private static Path defaultPath() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        return Files.isReadable(sources) ? sources : Path.of(".");
    }

    final void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong("%s must be from %d to %d, not %d".formatted(option, least, most, value));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
