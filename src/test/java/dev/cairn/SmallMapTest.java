package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.program.map.MapSubject;
import dev.cairn.program.map.MapSubjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small maps and sets stay on the heap, until something needs them in the store; nobody sees the difference. */
class SmallMapTest extends StoreTest {
    private static final int SMALL = 100;

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(MapTable.LIMIT >= SMALL);
    }

    private static <K, V> PMap<K, V> small(MapSubject<K, V> subject, Store store, int size) {
        PMap<K, V> map = subject.empty(store);
        for (int i = 0; i < size; i++) {
            map = map.put(subject.key(i), subject.value(i));
        }
        return map;
    }

    private static PMap<Long, Long> longs(Store store, int size) {
        return small(MapSubjects.LONGS, store, size);
    }

    @Test
    void whatIsDoneWithThemTakesNothingOfTheStore() {
        Store store = stores.open();
        for (MapSubject<?, ?> subject : MapSubjects.ALL) {
            useEverything(subject, store);
        }
        assertEquals(0, store.stats().versionsAlive());
        assertEquals(0, store.stats().liveNodes());
        assertEquals(0, store.verify().nodes());
    }

    private static Object hashes(PMap<Long, Long> map) {
        return Fields.of(Fields.of(map, "table"), "hashes");
    }

    @Test
    void thoseWithTheSameKeysShareTheirHashes() {
        for (int size : new int[] {1, 3, 16}) {
            Store store =
                    stores.open(StoreOptions.defaults().seed(1)); // with others, tables of different sizes may meet
            PMap<Long, Long> first = PMap.from(store, Codec.LONG, Codec.LONG, numbers(size));
            PMap<Long, Long> built = PMap.from(
                    store, Codec.LONG, Codec.LONG, first.mapValues(v -> -v).asMap());
            PMap<Long, Long> changed = built.put(-1L, 1L).remove(-1L);
            assertSame(hashes(first), hashes(built));
            assertSame(hashes(first), hashes(changed));
            PMap<Long, Long> other = built.remove(0L).put(-1L, 1L);
            assertEquals(size, other.size());
            assertNull(other.get(0L));
            assertEquals(1, other.get(-1L));
            assertEquals(first.asMap().keySet(), built.asMap().keySet());
            PMap.Builder<Long, Long> builder = built.toBuilder();
            builder.remove(0L).put(7_000L, 1L).build();
            assertEquals(first, built.mapValues(v -> -v));
            assertEquals(first, PMap.from(store, Codec.LONG, Codec.LONG, first.asMap()));
        }
    }

    private static Map<Long, Long> numbers(int size) {
        return LongStream.range(0, size).boxed().collect(Collectors.toMap(n -> n, n -> n));
    }

    /** Above {@code SharedHashes.SIZE_MAX} each has its own. */
    @Test
    void manyKeysAreNotShared() {
        Store store = stores.open();
        PMap<Long, Long> map = PMap.from(store, Codec.LONG, Codec.LONG, numbers(17));
        assertNotSame(hashes(map), hashes(PMap.from(store, Codec.LONG, Codec.LONG, map.asMap())));
    }

    /** Of keys that a user's code compares, too. */
    @Test
    void theObjectThatWasPutInIsFound() {
        Store store = stores.open();
        for (MapSubject<?, ?> subject : MapSubjects.ALL) {
            findOwn(subject, store);
        }
        PMap<Object, Integer> map = PMap.empty(store, Codec.standard(), Codec.INT);
        Object[] keys = {Double.NaN, -0.0, 0.0, new String("a")};
        for (int i = 0; i < keys.length; i++) {
            map = map.put(keys[i], i);
        }
        for (int i = 0; i < keys.length; i++) {
            assertEquals(i, map.get(keys[i]));
        }
        assertEquals(3, map.get("a"));
        assertNull(map.get("b"));
    }

    private static <K, V> void findOwn(MapSubject<K, V> subject, Store store) {
        PMap<K, V> map = subject.empty(store);
        for (int i = 0; i < 4; i++) {
            K key = subject.key(i);
            map = map.put(key, subject.value(i));
            assertEquals(subject.value(i), map.get(key));
            assertEquals(subject.value(i), map.get(subject.key(i)));
        }
    }

    private static <K, V> void useEverything(MapSubject<K, V> subject, Store store) {
        PMap<K, V> map = small(subject, store, SMALL);
        PMap<K, V> other = map.remove(subject.key(3)).put(subject.key(4), subject.value(5));
        PMap<K, V> built = PMap.from(store, subject.keyCodec(), subject.valueCodec(), map.asMap());
        assertEquals(map, built);
        assertEquals(map.hashCode(), built.hashCode());
        assertEquals(other, map.patch(map.changesTo(other)));
        assertEquals(
                map.putAll(other),
                PMap.merge3(map, map, other, (key, base, a, b) -> b)
                        .putAll(other)
                        .putAll(map.changesTo(other).removed()));
        PMap<K, V> merged = map.merge(other, (a, b) -> b).filter((key, value) -> key != null);
        assertEquals(merged.toString(), merged.mapValues(value -> value).toString());
        assertEquals(map.size(), map.stream().count());
        PSet<K> keys = PSet.from(store, subject.keyCodec(), map.keys());
        PSet<K> others = PSet.from(store, subject.keyCodec(), other.keys());
        assertEquals(keys, keys.union(others));
        assertEquals(others, keys.intersect(others));
        assertEquals(keys.difference(others), keys.removeAll(others));
        assertTrue(others.isSubsetOf(keys));
    }

    @ParameterizedTest
    @EnumSource
    void theOrderIsThatOfTheTrie(Setting setting) {
        Store store = stores.open(setting);
        for (MapSubject<?, ?> subject : MapSubjects.ALL) {
            for (int size : new int[] {1, 2, 7, 40, SMALL}) {
                requireSameOrder(small(subject, store, size));
            }
        }
    }

    private static <K, V> void requireSameOrder(PMap<K, V> map) {
        PMap<K, V> written = map.foldedVersion();
        assertEquals(entries(written), entries(map));
        assertEquals(written, map);
        assertEquals(map, written);
        assertEquals(map.hashCode(), written.hashCode());
        assertTrue(map.changesTo(written).isEmpty() && written.changesTo(map).isEmpty());
    }

    private static <K, V> List<Map.Entry<K, V>> entries(PMap<K, V> map) {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        map.iterator().forEachRemaining(entries::add);
        return entries;
    }

    @Test
    void aVersionWithChangesHasTheOrderOfOneWithout() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        PMap<Long, Long> map = longs(store, SMALL);
        PMap<Long, Long> changed =
                map.put(-1L, 1L).remove(MapSubjects.LONGS.key(5)).put(-2L, 2L).put(-1L, 3L);
        requireSameOrder(changed);
        assertEquals(SMALL + 1, changed.size());
        assertEquals(3L, changed.get(-1L));
        assertNull(changed.get(MapSubjects.LONGS.key(5)));
        assertSame(changed, changed.put(-1L, 3L));
        assertSame(changed, changed.remove(-77L));
    }

    @ParameterizedTest
    @EnumSource
    void whatGrowsIsWritten(Setting setting) {
        Store store = stores.open(setting);
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG);
        int size = 2 * MapTable.LIMIT;
        for (long n = 0; n < size; n++) {
            map = map.put(n, -n);
        }
        assertEquals(size, map.size());
        assertTrue(store.stats().liveNodes() > 0);
        for (long n = 0; n < size; n++) {
            assertEquals(-n, map.get(n));
        }
        for (long n = 0; n < size; n += 2) {
            map = map.remove(n);
        }
        assertEquals(size / 2, map.size());
    }

    @Test
    void largeValuesAreWrittenAtOnce() {
        Store store = stores.open();
        PMap<Long, byte[]> map = PMap.empty(store, Codec.LONG, Codec.BYTES).put(1L, new byte[300_000]);
        assertTrue(store.stats().liveBytes() > 300_000);
        assertEquals(300_000, map.get(1L).length);
        PMap<Long, byte[]> built = PMap.builder(store, Codec.LONG, Codec.BYTES)
                .put(1L, new byte[350_000])
                .build();
        assertTrue(store.stats().liveBytes() > 650_000);
        assertFalse(built.equals(map));
    }

    @Test
    void aSmallVersionOfAScopeDiesWithItAndAKeptOneDoesNot() {
        Store store = stores.open();
        PMap<Long, Long> before = longs(store, 3);
        PMap<Long, Long> inside;
        PMap<Long, Long> copied;
        PMap<Long, Long> kept;
        try (Scope scope = store.scope()) {
            inside = before.put(-1L, 1L);
            copied = longs(store, SMALL).put(-1L, 1L);
            kept = scope.keep(inside.remove(-1L));
            PMap<Long, Long> made = inside;
            assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> made.get(-1L)));
        }
        assertThrows(IllegalStateException.class, () -> inside.get(-1L));
        assertThrows(IllegalStateException.class, () -> inside.put(-1L, 2L));
        assertThrows(IllegalStateException.class, () -> copied.iterator().next());
        assertEquals(before, MisuseTest.elsewhere(() -> kept.put(-1L, 2L).remove(-1L)));
    }

    @Test
    void afterTheStoreWasClosedTheyAreRefused() {
        Store store = stores.open();
        PMap<Long, Long> map = longs(store, 3);
        store.close();
        assertThrows(StoreClosedException.class, () -> map.get(1L));
        assertThrows(StoreClosedException.class, () -> map.put(1L, 1L));
        assertThrows(StoreClosedException.class, map::iterator);
        assertThrows(StoreClosedException.class, () -> map.equals(longs(stores.open(), 3)));
    }

    @Test
    void whatNeedsABaseWritesItOnce() {
        Store store = stores.open();
        PMap<Long, Long> map = longs(store, 3);
        PVector<PMap<Long, Long>> nested = PVector.of(store, PMap.codec(Codec.LONG, Codec.LONG), map, map);
        assertEquals(map, nested.get(1));
        assertEquals(0, Sharing.between(map, nested.get(0)).rightOnlyNodes());
        Atom<PMap<Long, Long>> atom = store.atom("small", map);
        assertTrue(atom.compareAndSet(map, map.put(7L, 7L)));
        assertEquals(7L, atom.get().get(7L));
        store.removeAtom("small");
    }
}
