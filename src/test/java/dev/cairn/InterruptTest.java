package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thread whose interrupt flag is set works like any other. */
@Tag("beside")
class InterruptTest extends StoreTest {
    @Test
    void withNativeAccess() {
        extendsStores();
    }

    @Test
    @Tag("noNative")
    void withoutNativeAccess() {
        extendsStores();
    }

    private void extendsStores() {
        Thread.currentThread().interrupt();
        Store store;
        try {
            store = stores.open(Setting.STANDARD_PLAIN);
            assertEquals(100_000, LongVector.from(store, new long[100_000]).size());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(100_000, LongVector.from(store, new long[100_000]).size());
    }
}
