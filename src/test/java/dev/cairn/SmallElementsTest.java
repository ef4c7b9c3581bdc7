package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.map.MapTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small collections as elements of others go into the store and come back without a base, and nobody sees the difference. */
@Tag("besideQuiet")
class SmallElementsTest extends StoreTest {
    private static final int OUTER = 2_000;

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(MapTable.LIMIT >= OUTER / 2);
    }

    /** A map off the heap, of maps of three entries. */
    private static PMap<Long, PMap<Long, Long>> maps(Store store) {
        PMap<Long, PMap<Long, Long>> map = PMap.empty(store, Codec.LONG, PMap.codec(Codec.LONG, Codec.LONG));
        PMap<Long, Long> none = PMap.empty(store, Codec.LONG, Codec.LONG);
        for (long i = 0; i < OUTER; i++) {
            map = map.put(i, none.put(1L, i).put(2L, i).put(3L, i));
        }
        return map.foldedVersion();
    }

    @Test
    void whatIsReadMakesNoBase() {
        Store store = stores.open();
        PMap<Long, PMap<Long, Long>> map = maps(store);
        PMap<Long, LongVector> vectors = PMap.empty(store, Codec.LONG, LongVector.codec());
        for (long i = 0; i < OUTER; i++) {
            vectors = vectors.put(i, LongVector.of(store, i, i));
        }
        vectors = vectors.foldedVersion();
        long before = store.stats().versionsMade();
        for (long i = 0; i < OUTER; i++) {
            assertEquals(Map.of(1L, i, 2L, i, 3L, i), map.get(i).asMap());
            assertEquals(List.of(i, i), vectors.get(i).asList());
        }
        assertEquals(before, store.stats().versionsMade());
    }

    @Test
    void whatIsPutMakesABaseOfTheOuterMapOnly() {
        Store store = stores.open();
        PMap<Long, PMap<Long, Long>> map = maps(store);
        long before = store.stats().versionsMade();
        for (long i = 0; i < OUTER; i++) {
            map = map.put(i, map.get(i).put(4L, i));
        }
        assertEquals(4, map.foldedVersion().get(7L).size());
        assertTrue(
                store.stats().versionsMade() - before < OUTER / 10,
                () -> store.stats().toString());
    }

    @Test
    void whatIsPutBackUnchangedIsNotWrittenAgain() {
        Store store = stores.open();
        PMap<Long, PMap<Long, Long>> map = maps(store);
        PMap<Long, PMap<Long, Long>> same = map;
        for (long i = 0; i < OUTER; i++) {
            same = same.put(i, same.get(i)).put(i, same.get(i).put(1L, i));
        }
        assertEquals(0, Sharing.between(map, same.foldedVersion()).rightOnlyNodes());
    }

    @Test
    void whatIsPutOftenIsWrittenOnce() {
        Store store = stores.open();
        PMap<Long, Long> inner = PMap.empty(store, Codec.LONG, Codec.LONG).put(1L, 1L);
        isWrittenOnce(PMap.codec(Codec.LONG, Codec.LONG), inner, inner.foldedVersion());
        LongVector row = LongVector.of(store, 1, 2, 3);
        isWrittenOnce(LongVector.codec(), row, row.foldedVersion());
    }

    private static <C extends Version> void isWrittenOnce(Codec<C> codec, C inner, C written) {
        PMap<Long, C> empty = PMap.empty(inner.store(), Codec.LONG, codec);
        PMap<Long, C> map = empty;
        PMap<Long, C> expected = empty;
        for (long i = 0; i < OUTER; i++) {
            map = map.put(i, inner);
            expected = expected.put(i, written);
        }
        long most =
                Sharing.retained(expected.foldedVersion()).nodes() + 2; // a node and a header that only the first has
        long nodes = Sharing.retained(map.foldedVersion()).nodes();
        assertTrue(nodes <= most, () -> nodes + " nodes, at most " + most);
        assertEquals(inner, map.get(5L));
    }

    @ParameterizedTest
    @EnumSource
    void elementsOfAllSizesBecomeWhatTheyAreInJava(Setting setting) {
        Store store = stores.open(setting);
        play(
                store,
                new Play<>(
                        PMap.codec(Codec.INT, Codec.any()),
                        PMap.empty(store, Codec.INT, Codec.any()),
                        (inner, n) -> inner.put(n, n % 3 == 0 ? "a text that no slot holds " + n : n),
                        PMap::asMap));
        play(
                store,
                new Play<>(
                        PSet.codec(Codec.STRING),
                        PSet.empty(store, Codec.STRING),
                        (inner, n) -> inner.add("e" + n),
                        PSet::asSet));
        play(
                store,
                new Play<>(
                        PVector.codec(Codec.<Object>standard()),
                        PVector.empty(store, Codec.<Object>standard()),
                        (inner, n) -> inner.append(n % 50 == 0 ? List.of(n) : n),
                        PVector::asList));
        play(
                store,
                new Play<>(
                        IntVector.codec(),
                        IntVector.empty(store),
                        (inner, n) -> n % 4 == 0 ? inner.prepend(-n) : inner.append(n),
                        IntVector::asList));
        play(
                store,
                new Play<>(
                        DoubleVector.codec(),
                        DoubleVector.empty(store),
                        (inner, n) -> inner.append(n / 2.0),
                        DoubleVector::asList));
    }

    @FunctionalInterface
    private interface Change<C> {
        C of(C inner, int n);
    }

    private record Play<C>(Codec<C> codec, C empty, Change<C> change, java.util.function.Function<C, Object> content) {}

    private static <C> void play(Store store, Play<C> play) {
        Random random = new Random(7);
        PMap<Integer, C> map = PMap.empty(store, Codec.INT, play.codec);
        Map<Integer, List<Integer>> changes = new HashMap<>();
        for (int n = 0; n < OUTER; n++) {
            int key = random.nextInt(40);
            C inner = changes.containsKey(key) ? map.get(key) : play.empty;
            changes.computeIfAbsent(key, _ -> new ArrayList<>()).add(n);
            map = map.put(key, play.change.of(inner, n));
            if (n % 7 == 0) {
                map = map.foldedVersion();
            }
        }
        PMap<Integer, C> all = map;
        changes.forEach((key, numbers) -> {
            C expected = play.empty;
            for (int n : numbers) {
                expected = play.change.of(expected, n);
            }
            assertEquals(expected, all.get(key));
            assertEquals(play.content.apply(expected), play.content.apply(all.get(key)));
            assertEquals(expected.hashCode(), all.get(key).hashCode());
            assertEquals(all, all.put(key, all.get(key)).put(key, expected));
        });
        store.verify();
    }
}
