package dev.cairn.message;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inputs at random do no harm, and leave nothing in the store. */
class FuzzTest extends StoreTest {
    private static final int FEW = 20_000;
    private static final int INPUTS_OF_STORE = 200_000;
    private static final long NANOS = 1_000_000_000;

    @Test
    void someInputs() {
        new Fuzzer(1).run(stores.open(), FEW);
    }

    @Tag("fuzz")
    @Test
    void inputsForLong() {
        long start = System.nanoTime();
        long nanos = Long.getLong("cairn.fuzz.seconds", 180) * NANOS;
        Fuzzer fuzzer = new Fuzzer(Long.getLong("cairn.fuzz.seed", start));
        for (int i = 0; System.nanoTime() - start < nanos; i++) {
            Store store = stores.open(Setting.values()[i % Setting.values().length]);
            fuzzer.run(store, INPUTS_OF_STORE);
            stores.end();
            store.close();
        }
        System.out.println(fuzzer.figures());
    }
}
