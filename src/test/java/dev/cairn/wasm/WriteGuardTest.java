package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.trie.vector.Reservation;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kernel writes to the places that it was given, and nowhere else, whatever the address. */
@Tag("noNative")
class WriteGuardTest extends StoreTest {
    private static final Kernel GUARD = Modules.kernel("guard");
    private static final List<String> STORES = List.of(
            "store8", "store16", "store32", "store64", "storeFar", "storeFloat", "storeDouble", "fill", "copy", "init");
    private static final List<String> LOADS =
            List.of("load8", "load16", "load32", "load64", "loadFar", "loadFloat", "loadDouble");

    /** The bytes of the slabs in use. */
    private static byte[] slabs(Store store) {
        var core = StoredBridge.get().core(store);
        var slabs = core.allocator().slabs();
        Memory memory = core.memory();
        byte[] copy = new byte[(int) (slabs.endOffset() - slabs.firstOffset())];
        memory.copyOut(memory.atOffset(slabs.firstOffset()), copy, 0, copy.length);
        return copy;
    }

    /** An address: anywhere, or near a border. */
    private static int address(Random random, int end) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> end + random.nextInt(-70, 70);
            case 2 -> random.nextInt(64);
            case 3 -> Integer.MAX_VALUE - random.nextInt(70);
            default -> random.nextInt(end);
        };
    }

    @ParameterizedTest
    @EnumSource
    void writesTrap(Setting setting) {
        Store store = stores.open(setting);
        LongVector vector = LongVector.from(store, LongStream.range(0, 3000));
        PMap<Long, String> map = PMap.empty(store, Codec.LONG, Codec.STRING);
        for (long i = 0; i < 500; i++) {
            map = map.put(i, "value " + i);
        }
        Window window = GUARD.on(store);
        LongVector.Builder full = LongVector.builder(store);
        store.reclaim(); // now, and not meanwhile
        byte[] before = slabs(store);
        int end = (int) StoredBridge.get().core(store).allocator().slabs().endOffset();
        Random random = new Random(setting.ordinal());
        for (int i = 0; i < 3000; i++) {
            String function = STORES.get(random.nextInt(STORES.size()));
            int address = address(random, end);
            assertThrows(KernelTrapException.class, () -> window.run(function, address, 0, 0, 0, 0, 0, 0L), function);
        }
        assertArrayEquals(before, slabs(store), "a byte of the store changed");
        for (int i = 0; i < 300; i++) {
            String function = STORES.get(random.nextInt(STORES.size()));
            int address = address(random, end);
            assertThrows(KernelTrapException.class, () -> window.fill(full, 1, function, address), function);
        }
        assertEquals(0, full.size());
        assertEquals(500, map.size());
        assertEquals(2999L * 3000 / 2, vector.sum());
    }

    @ParameterizedTest
    @EnumSource
    void readsAreOfTheStoreOrTrap(Setting setting) {
        Store store = stores.open(setting);
        LongVector vector = LongVector.from(store, LongStream.range(0, 3000));
        Window window = GUARD.on(store);
        var core = StoredBridge.get().core(store);
        int end = (int) core.allocator().slabs().endOffset();
        Random random = new Random(setting.ordinal());
        int traps = 0;
        for (int i = 0; i < 5000; i++) {
            int address = address(random, end);
            try {
                window.run(LOADS.get(random.nextInt(LOADS.size())), address);
            } catch (KernelTrapException e) {
                traps++;
            }
            if (address >= 0
                    && address < end - 8
                    && address >= core.allocator().slabs().firstOffset()) {
                assertEquals(
                        core.memory().getLong(core.memory().atOffset(address)), window.callLong("load64", address));
            }
        }
        assertTrue(traps > 500, traps + " traps");
        assertThrows(KernelTrapException.class, () -> window.callLong("load64", end - 7));
        assertThrows(KernelTrapException.class, () -> window.callLong("load64", -8));
        assertEquals(2999L * 3000 / 2, vector.sum());
    }

    /** All addresses around the places of a builder: exactly the places can be written. */
    @ParameterizedTest
    @EnumSource
    void exactlyThePlacesAreWritten(Setting setting) {
        Store store = stores.open(setting);
        Window window = GUARD.on(store);
        for (int before : new int[] {0, 1, 3, 40}) {
            for (int count : new int[] {1, 3, 70}) {
                LongVector.Builder builder = LongVector.builder(store);
                IntStream.range(0, before).forEach(builder::append);
                var places = StoredBridge.get().reserve(builder, count, Reservation::cleared);
                long first = places.memory().offset(places.at(places.from()));
                long last = places.memory().offset(places.at(places.to() - 1)) + 8;
                LinearMemory memory = new PlainMemory(
                        places.memory(),
                        StoredBridge.get().core(store).allocator().slabs());
                memory.fill(places);
                int written = 0;
                for (long at = Math.min(first, last - 8) - 300; at < Math.max(first + 8, last) + 300; at++) {
                    try {
                        memory.setByte((int) at, (byte) 1);
                        written++;
                    } catch (KernelTrapException e) {
                        // not one of them
                    }
                }
                assertTrue(written >= 8 && written <= 8 * count, written + " bytes of " + count + " places");
                if (count == 1) {
                    assertEquals(8, written);
                    assertThrows(KernelTrapException.class, () -> memory.setLong((int) first + 1, -1));
                    assertThrows(KernelTrapException.class, () -> memory.setLong((int) first - 1, -1));
                }
                places.done();
                assertThrows(KernelTrapException.class, () -> memory.setByte((int) first, (byte) 2));
                LongVector built = builder.build();
                assertEquals(before + count, built.size());
                long expected = 0;
                for (int i = 0; i < before; i++) {
                    expected += i;
                }
                assertEquals(expected, built.stream().limit(before).sum());
            }
        }
        assertEquals(0, window.callInt("addInts", 0, 0));
    }

    @Test
    void aKernelFillsABuilder() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = GUARD.on(store);
        LongVector.Builder builder = LongVector.builder(store);
        window.fill(builder, 1, "one", 0, 42L);
        assertEquals(List.of(42L), builder.build().asList());
        assertThrows(KernelTrapException.class, () -> window.run("one", 0, 42L, 0, 0, 0, 0, 0, 0L));
    }

    @Test
    void afterTheEndNothingIsWritten() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = GUARD.on(store);
        LongVector.Builder builder = LongVector.builder(store);
        var places = StoredBridge.get().reserve(builder, 100, Reservation::cleared);
        int first = (int) places.memory().offset(places.at(0));
        LinearMemory memory = new PlainMemory(
                places.memory(), StoredBridge.get().core(store).allocator().slabs());
        memory.fill(places);
        memory.setLong(first, 1);
        places.done();
        assertThrows(KernelTrapException.class, () -> memory.setLong(first, 2));
        assertThrows(KernelTrapException.class, () -> window.run("store64", first, 0, 0, 0, 0, 0, 0L));
        assertEquals(1, builder.build().sum());
    }

    @Test
    void manyBytesTrapWithoutTheirMemory() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = GUARD.on(store);
        LongVector.Builder builder = LongVector.builder(store);
        for (int count : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30}) {
            for (int address : new int[] {0, 1 << 20, -1, Integer.MAX_VALUE}) {
                assertThrows(KernelTrapException.class, () -> window.fill(builder, 10, "fillMany", address, count));
                assertThrows(KernelTrapException.class, () -> window.fill(builder, 10, "copyMany", address, 0, count));
                assertThrows(KernelTrapException.class, () -> window.fill(builder, 10, "copyMany", 0, address, count));
            }
        }
        window.fill(builder, 10, "fillMany", 0, 0);
        assertEquals(10, builder.build().size());
    }
}
