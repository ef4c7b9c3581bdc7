package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.program.map.MapSubject;
import dev.cairn.program.map.MapSubjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Going over a version whose changes wait writes nothing, and shows what is there when they are written. */
class ReadingMapsTest extends StoreTest {
    private static final int SIZE = 1500;

    private static <K, V> PMap<K, V> large(MapSubject<K, V> subject, Store store) {
        Map<K, V> entries = new HashMap<>();
        for (int i = 0; i < SIZE; i++) {
            entries.put(subject.key(i), subject.value(i));
        }
        return PMap.from(store, subject.keyCodec(), subject.valueCodec(), entries)
                .foldedVersion();
    }

    private static <K, V> PMap<K, V> changed(MapSubject<K, V> subject, PMap<K, V> map, int changes) {
        Random random = new Random(changes);
        PMap<K, V> changed = map;
        for (int i = 0; i < changes; i++) {
            K key = subject.key(random.nextInt(2 * SIZE));
            changed = random.nextBoolean() ? changed.put(key, subject.value(-i)) : changed.remove(key);
        }
        return changed;
    }

    @ParameterizedTest
    @EnumSource
    void theOrderIsThatOfWhatWillBeWritten(Setting setting) {
        Store store = stores.open(setting);
        for (MapSubject<?, ?> subject : MapSubjects.ALL) {
            requireSameOrder(subject, store);
        }
    }

    private static <K, V> void requireSameOrder(MapSubject<K, V> subject, Store store) {
        PMap<K, V> map = large(subject, store);
        for (int changes : new int[] {1, 7, 50}) {
            PMap<K, V> waiting = changed(subject, map, changes);
            List<Map.Entry<K, V>> seen = new ArrayList<>();
            waiting.iterator().forEachRemaining(seen::add);
            List<Map.Entry<K, V>> parallel =
                    StreamSupport.stream(waiting.spliterator(), true).toList();
            int hash = waiting.hashCode();
            PMap<K, V> written = waiting.foldedVersion();
            assertEquals(new ArrayList<>(written.entries()), seen);
            assertEquals(seen, parallel);
            assertEquals(written.hashCode(), hash);
            assertEquals(written.size(), seen.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingHeldVersionsTakesNothing(Setting setting) {
        Store store = stores.open(setting);
        PMap<Long, Long> map = large(MapSubjects.LONGS, store);
        List<PMap<Long, Long>> held = new ArrayList<>();
        for (int i = 1; i < 40; i++) {
            held.add(changed(MapSubjects.LONGS, map, i));
        }
        long bases = store.stats().versionsAlive();
        long nodes = store.stats().liveNodes();
        for (int i = 0; i < held.size(); i++) {
            PMap<Long, Long> one = held.get(i);
            long sum = one.values().stream().mapToLong(value -> value).sum();
            for (int j = 0; j < held.size(); j++) {
                assertEquals(i == j, one.equals(held.get(j)));
            }
            assertEquals(one, changed(MapSubjects.LONGS, map, i + 1));
            assertEquals(new HashMap<>(one.asMap()).hashCode(), one.hashCode());
            assertTrue(sum != 0);
        }
        assertTrue(store.stats().versionsAlive() <= bases, "no base was made");
        assertTrue(store.stats().liveNodes() <= nodes, "no node was made");
    }

    @ParameterizedTest
    @EnumSource
    void equalityLooksAtChangesAndAtWhatLiesUnderThem(Setting setting) {
        Store store = stores.open(setting);
        for (MapSubject<?, ?> subject : MapSubjects.ALL) {
            requireEquality(subject, store);
        }
    }

    private static <K, V> void requireEquality(MapSubject<K, V> subject, Store store) {
        PMap<K, V> map = large(subject, store);
        PMap<K, V> written = changed(subject, map, 20).foldedVersion();
        PMap<K, V> waiting = changed(subject, map, 20);
        assertTrue(written.equals(waiting) && waiting.equals(written));
        assertTrue(waiting.equals(changed(subject, map, 20)));
        K key = map.iterator().next().getKey();
        PMap<K, V> back = waiting.remove(key).put(key, waiting.getOrDefault(key, subject.value(1)));
        assertEquals(new HashMap<>(waiting.asMap()).equals(new HashMap<>(back.asMap())), written.equals(back));
        assertNotEquals(written, waiting.remove(written.iterator().next().getKey()));
        PMap<K, V> rest = written.remove(written.iterator().next().getKey());
        assertNotEquals(rest.foldedVersion(), map.put(subject.key(3 * SIZE), subject.value(1)));
    }
}
