package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they change a store in a file, which others read: no change that was done is lost, and the store does not grow. */
class KilledWriterTest {
    private static final long MAX_BYTES = 64L << 20;

    @TempDir
    Path directory;

    private final List<Process> readers = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process reader : readers) {
            reader.destroyForcibly().waitFor();
        }
    }

    /** Nothing is lost, and the readers are neither blocked nor ended by the kills, and see right sums. */
    @Test
    void nothingIsLost() throws Exception {
        kill(4);
    }

    @Test
    @Tag("soak")
    void nothingIsLostInManyKills() throws Exception {
        kill(200);
    }

    private void kill(int times) throws Exception {
        Path path = directory.resolve("a.store");
        Path side = directory.resolve("counters");
        try (Store store = Store.open(path, StoreOptions.defaults().maxBytes(MAX_BYTES))) {
            KilledWriter.counts(store);
            KilledWriter.log(store);
        }
        KilledWriter.Counters counters = new KilledWriter.Counters(side);
        for (int reader = 0; reader < KilledWriter.READERS; reader++) {
            readers.add(start(KilledWriter.Reader.class, path, side, Integer.toString(reader)));
        }
        Random random = new Random();
        List<Long> committed = new ArrayList<>();
        for (int kill = 0; kill < times; kill++) {
            long before = counters.done();
            Process writer = start(KilledWriter.class, path, side, "");
            while (counters.done() < before + 100 + random.nextInt(2_000) && writer.isAlive()) {
                Thread.onSpinWait();
            }
            writer.destroyForcibly().waitFor();
            assertEquals(137, writer.exitValue(), "the writer ended by itself");
            awaitReaders(counters);
            committed.add(check(path, counters));
        }
        // at the beginning the store takes what the writers and the readers hold at a time
        long first = Collections.max(committed.subList(0, (times + 9) / 10));
        assertTrue(
                committed.stream().allMatch(bytes -> bytes <= first + (times > 100 ? first / 20 : first)),
                committed::toString);
    }

    /** Waits until each reader has read once more. */
    private void awaitReaders(KilledWriter.Counters counters) {
        for (int reader = 0; reader < readers.size(); reader++) {
            long seen = counters.seen(reader);
            while (counters.seen(reader) <= seen + 1) {
                assertTrue(readers.get(reader).isAlive(), "a reader ended by itself");
                Thread.onSpinWait();
            }
        }
    }

    /** Checks the store; returns how many bytes it has in its file. */
    private static long check(Path path, KilledWriter.Counters counters) {
        try (Store store = Store.open(path)) {
            store.verify();
            long sum = KilledWriter.sum(store);
            assertTrue(
                    sum >= counters.done() && sum <= counters.begun(),
                    () -> counters.done() + " done, " + counters.begun() + " begun, sum " + sum);
            assertTrue(KilledWriter.log(store).get().size() <= 301);
            return store.stats().committedBytes();
        }
    }

    private static Process start(Class<?> program, Path path, Path side, String number) throws IOException {
        return ChildJvm.startReady(List.of("-Xmx128m"), program, path.toString(), side.toString(), number);
    }
}
