package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.Hash;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.Nota;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What maps whose keys are longs have beside the operations of {@link LongMapProgramTest}. */
class LongMapTest extends StoreTest {
    private static final int FEW = 20;
    private static final int MANY = 3_000;

    private static LongLongMap squares(Store store, int size) {
        long[] keys = LongStream.range(0, size).map(n -> n - 5).toArray();
        long[] values = LongStream.of(keys).map(n -> n * n).toArray();
        return LongLongMap.from(store, keys, values);
    }

    private static LongMap<String> texts(Store store, int size) {
        return LongStream.range(0, size).boxed().collect(LongMap.collector(store, Codec.STRING, n -> n, n -> "t" + n));
    }

    @Test
    void aMissingKeyHasNoValue() {
        LongLongMap map = squares(stores.open(), FEW);
        assertEquals(9, map.get(-3));
        assertEquals(0, map.get(0));
        NoSuchElementException e = assertThrows(NoSuchElementException.class, () -> map.get(1_000));
        assertEquals("no entry for the key 1000", e.getMessage());
        assertEquals(-1, map.getOrDefault(1_000, -1));
        assertNull(texts(stores.open(), FEW).get(-1));
        assertEquals("none", texts(stores.open(), FEW).getOrDefault(-1, "none"));
    }

    @Test
    void arraysOfDifferentLengthsAreNoEntries() {
        Store store = stores.open();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LongLongMap.from(store, new long[2], new long[3]));
        assertEquals("2 keys and 3 values", e.getMessage());
    }

    @Test
    void theStandardStoreHasFactories() {
        LongLongMap map = LongLongMap.of(1, 2, 3, 4, 1, 5);
        assertEquals(Map.of(1L, 5L, 3L, 4L), map.asMap());
        assertEquals(map, LongLongMap.from(new long[] {3, 1}, new long[] {4, 5}));
        assertEquals(map, LongLongMap.from(Map.of(1L, 5L, 3L, 4L)));
        assertEquals(
                map,
                List.of("a", "bbb").stream()
                        .collect(LongLongMap.collector(String::length, s -> s.length() == 1 ? 5 : 4)));
        LongMap<String> texts = LongMap.of(1, "a", 2, "b", 1, "c");
        assertEquals(Map.of(1L, "c", 2L, "b"), texts.asMap());
        assertEquals(texts, LongMap.from(Map.of(1L, "c", 2L, "b")));
        assertEquals(texts, LongMap.from(Codec.STRING, Map.of(1L, "c", 2L, "b")), "whatever the codec");
        assertEquals("{1=5}", map.remove(3).toString());
        assertTrue(LongLongMap.empty().isEmpty());
        assertTrue(LongMap.<String>empty().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void countingWorksInVersionsAndBuilders(Setting setting) {
        Store store = stores.open(setting);
        LongLongMap counts = LongLongMap.empty(store);
        LongLongMap.Builder builder = LongLongMap.builder(store);
        for (int i = 0; i < MANY; i++) {
            counts = counts.merge(i % 700, 1, Long::sum);
            builder.merge(i % 700, 1, Long::sum).update(-1, 5);
        }
        assertEquals(MANY, counts.sum());
        assertEquals(counts, builder.build());
        assertEquals(700, counts.size());
        assertEquals(MANY, counts.values().sum());
        assertEquals(5, counts.reduce(Long.MIN_VALUE, Math::max));
        assertEquals(0, counts.update(5, -5).merge(5, 5, Long::sum).get(5));
        assertEquals(6, builder.update(5, 6).build().get(5));
    }

    /** Two keys with the hash 0, in a store whose seed makes the one factor of the hash -1. */
    @ParameterizedTest
    @EnumSource
    void keysWithTheSameHashAreToldApart(Setting setting) {
        long seed = Long.rotateRight(~0xD1B5_4A32_D192_ED03L, 23);
        long one = -0x9E37_79B9_7F4A_7C15L ^ seed;
        long two = (0xD1B5_4A32_D192_ED03L + 1) ^ seed;
        Store store = stores.open(setting.options().seed(seed));
        assertEquals(0, Hash.of(one, store.core().seed()));
        assertEquals(0, Hash.of(two, store.core().seed()));
        for (int size : new int[] {0, FEW, MANY}) {
            LongLongMap map = squares(store, size).put(one, 1);
            assertFalse(map.containsKey(two));
            assertFalse(map.foldedVersion().containsKey(two));
            LongLongMap both = map.put(two, 2);
            for (LongLongMap form :
                    List.of(both, both.foldedVersion(), both.toBuilder().build())) {
                assertEquals(size + 2, form.size());
                assertEquals(1, form.get(one));
                assertEquals(2, form.get(two));
                assertEquals(map, form.remove(two));
                assertEquals(squares(store, size).put(two, 2), form.remove(one));
                assertEquals(both, form);
            }
            assertEquals(7, both.update(two, 7).get(two));
            assertEquals(both, map.merge(both.remove(one), Long::sum));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMapWithBoxedKeysHasTheSameNodes(Setting setting) {
        Store store = stores.open(setting);
        LongLongMap map = squares(store, MANY).foldedVersion();
        PMap<Long, Long> boxed = map.toPMap();
        assertSame(map.base(), boxed.base());
        assertSame(map.base(), LongLongMap.from(boxed).base());
        long made = store.stats().liveNodes();
        PMap<Long, Long> changed = boxed.put(-1L, 5L).remove(7L);
        LongLongMap back = LongLongMap.from(changed);
        assertEquals(5, back.get(-1));
        assertEquals(6, back.put(-1, 6).get(-1));
        assertFalse(back.containsKey(7));
        assertEquals(made, store.stats().liveNodes(), "the edits are pending in all of them");
        assertEquals(map, back.put(7, 49).put(-1, 1));
        assertEquals(map.toPMap(), changed.put(7L, 49L).put(-1L, 1L));
        assertEquals(changed, back.toPMap());
        PMap<Integer, Long> others = PMap.empty(store, Codec.INT, Codec.LONG);
        assertNotEquals(others, LongLongMap.empty(store));
        PMap<Long, Long> standard = PMap.<Long, Long>from(map.asMap());
        assertEquals(map, LongLongMap.from(standard), "entries that other codecs keep are copied");
        assertEquals(texts(store, FEW), LongMap.from(texts(store, FEW).toPMap()));
    }

    @ParameterizedTest
    @EnumSource
    void mapsAreElementsOfOtherCollections(Setting setting) {
        Store store = stores.open(setting);
        for (int size : new int[] {0, 1, 10, FEW, 40, MANY}) {
            LongLongMap map = squares(store, size);
            LongMap<String> texts = texts(store, size);
            PVector<LongLongMap> vector = PVector.of(store, LongLongMap.codec(), map, map.put(-9, 1), map);
            LongMap<LongMap<String>> outer = LongMap.empty(store, LongMap.codec(Codec.STRING))
                    .put(1, texts)
                    .put(2, texts.put(-9, "x"));
            for (int round = 0; round < 2; round++) {
                assertEquals(map, vector.get(0));
                assertEquals(1, vector.get(1).get(-9));
                assertEquals(map.put(5, 5), vector.get(2).put(5, 5));
                assertEquals(texts, outer.get(1));
                assertEquals("x", Objects.requireNonNull(outer.get(2)).get(-9));
                vector = vector.foldedVersion();
                outer = outer.foldedVersion();
            }
            PSet<LongLongMap> set = PSet.of(store, LongLongMap.codec(), map, map.put(-9, 1));
            assertTrue(set.contains(squares(store, size)));
            assertTrue(set.foldedVersion().contains(squares(store, size).foldedVersion()));
            PVector<Object> any = PVector.<Object>of(store, Codec.standard(), map, texts);
            assertEquals(List.of(map, texts), any.foldedVersion().asList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void atomsAndLettersHaveThem(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = Mailbox.unbounded(store);
        Nota nota = Nota.of(MessageOptions.defaults().store(store));
        for (int size : new int[] {0, FEW, MANY}) {
            for (Version map : List.of(squares(store, size), texts(store, size))) {
                Atom<Version> atom = store.atom("map", map);
                assertEquals(map, atom.get());
                assertTrue(mailbox.trySendValue(map));
                assertEquals(map, Objects.requireNonNull(mailbox.poll()).open());
                assertTrue(mailbox.trySendValue(List.of(map, "and more")));
                assertEquals(
                        List.of(map, "and more"),
                        Objects.requireNonNull(mailbox.poll()).open());
                assertEquals(map, nota.decode(nota.encode(map)));
                store.removeAtom("map");
            }
        }
        mailbox.close();
    }

    @Test
    void aFileHasThem(@TempDir Path directory) {
        Path file = directory.resolve("store");
        Map<Long, Long> entries = new HashMap<>();
        try (Store store = Store.open(file)) {
            LongLongMap map = squares(store, MANY).remove(7);
            map.forEach(entries::put);
            store.atom("longs", map);
            store.atom("texts", texts(store, MANY));
            store.atom("few", squares(store, 3));
        }
        try (Store store = Store.open(file)) {
            Atom<LongLongMap> longs = store.atom("longs", LongLongMap.empty(store));
            assertEquals(entries, longs.get().asMap());
            assertEquals(50, longs.updateAndGet(map -> map.put(7, 50)).get(7));
            Atom<LongMap<String>> texts = store.atom("texts");
            assertEquals("t2999", texts.get().get(2_999));
            Atom<LongLongMap> few = store.atom("few");
            assertEquals(Map.of(-5L, 25L, -4L, 16L, -3L, 9L), few.get().asMap());
        }
    }

    @Test
    void imagesAndCopiesOfUntrustedFilesHaveThem(@TempDir Path directory) {
        Path file = directory.resolve("store");
        Path image = directory.resolve("image");
        try (Store store = Store.open(file)) {
            store.atom("longs", squares(store, MANY));
            store.atom("texts", texts(store, MANY));
            store.atom("nested", PVector.of(store, LongLongMap.codec(), squares(store, 3), squares(store, MANY)));
            store.checkpoint(image);
        }
        for (boolean isUntrusted : new boolean[] {true, false}) {
            try (Store copy =
                    isUntrusted ? Store.open(file, StoreOptions.defaults().untrusted(true)) : Store.restore(image)) {
                copy.verify();
                assertEquals(
                        squares(copy, MANY), copy.<LongLongMap>atom("longs").get());
                assertEquals(
                        texts(copy, MANY), copy.<LongMap<String>>atom("texts").get());
                assertEquals(
                        squares(copy, MANY),
                        copy.<PVector<LongLongMap>>atom("nested").get().last());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAScopeMakesDiesWithIt(Setting setting) {
        Store store = stores.open(setting);
        LongLongMap before = squares(store, MANY);
        LongLongMap lost;
        LongLongMap kept;
        try (Scope scope = store.scope()) {
            lost = before.put(-1, 5).foldedVersion();
            kept = scope.keep(before.put(-1, 6));
        }
        assertThrows(IllegalStateException.class, () -> lost.get(-1));
        assertEquals(6, kept.get(-1));
    }

    @Test
    void anotherStoreHasOtherNodes() {
        Store store = stores.open();
        Store other = stores.open();
        LongLongMap map = squares(store, FEW);
        LongLongMap copy = map.copyTo(other);
        assertEquals(map, copy);
        assertEquals(map.hashCode(), copy.hashCode());
        assertNotEquals(map, copy.put(1, 7));
        assertSame(other, copy.store());
        assertThrows(ForeignStoreException.class, () -> map.merge(copy, Long::sum));
        assertThrows(ForeignStoreException.class, () -> map.changesTo(copy));
        assertEquals(map.put(-9, 9), map.putAll(copy.put(-9, 9)));
        LongMap<String> texts = texts(store, MANY);
        assertEquals(texts, texts.copyTo(other));
        assertEquals(texts, LongMap.empty(store, Codec.STRING).putAll(texts.copyTo(other)));
    }

    @Test
    void sharedNodesAreCountedOnce() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongLongMap map = squares(store, MANY).foldedVersion();
        LongLongMap changed = map.put(5, 6).foldedVersion();
        Sharing shared = Sharing.between(map, changed);
        assertTrue(shared.rightOnlyNodes() < 5, shared::toString);
        assertEquals(0, Sharing.between(map, LongLongMap.from(map.toPMap())).rightOnlyNodes());
    }

    @Test
    void keysAndValuesSplit() {
        for (int size : new int[] {0, 1, FEW, MANY}) {
            LongLongMap map = squares(stores.open(), size).put(77, -5);
            assertEquals(map.keys().sum(), map.keys().parallel().sum());
            assertEquals(map.sum(), map.values().parallel().sum());
            assertEquals(
                    map.size(), map.keys().boxed().collect(Collectors.toSet()).size());
            PrimitiveIterator.OfLong keys = map.keys().iterator();
            while (keys.hasNext()) {
                assertTrue(map.containsKey(keys.nextLong()));
            }
            assertThrows(NoSuchElementException.class, keys::nextLong);
        }
    }

    @Test
    void streamsOfSerializationHaveThem() throws IOException, ClassNotFoundException {
        Store store = stores.open();
        LongLongMap map = squares(store, MANY);
        LongMap<String> texts = texts(store, MANY);
        List<Version> all = List.of(map, map.put(5, 6), texts, texts.remove(7));
        assertEquals(
                all, Streams.open(Streams.write(out -> out.writeObject(all))).readObject());
    }
}
