package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Slabs;
import dev.cairn.internal.alloc.TakenSlabs;
import dev.cairn.internal.stored.StoredBridge;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Stores that have used more than linear memory can reach. Without native access the slabs below would have to be written, so it is not for that. */
class BankedTest extends StoreTest {
    private static final Kernel BANKED = Modules.kernel("banked");
    private static final int TWO_GIB = 1 << 15; // slabs

    private static Slabs slabs(Store store) {
        return StoredBridge.get().core(store).allocator().slabs();
    }

    private Store large() {
        return stores.open(StoreOptions.defaults().maxBytes(8L << 30));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatLiesAboveTwoGibibytesIsReached() {
        Store store = large();
        LongVector low = LongVector.from(store, LongStream.range(0, 50_000));
        try (TakenSlabs _ = new TakenSlabs(slabs(store), TWO_GIB + 100)) {
            Window window = BANKED.on(store);
            int base = window.base();
            LongVector high = LongVector.from(store, LongStream.range(0, 300_000));
            PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG);
            for (long i = 0; i < 20_000; i++) {
                map = map.put(i, i * i);
            }
            byte[] bytes = bytes(700_000); // a run of eleven slabs
            Blob blob = Blob.from(store, bytes);
            long sum = 0;
            for (byte one : bytes) {
                sum += one & 0xFF;
            }
            assertTrue(slabs(store).endOffset() > LinearMemory.BYTES);
            for (int i = 0; i < 3; i++) {
                assertEquals(low.sum(), window.callLong("sum_i64", base, low));
                assertEquals(high.sum(), window.callLong("sum_i64", base, high));
                assertEquals(123_456L, window.callLong("get_i64", base, high, 123_456));
                assertEquals(
                        LongStream.range(0, 20_000).map(n -> n * n).sum(), window.callLong("map_sum_i64", base, map));
                assertEquals(19_999L * 19_999, window.callLong("map_get_i64", base, map, 19_999, -1));
                assertEquals(-1, window.callLong("map_get_i64", base, map, 20_000, -1));
                assertEquals(sum, window.callLong("blob_sum", base, blob));
                assertEquals(sum - (bytes[0] & 0xFF), window.callLong("blob_sum", base, blob.slice(8, blob.length())));
            }
        }
    }

    @Test
    void aBuilderAboveTwoGibibytesIsFilled() {
        Store store = large();
        try (TakenSlabs _ = new TakenSlabs(slabs(store), TWO_GIB)) {
            Window window = BANKED.on(store);
            double[] values = new Random(1).doubles(100_000).toArray();
            DoubleVector vector = DoubleVector.of(store, values);
            DoubleVector.Builder builder = DoubleVector.builder(store);
            window.fill(builder, values.length, "fill_linear_f64", window.base(), vector, 2.0, 1.0);
            assertEquals(vector.map(value -> 2 * value + 1), builder.build());
        }
    }

    @Test
    void aKernelWithoutBanksIsRefused() {
        Store store = large();
        Window before = Modules.kernel("kernels").on(store);
        LongVector numbers = LongVector.from(store, LongStream.range(0, 1000));
        assertEquals(numbers.sum(), before.callLong("sum_i64", before.base(), numbers));
        try (TakenSlabs _ = new TakenSlabs(slabs(store), TWO_GIB)) {
            ModuleException e = assertThrows(
                    ModuleException.class, () -> Modules.kernel("kernels").on(store));
            assertTrue(e.getMessage().contains("CAIRN_BANKED"), e.getMessage());
            assertThrows(ModuleException.class, () -> before.callLong("sum_i64", before.base(), numbers));
        }
    }

    /** Runs come and go between calls, so what was brought in one call has no meaning in the next. */
    @Test
    void slabsThatBecomeARunAreBroughtAgain() {
        Store store = stores.open(StoreOptions.defaults().maxBytes(64L << 20));
        Window window = BANKED.on(store);
        Random random = new Random(3);
        for (int i = 0; i < 40; i++) {
            byte[] bytes = bytes(1 + random.nextInt(500_000));
            long sum = 0;
            for (byte one : bytes) {
                sum += one & 0xFF;
            }
            Blob blob = Blob.from(store, bytes);
            assertEquals(sum, window.callLong("blob_sum", window.base(), blob));
            LongVector numbers = LongVector.from(store, LongStream.range(0, random.nextInt(50_000)));
            assertEquals(numbers.sum(), window.callLong("sum_i64", window.base(), numbers));
            if (i % 5 == 0) {
                store.reclaim();
            }
        }
    }

    @Test
    void smallSlabsHaveNoBanks() {
        Store store = stores.open(Setting.TINY_PLAIN);
        ModuleException e = assertThrows(ModuleException.class, () -> BANKED.on(store));
        assertTrue(e.getMessage().contains("4096"), e.getMessage());
    }

    /** Whatever is asked for, and whatever address is read: a byte of the store, or a trap. */
    @Test
    void addressesAndSlabsAtRandomTrap() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongVector numbers = LongVector.from(store, LongStream.range(0, 50_000));
        var core = StoredBridge.get().core(store);
        BankedMemory memory = new BankedMemory(core.memory(), core.allocator().slabs());
        Random random = new Random(9);
        int traps = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                switch (random.nextInt(4)) {
                    case 0 -> memory.bring(random.nextBoolean() ? random.nextInt() : random.nextInt(40));
                    case 1 -> memory.getLong(random.nextInt());
                    case 2 -> memory.getShort(BankedMemory.TABLE + random.nextInt(-10, 5000));
                    default -> memory.getLong(random.nextInt(1 << 22));
                }
            } catch (KernelTrapException e) {
                traps++;
            }
            int address = random.nextInt(1 << 22);
            assertThrows(KernelTrapException.class, () -> memory.setLong(address, -1));
        }
        assertTrue(traps > 5000, traps + " traps");
        assertEquals(49_999L * 50_000 / 2, numbers.sum());
    }
}
