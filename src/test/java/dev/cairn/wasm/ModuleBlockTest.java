package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules with data and a stack, which lie in a block of the store. */
@Tag("noNative")
class ModuleBlockTest extends StoreTest {
    private static final Kernel READER = Modules.kernel("reader");

    @ParameterizedTest
    @EnumSource
    void dataStaysAndEachWindowHasItsOwn(Setting setting) {
        Store store = stores.open(setting);
        Window one = READER.on(store);
        Window two = READER.on(store);
        double[] values = IntStream.range(0, 1001).asDoubleStream().toArray();
        DoubleVector vector = DoubleVector.of(store, values);
        double expected = 0;
        for (int i = 0; i < values.length; i++) {
            expected += values[i] * (i % 8 + 1);
        }
        assertEquals(expected, one.callDouble("weighted", one.base(), vector));
        assertEquals(expected, one.callDouble("weighted", one.base(), vector));
        assertEquals(2, one.callInt("calls"));
        assertEquals(1001, one.callLong("last_size"));
        assertEquals(0, two.callInt("calls"));
    }

    @Test
    void theBlockIsFreedWithTheWindow() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        makeWindows(store, 1);
        store.reclaim();
        long known = store.stats().liveNodes(); // the types that the store has seen
        assertTrue(known <= 1);
        makeWindows(store, 20);
        store.reclaim();
        assertEquals(known, store.stats().liveNodes());
    }

    private static void makeWindows(Store store, int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(0, READER.on(store).callInt("calls"));
        }
        assertTrue(store.stats().liveNodes() >= count);
    }

    @Test
    void theBlockOutlivesAScope() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window;
        try (var _ = store.scope()) {
            window = READER.on(store);
        }
        store.reclaim();
        for (int i = 0; i < 50; i++) {
            LongVector.from(store, LongStream.range(0, 3000)); // would take the block if it were free
        }
        assertEquals(10, window.callInt("deep", 10));
        store.verify();
    }

    @Test
    void aStackThatIsTooSmallHarmsNobody() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = READER.on(store);
        LongVector numbers = LongVector.from(store, LongStream.range(0, 3000));
        assertEquals(10, window.callInt("deep", 10));
        assertThrows(KernelTrapException.class, () -> window.callInt("deep", 100));
        assertThrows(KernelTrapException.class, () -> window.callInt("deep", 1_000_000));
        assertEquals(10, window.callInt("deep", 10), "the stack begins at its end again");
        assertEquals(2999L * 3000 / 2, numbers.sum());
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void aKernelFillsBuilders(Setting setting) {
        Store store = stores.open(setting);
        Window window = READER.on(store);
        for (int before : new int[] {0, 1, 100, 3000}) {
            for (int count : new int[] {0, 1, 31, 500, 4000}) {
                LongVector.Builder longs = LongVector.from(store, LongStream.range(0, before)).toBuilder();
                window.fill(longs, count, "fill_row", window.base(), longs.size(), (long) before, 8);
                List<Long> expected =
                        LongStream.range(0, before + count).boxed().toList();
                LongVector built = longs.build();
                assertEquals(expected, built.asList());
                window.fill(longs, 3, "fill_row", window.base(), longs.size(), -1L, 8);
                assertEquals(expected, built.asList());
                assertEquals(before + count + 3, longs.build().size());
                IntVector.Builder ints = IntVector.builder(store);
                window.fill(ints, count, "fill_row", window.base(), 0, 0L, 4);
                assertEquals(
                        IntStream.range(0, count).boxed().toList(), ints.build().asList());
            }
        }
    }

    /** Leaves are made of blocks that had other elements before. */
    @ParameterizedTest
    @EnumSource
    void whatAKernelDoesNotWriteIsZero(Setting setting) {
        Store store = stores.open(setting);
        Window window = READER.on(store);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                LongVector.from(store, LongStream.generate(() -> -1).limit(3000));
            }
            store.reclaim();
            LongVector before = LongVector.from(store, LongStream.range(0, random.nextInt(3000)));
            if (random.nextBoolean()) {
                before = before.drop(before.size() / 3).concat(before.take(random.nextInt(100)));
            }
            LongVector.Builder builder = before.toBuilder();
            int first = before.size();
            int size = first + 1 + random.nextInt(3000);
            int step = 1 + random.nextInt(random.nextBoolean() ? 3 : 500);
            boolean fromBehind = random.nextBoolean();
            int times = 1 + random.nextInt(2);
            window.fill(builder, size - first, "add_indexes", window.base(), first, step, fromBehind, times);
            long[] expected = Arrays.copyOf(before.toArray(), size);
            for (int i = first; i < size; i += step) {
                int index = fromBehind ? size - 1 - (i - first) : i;
                expected[index] = (long) times * (index + 1);
            }
            assertArrayEquals(expected, builder.build().toArray(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKernelFillsARelaxedBuilder(Setting setting) {
        Store store = stores.open(setting);
        Window window = READER.on(store);
        LongVector relaxed = LongVector.from(store, LongStream.range(0, 2000));
        for (int i = 0; i < 200; i++) {
            relaxed = relaxed.insert(i * 7, -i);
        }
        List<Long> before = relaxed.asList().stream().toList();
        LongVector.Builder builder = relaxed.toBuilder();
        window.fill(builder, 3000, "fill_row", window.base(), 2200, 0L, 8);
        LongVector built = builder.build();
        assertEquals(before, built.asList().subList(0, 2200));
        assertEquals(LongStream.range(0, 3000).boxed().toList(), built.asList().subList(2200, 5200));
        assertThrows(KernelTrapException.class, () -> window.fill(builder, 10, "fill_row", window.base(), 2199, 0L, 8));
        assertEquals(built, builder.build());
        assertEquals(before, relaxed.asList());
    }
}
