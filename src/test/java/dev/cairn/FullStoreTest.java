package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.program.Subjects.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store without room: a named exception with the figures, nothing changed, and all goes on when there is room again. */
@Order(StoreTest.COLLECTS)
class FullStoreTest extends StoreTest {
    private static final long SMALL = 1L << 20;
    private static final String LONG_TEXT = "a string too long to lie in its slot";
    private static final Pair TOO_LARGE = new Pair(LONG_TEXT, "x".repeat((int) SMALL));

    private Store small(Setting setting) {
        return stores.open(setting.options().maxBytes(SMALL));
    }

    private static void assertFull(Store store, Executable operation) {
        var e = assertThrows(StoreFullException.class, operation);
        assertTrue(e.requested() > 0 && e.live() >= 0 && e.live() <= e.max(), e::getMessage);
        assertEquals(SMALL, e.max());
        assertTrue(e.getMessage().contains(e.requested() + " bytes"), e::getMessage);
        store.verify();
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_PLAIN", "TINY_INHERITED"})
    void aVersionIsAsItWas(Setting setting) {
        Store store = small(setting);
        PVector<Pair> pairs = PVector.of(store, Codec.record(Pair.class), new Pair("a", LONG_TEXT));
        assertFull(store, () -> pairs.append(TOO_LARGE));
        assertEquals(List.of(new Pair("a", LONG_TEXT)), list(pairs));
        assertEquals(List.of(new Pair("a", LONG_TEXT), new Pair("b", "")), list(pairs.append(new Pair("b", ""))));
        assertFull(store, () -> PVector.of(store, Codec.record(Pair.class), TOO_LARGE));
        assertFull(store, () -> pairs.appendAll(List.of(new Pair("b", "c"), TOO_LARGE)));
    }

    private static <T> List<T> list(PVector<T> vector) {
        List<T> list = new ArrayList<>();
        vector.forEach(list::add);
        return list;
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_PLAIN", "TINY_INHERITED"})
    void anUpdateWaitsOnTheHeapUntilThereIsRoom(Setting setting) {
        Store store = small(setting);
        LongVector longs = LongVector.from(store, new long[20_000]);
        List<LongVector> filling = fill(store);
        LongVector updated = longs;
        for (int i = 0; i < 4_000; i++) {
            updated = updated.update(i * 5, i);
        }
        LongVector last = updated;
        assertEquals(3_999, last.get(3_999 * 5));
        assertEquals(3_999L * 4_000 / 2, last.sum());
        assertFull(store, () -> last.toBuilder());
        assertEquals(0, longs.sum());
        filling.clear();
        assertEquals(3_999L * 4_000 / 2, last.toBuilder().build().sum());
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_PLAIN", "TINY_INHERITED"})
    void anUpdateByWhatIsTooLargeForTheHeapIsWrittenAtOnce(Setting setting) {
        Store store = small(setting);
        PVector<Pair> pairs = PVector.of(store, Codec.record(Pair.class), new Pair("a", LONG_TEXT), new Pair("b", "c"));
        assertFull(store, () -> pairs.update(0, TOO_LARGE));
        assertFull(store, () -> pairs.prepend(TOO_LARGE));
        assertFull(store, () -> pairs.insert(1, TOO_LARGE));
        assertEquals(new Pair("a", LONG_TEXT), pairs.get(0));
    }

    /** Leaves are made many at once. There is no block for one of them, or for a node above them. */
    @ParameterizedTest
    @EnumSource
    void elementsInBulk(Setting setting) {
        Store store = small(setting);
        List<LongVector> filling = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            assertFull(store, () -> {
                while (true) {
                    long[] elements =
                            random.longs(2_000 + random.nextInt(20_000)).toArray();
                    LongVector made = LongVector.of(store, elements);
                    assertArrayEquals(elements, made.toArray());
                    filling.add(made);
                }
            });
            filling.subList(random.nextInt(filling.size()), filling.size()).clear();
        }
    }

    /** A change for which there is no block is run again when there is one. Then some of its leaves may be in the trie. */
    @ParameterizedTest
    @EnumSource
    void elementsInBulkAtTheSecondTry(Setting setting) {
        Store store = stores.open(setting);
        long[] elements = new Random(1).longs(6_000).toArray();
        for (int n = 1; n < 400; n++) {
            LongVector.Builder builder = LongVector.builder(store).appendAll(Arrays.copyOf(elements, 1_500));
            store.core().allocator().failAt(n);
            builder.appendAll(Arrays.copyOfRange(elements, 1_500, elements.length));
            store.core().allocator().failAt(0);
            assertArrayEquals(elements, builder.build().toArray(), "after allocation " + n + " failed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_PLAIN", "TINY_INHERITED"})
    void aBuilderIsAsItWas(Setting setting) {
        Store store = small(setting);
        var builder = PVector.builder(store, Codec.record(Pair.class)).append(new Pair(LONG_TEXT, LONG_TEXT));
        assertFull(store, () -> builder.append(TOO_LARGE));
        assertFull(store, () -> builder.update(0, TOO_LARGE));
        PVector<Pair> first = builder.build();
        assertFull(store, () -> builder.update(0, TOO_LARGE));
        assertFull(store, () -> builder.append(TOO_LARGE));
        assertEquals(List.of(new Pair(LONG_TEXT, LONG_TEXT)), list(builder.build()));
        assertEquals(
                List.of(new Pair(LONG_TEXT, LONG_TEXT), new Pair("b", "c")), list(first.append(new Pair("b", "c"))));
        assertEquals(1, builder.size());
        for (int i = 0; i < 100; i++) {
            builder.append(new Pair("s" + i, LONG_TEXT));
        }
        assertFull(store, () -> builder.update(3, TOO_LARGE));
        assertEquals(new Pair("s2", LONG_TEXT), builder.get(3));
        builder.update(3, new Pair("t", "u"));
        assertEquals(new Pair("t", "u"), builder.build().get(3));
    }

    @ParameterizedTest
    @EnumSource(names = {"TINY_PLAIN", "TINY_INHERITED"})
    void aMapIsAsItWas(Setting setting) {
        Store store = small(setting);
        PMap<Long, Pair> map = PMap.empty(store, Codec.LONG, Codec.record(Pair.class));
        for (long i = 0; i < 100; i++) {
            map = map.put(i, new Pair("s" + i, LONG_TEXT));
        }
        PMap<Long, Pair> before = map;
        assertFull(store, () -> before.put(3L, TOO_LARGE));
        assertFull(store, () -> before.putAll(Map.of(3L, TOO_LARGE, 200L, TOO_LARGE)));
        assertFull(store, () -> before.mapValues(pair -> TOO_LARGE));
        var builder = before.toBuilder().put(4L, new Pair("t", "u"));
        assertFull(store, () -> builder.put(3L, TOO_LARGE));
        assertFull(store, builder::build);
        assertEquals(new Pair("s3", LONG_TEXT), before.get(3L));
        PMap<Long, Pair> built = builder.remove(3L).build();
        assertEquals(99, built.size());
        assertEquals(new Pair("t", "u"), built.get(4L));
        assertEquals(before, built.put(3L, before.get(3L)).put(4L, before.get(4L)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_PLAIN", "TINY_INHERITED"})
    void aFullStoreTakesMoreWhenSomethingIsDropped(Setting setting) {
        Store store = small(setting);
        List<LongVector> kept = fill(store);
        LongVector last = kept.getLast();
        assertFull(store, () -> LongVector.from(store, new long[100_000]));
        assertEquals(0, last.sum());
        int half = kept.size() / 2;
        kept.subList(0, half).clear();
        for (int i = 1; i < half / 2; i++) {
            kept.add(LongVector.from(store, new long[1_500]));
        }
        store.verify();
        kept.clear();
    }

    private static List<LongVector> fill(Store store) {
        List<LongVector> kept = new ArrayList<>();
        try {
            while (true) {
                kept.add(LongVector.from(store, new long[1_500]));
            }
        } catch (StoreFullException e) {
            assertTrue(e.live() > SMALL / 2, e::getMessage);
            return kept;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_PLAIN", "TINY_INHERITED"})
    void garbageDoesNotFillAStore(Setting setting) {
        Store store = small(setting);
        LongVector longs = LongVector.from(store, new long[5000]);
        for (int i = 0; i < 20_000; i++) {
            longs = longs.update(i * 31 % 5000, i);
        }
        assertEquals(5000, longs.size());
        assertEquals(19_999, longs.get(19_999 * 31 % 5000));
    }
}
