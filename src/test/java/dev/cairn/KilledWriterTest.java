package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they change a store in a file: no change that was done is lost, and the store does not grow. */
class KilledWriterTest {
    private static final long MAX_BYTES = 64L << 20;

    @TempDir
    Path directory;

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
        Store.open(path, StoreOptions.defaults().maxBytes(MAX_BYTES)).close();
        KilledWriter.Counters counters = new KilledWriter.Counters(side);
        Random random = new Random();
        List<Long> committed = new ArrayList<>();
        for (int kill = 0; kill < times; kill++) {
            long before = counters.done();
            Process writer = start(path, side);
            while (counters.done() < before + 100 + random.nextInt(2_000) && writer.isAlive()) {
                Thread.onSpinWait();
            }
            writer.destroyForcibly().waitFor();
            assertEquals(137, writer.exitValue(), "the writer ended by itself");
            committed.add(check(path, counters));
        }
        long first = committed.get(0);
        assertTrue(committed.stream().allMatch(bytes -> bytes < first + MAX_BYTES / 4), committed::toString);
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

    private static Process start(Path path, Path side) throws IOException {
        Process process = ChildJvm.start(List.of("-Xmx128m"), KilledWriter.class, path.toString(), side.toString());
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            lines.add(line);
            assertTrue(line != null, lines::toString);
        }
        return process;
    }
}
