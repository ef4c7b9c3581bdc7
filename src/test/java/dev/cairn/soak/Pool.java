package dev.cairn.soak;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/** Places whose content all threads take and replace. */
final class Pool<T> {
    private static final int PLACES = 48;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);

    /** {@code first} in all places. */
    Pool(T first) {
        for (int i = 0; i < PLACES; i++) {
            places.set(i, first);
        }
    }

    T any(RandomGenerator random) {
        return places.get(random.nextInt(PLACES));
    }

    /** Puts it in up to three places. */
    void put(T next, RandomGenerator random) {
        for (int copies = random.nextInt(3); copies >= 0; copies--) {
            places.set(random.nextInt(PLACES), next);
        }
    }

    void clear() {
        for (int i = 0; i < PLACES; i++) {
            places.set(i, null);
        }
    }
}
