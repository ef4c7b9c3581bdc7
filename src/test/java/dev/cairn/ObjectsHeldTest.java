package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can read an element finds its object, whatever was collected before: random changes, with a collection after each few. */
@SuppressWarnings("UnnecessaryStringBuilder") // an object that is equal to no other
@Order(StoreTest.COLLECTS)
class ObjectsHeldTest extends StoreTest {
    private static final int STEPS = 400;
    private static final int BETWEEN_COLLECTIONS = 5;
    private static final int HELD = 6;

    /** So many entries are too many to stay on the heap. */
    private static final int MANY = 1_500;

    /** A version, and the objects that it should have. */
    private record Known(PVector<Object> vector, List<Object> objects) {
        void check() {
            assertEquals(objects.size(), vector.size());
            for (int i = 0; i < objects.size(); i++) {
                assertSame(objects.get(i), vector.get(i));
            }
        }
    }

    private record KnownMap(PMap<Integer, PVector<Object>> map, Map<Integer, List<Object>> objects) {
        void check() {
            assertEquals(objects.keySet(), map.keys());
            objects.forEach((key, list) -> new Known(map.get(key), list).check());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void versionsOfAVector(long seed) {
        Random random = new Random(seed);
        Store store = stores.open();
        List<Known> held = new ArrayList<>(
                List.of(new Known(PVector.empty(store, seed == 1 ? Codec.standard() : Codec.object()), List.of())));
        for (int step = 0; step < STEPS; step++) {
            Known from = held.get(random.nextInt(held.size()));
            Known next = change(random, from, held.get(random.nextInt(held.size())));
            if (held.size() < HELD) {
                held.add(next);
            } else {
                held.set(random.nextInt(HELD), next);
            }
            if (step % BETWEEN_COLLECTIONS == 0) {
                Canary.awaitCollection();
                store.reclaim();
                held.forEach(Known::check);
            }
        }
    }

    private static Known change(Random random, Known from, Known other) {
        List<Object> objects = new ArrayList<>(from.objects);
        PVector<Object> vector = from.vector;
        int size = objects.size();
        int at = random.nextInt(size + 1);
        Object fresh = new Object();
        switch (random.nextInt(9)) {
            case 0 -> {
                for (int i = 0; i < 50; i++) {
                    Object more = new Object();
                    vector = vector.append(more);
                    objects.add(more);
                }
            }
            case 1 -> {
                PVector.Builder<Object> builder = vector.toBuilder();
                for (int i = 0; i < 100; i++) {
                    Object more = new Object();
                    builder.append(more);
                    objects.add(more);
                }
                builder.update(at, fresh);
                objects.set(at, fresh);
                vector = builder.build();
            }
            case 2 -> {
                vector = vector.insert(at, fresh);
                objects.add(at, fresh);
            }
            case 3 -> {
                vector = vector.prepend(fresh);
                objects.addFirst(fresh);
            }
            case 4 -> {
                if (size < 1_000) {
                    vector = vector.concat(other.vector);
                    objects.addAll(other.objects);
                }
            }
            case 5 -> {
                vector = vector.slice(at / 2, at);
                objects = new ArrayList<>(objects.subList(at / 2, at));
            }
            case 6 -> {
                vector = vector.append(fresh);
                objects.add(fresh);
            }
            case 7 -> {
                for (int i = 0; i < 40 && at < size; i++) {
                    Object more = new Object();
                    vector = vector.update((at + i) % size, more);
                    objects.set((at + i) % size, more);
                }
            }
            default -> {
                if (at < size) {
                    vector = vector.removeAt(at);
                    objects.remove(at);
                }
            }
        }
        return new Known(vector, objects);
    }

    /** Vectors in maps, taken out, changed and put back, and maps merged with others. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void vectorsInMaps(long seed) {
        Random random = new Random(seed);
        Store store = stores.open();
        PMap<Integer, PVector<Object>> empty =
                PMap.empty(store, Codec.INT, seed == 4 ? PVector.codec(Codec.object()) : Codec.standard());
        List<KnownMap> held = new ArrayList<>();
        KnownMap first = new KnownMap(empty, Map.of());
        for (int step = 0; first.map.size() < MANY; step++) {
            first = put(random, first, store, step);
        }
        held.add(first);
        for (int step = 0; step < STEPS; step++) {
            KnownMap from = held.get(random.nextInt(held.size()));
            KnownMap next = random.nextInt(8) == 0
                    ? union(from, held.get(random.nextInt(held.size())))
                    : put(random, from, store, random.nextInt(MANY));
            if (held.size() < HELD) {
                held.add(next);
            } else {
                held.set(random.nextInt(HELD), next);
            }
            if (step % (4 * BETWEEN_COLLECTIONS) == 0) {
                Canary.awaitCollection();
                store.reclaim();
                held.forEach(KnownMap::check);
            }
        }
    }

    /** What the header of the small one refers to is kept by the large one, though that has more of its own. */
    @Test
    void aSmallVectorInALargeOne() {
        Store store = stores.open();
        PVector<PVector<Object>> outer = PVector.empty(store, PVector.codec(Codec.object()));
        for (int i = 0; i < 1_000; i++) {
            outer = outer.append(PVector.empty(store, Codec.object()));
        }
        outer = outer.update(5, PVector.of(store, Codec.object(), new StringBuilder("small")));
        for (int i = 0; i < 100; i++) {
            outer = outer.append(PVector.empty(store, Codec.object()));
        }
        outer.foldedVersion();
        for (int i = 0; i < 2; i++) {
            Canary.awaitCollection();
            assertEquals("small", outer.get(5).first().toString());
        }
    }

    private static KnownMap union(KnownMap left, KnownMap right) {
        Map<Integer, List<Object>> objects = new HashMap<>(left.objects);
        objects.putAll(right.objects);
        return new KnownMap(left.map.merge(right.map, (a, b) -> b), objects);
    }

    private static KnownMap put(Random random, KnownMap from, Store store, int first) {
        Map<Integer, List<Object>> objects = new HashMap<>(from.objects);
        PMap<Integer, PVector<Object>> map = from.map;
        for (int key = first; key < first + 40; key++) {
            Object fresh = new Object();
            PVector<Object> there = map.get(key);
            if (there == null || random.nextInt(3) == 0) {
                objects.put(key, List.of(fresh));
                map = map.put(key, PVector.of(store, Codec.object(), fresh));
            } else if (there.size() > 5) {
                objects.remove(key);
                map = map.remove(key);
            } else {
                List<Object> longer = new ArrayList<>(objects.get(key));
                longer.add(fresh);
                objects.put(key, longer);
                map = map.put(key, there.append(fresh));
            }
        }
        return new KnownMap(map, objects);
    }
}
