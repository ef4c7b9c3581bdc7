package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ForeignStoreException;
import dev.cairn.LongVector;
import dev.cairn.Scope;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreTest;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that read versions, and the ways of calling them. */
@Tag("noNative")
class WindowTest extends StoreTest {
    private static final Kernel SUM = Modules.kernel("sum");
    private static final Kernel GUARD = Modules.kernel("guard");

    private static LongVector numbers(Store store, int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 31, 32, 33, 1000, 1024, 1056, 1057, 40_000})
    void aVersionIsReadInPlace(int size) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongVector vector = numbers(store, size);
        assertEquals(vector.sum(), SUM.on(store).callLong("sum", vector));
    }

    @Test
    void pendingEditsAreRead() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = SUM.on(store);
        LongVector vector = numbers(store, 5000);
        for (int i = 0; i < 300; i++) {
            vector = i % 3 == 0 ? vector.append(i) : vector.update(i * 7, -i);
            assertEquals(vector.sum(), window.callLong("sum", vector));
        }
    }

    @Test
    void numbersGoThere() {
        Window window = GUARD.on(stores.open());
        assertEquals(-3, window.callInt("addInts", -2, -1));
        assertEquals('a' + 1, window.callInt("addInts", 'a', true));
        assertEquals(-3, window.callInt("addInts", (short) -2, (byte) -1));
        assertEquals(Long.MIN_VALUE, window.callLong("addLongs", Long.MAX_VALUE, 1));
        assertEquals(-0.75f, window.callFloat("addFloats", -1f, 0.25f));
        assertEquals(-0.75, window.callDouble("addDoubles", -1f, 0.25));
        window.run("addInts", 1, 2);
    }

    @Test
    void misuseIsNamed() {
        Store store = stores.open();
        Window window = GUARD.on(store);
        NoSuchElementException none = assertThrows(NoSuchElementException.class, () -> window.run("substract", 1));
        assertTrue(none.getMessage().contains("addInts"), none.getMessage());
        assertThrows(IllegalArgumentException.class, () -> window.run("addInts", 1));
        assertThrows(IllegalArgumentException.class, () -> window.run("addInts", 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> window.run("addInts", 1, 2L));
        assertThrows(IllegalArgumentException.class, () -> window.run("addLongs", 1, numbers(store, 3)));
        assertThrows(IllegalArgumentException.class, () -> window.run("addFloats", 1f, 2.0));
        assertThrows(IllegalArgumentException.class, () -> window.callLong("addInts", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> window.callInt("unreachable"));
        LongVector.Builder builder = LongVector.builder(store);
        assertThrows(IllegalArgumentException.class, () -> window.fill(builder, 1, "addLongs"));
        assertThrows(IllegalArgumentException.class, () -> window.fill(builder, -1, "store8", 0));
        assertThrows(
                IllegalArgumentException.class, () -> window.fill(LongVector.builder(stores.open()), 1, "store8", 0));
        assertEquals(0, builder.size());
    }

    @Test
    void aVersionOfAnotherStoreIsRefused() {
        Window window = SUM.on(stores.open());
        LongVector foreign = numbers(stores.open(), 100);
        assertThrows(ForeignStoreException.class, () -> window.callLong("sum", foreign));
    }

    @Test
    void aClosedStoreIsNamed() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = SUM.on(store);
        LongVector vector = numbers(store, 100);
        assertEquals(4950, window.callLong("sum", vector));
        store.close();
        assertThrows(StoreClosedException.class, () -> window.callLong("sum", vector));
        Window other = GUARD.on(stores.open());
        assertEquals(3, other.callInt("addInts", 1, 2));
        other.store().close();
        assertThrows(StoreClosedException.class, () -> other.callInt("addInts", 1, 2));
        assertThrows(StoreClosedException.class, () -> SUM.on(store));
    }

    @Test
    void theEndOfAScopeIsNamed() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window;
        LongVector inner;
        try (Scope _ = store.scope()) {
            inner = numbers(store, 3000);
            window = SUM.on(store);
            assertEquals(inner.sum(), window.callLong("sum", inner));
        }
        assertThrows(IllegalStateException.class, () -> window.callLong("sum", inner));
        assertEquals(4950, window.callLong("sum", numbers(store, 100)));
    }

    @Test
    void eachThreadNeedsAWindow() throws InterruptedException {
        Window window = GUARD.on(stores.open());
        Throwable[] end = new Throwable[1];
        Thread looping = Thread.ofPlatform().start(() -> {
            while (end[0] == null || end[0] instanceof WindowInUseException) { // the other thread may be in it at first
                end[0] = assertThrows(RuntimeException.class, () -> window.run("loop"));
            }
        });
        WindowInUseException refused = null;
        while (refused == null) { // until the other thread is in the function
            try {
                window.callInt("addInts", 1, 2);
            } catch (WindowInUseException e) {
                refused = e;
            }
        }
        assertTrue(refused.getMessage().contains("kernel.on(store)"), refused.getMessage());
        looping.interrupt();
        looping.join();
        assertInstanceOf(KernelStoppedException.class, end[0]);
        assertEquals(3, window.callInt("addInts", 1, 2));
    }

    @Test
    void aKernelIsForAllStores() {
        for (Setting setting : Setting.values()) {
            assertEquals(3, GUARD.on(stores.open(setting)).callInt("addInts", 1, 2));
        }
        assertTrue(SUM.functions().contains("sum"));
        assertFalse(SUM.functions().contains("run"));
    }
}
