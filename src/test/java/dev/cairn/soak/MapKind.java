package dev.cairn.soak;

import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.program.Subjects;
import dev.cairn.program.map.MapSubject;
import dev.cairn.program.map.MapSubjects;
import java.util.random.RandomGenerator;

/**
 * Maps of one sort, as {@link MapWork} uses them.
 *
 * @param keys how many numbers stand for keys, which bounds the size
 * @param derivation makes another value from one and a number
 */
record MapKind<K, V>(MapSubject<K, V> subject, int keys, Derivation<V> derivation) {
    private static final int LONGEST_NESTED = 64;

    /** A function, so that a model can do the same. */
    interface Derivation<V> {
        V apply(V value, int number);
    }

    static MapKind<Long, Long> longs() {
        return new MapKind<>(MapSubjects.LONGS, 12_000, (value, number) -> 31 * value + number);
    }

    /** Some of the keys, one of which is very common, lie outside their entries. */
    static MapKind<String, Long> texts() {
        MapSubject<String, Long> subject =
                new MapSubject<>("String->Long", Codec.STRING, Subjects::text, Codec.LONG, seed -> (long) seed);
        return new MapKind<>(subject, 8000, (value, number) -> 31 * value + number);
    }

    static MapKind<Long, PVector<String>> nested(Store store) {
        MapSubject<Long, PVector<String>> subject = new MapSubject<>(
                "Long->PVector",
                Codec.LONG,
                seed -> (long) seed,
                PVector.codec(Codec.STRING),
                seed -> PVector.of(store, Codec.STRING, Subjects.text(seed), Subjects.text(seed + 1)));
        return new MapKind<>(subject, 600, MapKind::otherVector);
    }

    private static PVector<String> otherVector(PVector<String> vector, int number) {
        int size = vector.size();
        int choice = size == 0 ? 3 : Math.floorMod(number, 4);
        if (choice == 0) {
            return vector.removeLast();
        }
        return choice == 1 || size >= LONGEST_NESTED
                ? vector.update(Math.floorMod(number, size), Subjects.text(number))
                : vector.append(Subjects.text(number));
    }

    K key(RandomGenerator random) {
        return subject.key(random.nextInt(keys));
    }

    V value(RandomGenerator random) {
        return subject.value(random.nextInt());
    }

    V derived(V value, int number) {
        return derivation.apply(value, number);
    }

    /** What becomes of two values in a merge. */
    V joined(V one, V two) {
        return derived(one, two.hashCode());
    }
}
