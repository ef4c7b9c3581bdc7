package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The common part of the demos: runs the library on real text and shows results and costs. */
abstract class DemoCommand extends StoreCommand {
    private static final int MOST_READERS = 1_000;
    private static final int MOST_HELD = 1_000_000;
    private static final long PART = 12 << 20;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description =
                    "A directory, a zip archive or a text file (default: a part of the sources of the running JDK, "
                            + "lib/src.zip, if it has them, else of the current directory).")
    private @Nullable Path path;

    @Option(names = "--all", description = "Without PATH: all of the sources, not a part of 12 MiB.")
    private boolean all;

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
    final Outcome run(Store store) throws IOException, InterruptedException {
        try (TextSource source = open()) {
            out().println("Reading " + source);
            out().flush();
            try (Progress progress = Progress.of(source.totalBytes(), err())) {
                Outcome outcome = run(store, source, progress);
                if (outcome.files() == 0) {
                    throw wrong("no text files in " + charset + " under " + from());
                }
                return outcome;
            }
        }
    }

    /** Reads {@code source} into {@code store}. On return all versions are dropped and all atoms removed. */
    abstract Outcome run(Store store, TextSource source, Progress progress) throws IOException, InterruptedException;

    @Override
    void check() {
        super.check();
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

    /** The source of the text, from its beginning. */
    final TextSource open() {
        TextSource source = open(from());
        return path == null && !all ? source.part(PART) : source;
    }

    private Path from() {
        return path != null ? path : defaultPath();
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

    private static Path defaultPath() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        return Files.isReadable(sources) ? sources : Path.of(".");
    }

    final void requireWithin(String option, int value, int least, int most) {
        OptionLimits.requireWithin(spec(), option, value, least, most);
    }
}
