package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.KilledWriter.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write checkpoints: the image has the last one that was done, or the one that was begun. */
class KilledCheckpointTest {
    private static final int SIZE = 20_000;

    @TempDir
    Path directory;

    @Test
    void anImageOutlivesItsProcess() throws Exception {
        kill(4);
    }

    @Test
    @Tag("soak")
    void anImageOutlivesManyProcesses() throws Exception {
        kill(100);
    }

    private void kill(int times) throws Exception {
        Path image = directory.resolve("an.image");
        Path side = directory.resolve("counters");
        Counters counters = new Counters(side);
        Random random = new Random();
        for (int kill = 0; kill < times; kill++) {
            long before = counters.done();
            Process process =
                    ChildJvm.start(List.of("-Xmx128m"), KilledCheckpointTest.class, image.toString(), side.toString());
            while (counters.done() < before + 1 + random.nextInt(40) && process.isAlive()) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
            assertEquals(137, process.exitValue(), "the process ended by itself");
            try (Store restored = Store.restore(image)) {
                LongVector found =
                        restored.atom("numbers", LongVector.empty(restored)).get();
                assertEquals(SIZE, found.size());
                long number = found.get(0);
                assertEquals(number * SIZE, found.sum());
                assertTrue(
                        counters.done() <= number && number <= counters.begun(),
                        () -> counters.done() + " done, " + counters.begun() + " begun, and the image has " + number);
                restored.verify();
            }
        }
    }

    /** Goes on from what the image has: adds 1 to all numbers, in any order, and writes a checkpoint. */
    public static void main(String[] arguments) throws IOException {
        Path image = Path.of(arguments[0]);
        Counters counters = new Counters(Path.of(arguments[1]));
        Store store = Files.exists(image) ? Store.restore(image) : Store.inMemory();
        Atom<LongVector> atom = store.atom("numbers", LongVector.from(store, new long[SIZE]));
        while (counters.done() < atom.get().get(0)) { // a checkpoint that the last process could not report
            counters.done(0);
        }
        while (counters.begun() < counters.done()
                || counters.begun() < atom.get().get(0)) {
            counters.begin(0);
        }
        while (true) {
            LongVector present = atom.get();
            long next = present.get(0) + 1;
            while (counters.begun() < next) {
                counters.begin(0);
            }
            LongVector.Builder builder = present.toBuilder();
            for (int i = 0; i < SIZE; i++) {
                builder.update(i, next);
            }
            atom.set(builder.build());
            store.checkpoint(image);
            counters.done(0);
        }
    }
}
