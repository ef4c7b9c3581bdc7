package dev.cairn.tool;

import dev.cairn.CorruptStoreException;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.Verification;
import dev.cairn.tool.ProcessesRun.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The demo of a store that several processes write. */
@Command(
        name = "processes",
        description = {
            "Several processes write one store in a file, while one of them after another is killed.",
            "",
            "Each process changes a map in one atom by compare-and-set, and holds snapshots of it for a while. It sends a large "
                    + "blob to the others, in letters that refer to it, through mailboxes with names. Each second one process "
                    + "is killed (kill -9) at a random moment, and another takes its place. In the end the sums must "
                    + "be exact: each change that returned is there, and no other one, but for the one change that a "
                    + "process was killed in. All references are counted again, and what the killed "
                    + "processes had in their hands is found. A table shows how long changes and letters took, with the "
                    + "longest, beside what a pipe takes on this machine meanwhile.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all checks held", "1:a check failed", "2:wrong input"})
final class ProcessesCommand implements Callable<Integer> {
    private static final int MOST_PROCESSES = 32;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_KILLS = 20;
    private static final long BLOB_BYTES = 100L << 20;
    private static final long LEAST_BLOB_BYTES = 1 << 10;
    private static final long MOST_BLOB_BYTES = 512L << 20;

    /** Room for the map, its versions and what waits to be reclaimed. */
    private static final long MAP_BYTES = 256L << 20;

    /** Of this part of the room in the directory the blobs may take at most. */
    private static final int PART_OF_ROOM = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--processes",
            paramLabel = "COUNT",
            defaultValue = "6",
            description = "How many processes write the store (default: ${DEFAULT-VALUE}).")
    private int processes;

    @Option(
            names = "--seconds",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "How long they write (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--kills",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How many are killed each second (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--blob",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "The size of a blob (default: 100m, or less where the directory has little room).")
    private @Nullable Long blob;

    @Mixin
    private final DirectoryOption directory = new DirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        OptionLimits.requireWithin(spec, "--processes", processes, 1, MOST_PROCESSES);
        OptionLimits.requireWithin(spec, "--seconds", seconds, 1, MOST_SECONDS);
        OptionLimits.requireWithin(spec, "--kills", kills, 0, MOST_KILLS);
        try (DemoDirectory place = directory.open("cairn-processes")) {
            long room = Files.getFileStore(place.path()).getUsableSpace() / PART_OF_ROOM;
            long mapBytes = Math.min(MAP_BYTES, room / 2);
            long blobBytes = blobBytes(room - mapBytes);
            Path path = place.path().resolve("shared.store");
            StoreOptions options = StoreOptions.defaults().maxBytes(mapBytes + blobs() * blobBytes);
            Store.open(path, options).close();
            return run(path, blobBytes) ? 0 : 1;
        }
    }

    /** How many blobs there may be at a time: those of processes, of the killed, and of letters. */
    private int blobs() {
        return 2 * processes + 4;
    }

    private long blobBytes(long room) {
        long bytes = (blob == null ? Math.min(BLOB_BYTES, room / blobs()) : blob) / Long.BYTES * Long.BYTES;
        if (bytes < LEAST_BLOB_BYTES || bytes > MOST_BLOB_BYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--blob must be from %s to %s, not %s"
                            .formatted(
                                    ByteSize.toString(LEAST_BLOB_BYTES),
                                    ByteSize.toString(MOST_BLOB_BYTES),
                                    ByteSize.toString(bytes)));
        }
        return bytes;
    }

    private boolean run(Path path, long blobBytes) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("The store is %s, %d processes write it, for %d seconds.%n", path, processes, seconds);
        out.flush();
        List<Ended> ended;
        PipeProbe pipe = new PipeProbe(blobBytes);
        try (pipe;
                ProcessesRun run = new ProcessesRun(path, processes, blobBytes, out)) {
            run.start();
            run.killFor(seconds, kills);
            ended = run.stop();
        }
        ProcessesOutcome outcome = outcome(path, ended);
        out.println();
        outcome.print(out, pipe, blobBytes);
        if (!pipe.failure().isEmpty()) {
            out.println(pipe.failure());
        }
        return outcome.sound() && pipe.failure().isEmpty();
    }

    /** Looks at the store when all have ended. */
    private ProcessesOutcome outcome(Path path, List<Ended> ended) {
        try (Store store = Store.open(path)) {
            Parcels.Left left = Parcels.drain(store, processes);
            Map<Integer, Long> counts = Swaps.counts(Swaps.atom(store).get());
            try {
                Verification found = store.verify();
                store.reclaim();
                return new ProcessesOutcome(
                        ended,
                        counts,
                        left,
                        Verdict.of(store),
                        found.lostBytes(),
                        store.verify().lostBytes());
            } catch (CorruptStoreException e) {
                return new ProcessesOutcome(ended, counts, left, Verdict.of(e), 0, 0);
            }
        }
    }
}
