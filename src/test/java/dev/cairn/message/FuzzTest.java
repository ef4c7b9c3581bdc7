package dev.cairn.message;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inputs at random do no harm. */
class FuzzTest extends StoreTest {
    private static final int FEW = 20_000;
    private static final int BETWEEN_CHECKS = 50_000;
    private static final long NANOS = 1_000_000_000;

    @Test
    void someInputs() {
        Fuzzer fuzzer = new Fuzzer(stores.open(), 1);
        for (int i = 0; i < FEW; i++) {
            fuzzer.step();
        }
    }

    @Tag("fuzz")
    @Test
    void inputsForLong() {
        long seed = Long.getLong("cairn.fuzz.seed", System.nanoTime());
        long seconds = Long.getLong("cairn.fuzz.seconds", 180);
        long start = System.nanoTime();
        Store store = stores.open(Setting.values()[Math.floorMod(seed, Setting.values().length)]);
        Fuzzer fuzzer = new Fuzzer(store, seed);
        while (System.nanoTime() - start < seconds * NANOS) {
            for (int i = 0; i < BETWEEN_CHECKS; i++) {
                fuzzer.step();
            }
            store.verify();
        }
        System.out.println(fuzzer.figures() + " on " + store.stats());
    }
}
