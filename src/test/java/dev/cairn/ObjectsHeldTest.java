package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

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

    /** Random changes of versions that are held, a collection after each few, which serves all histories, and a look at what is held then. */
    @Test
    void whateverIsCollectedTheObjectsAreThere() {
        List<Store> all = Stream.generate(stores::open).limit(5).toList();
        List<History<Known>> vectors = List.of(
                vectors(1, all.get(0), Codec.standard()),
                vectors(2, all.get(1), Codec.object()),
                vectors(3, all.get(2), Codec.object()));
        List<History<KnownMap>> maps =
                List.of(maps(4, all.get(3), PVector.codec(Codec.object())), maps(5, all.get(4), Codec.standard()));
        for (int step = 0; step < STEPS; step++) {
            vectors.forEach(history -> history.go(ObjectsHeldTest::change));
            maps.forEach(history -> history.go(ObjectsHeldTest::change));
            if (step % BETWEEN_COLLECTIONS == 0) {
                Reclaims.all(all);
                vectors.forEach(history -> history.held.forEach(Known::check));
                maps.forEach(history -> history.held.forEach(KnownMap::check));
            }
        }
    }

    /** Versions that are held, each made of others by changes at random. */
    private record History<T>(Random random, List<T> held) {
        private interface Change<T> {
            T of(Random random, T from, T other);
        }

        void go(Change<T> change) {
            T next = change.of(random, any(), any());
            if (held.size() < HELD) {
                held.add(next);
            } else {
                held.set(random.nextInt(HELD), next);
            }
        }

        private T any() {
            return held.get(random.nextInt(held.size()));
        }
    }

    private static History<Known> vectors(long seed, Store store, Codec<Object> codec) {
        Known first = new Known(PVector.empty(store, codec), List.of());
        return new History<>(new Random(seed), new ArrayList<>(List.of(first)));
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

    @SuppressWarnings("unchecked") // a standard codec is one of anything
    private static History<KnownMap> maps(long seed, Store store, Codec<?> codec) {
        Random random = new Random(seed);
        KnownMap first = new KnownMap(PMap.empty(store, Codec.INT, (Codec<PVector<Object>>) codec), Map.of());
        for (int step = 0; first.map.size() < MANY; step++) {
            first = put(random, first, step);
        }
        return new History<>(random, new ArrayList<>(List.of(first)));
    }

    /** Vectors in maps, taken out, changed and put back, and maps merged with others. */
    private static KnownMap change(Random random, KnownMap from, KnownMap other) {
        return random.nextInt(8) == 0 ? union(from, other) : put(random, from, random.nextInt(MANY));
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

    private static KnownMap put(Random random, KnownMap from, int first) {
        Map<Integer, List<Object>> objects = new HashMap<>(from.objects);
        PMap<Integer, PVector<Object>> map = from.map;
        for (int key = first; key < first + 40; key++) {
            Object fresh = new Object();
            PVector<Object> there = map.get(key);
            if (there == null || random.nextInt(3) == 0) {
                objects.put(key, List.of(fresh));
                map = map.put(key, PVector.of(map.store(), Codec.object(), fresh));
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
