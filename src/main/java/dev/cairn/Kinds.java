package dev.cairn;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for the kinds of collections that letters of one store refer to, a number for each codec of them. None is forgotten. */
final class Kinds {
    private static final AtomicInteger STORES = new AtomicInteger();

    private final int store = STORES.incrementAndGet();
    private final Map<NestedCodec<?>, Integer> numbers = new ConcurrentHashMap<>();
    private volatile NestedCodec<?>[] kinds = {};

    /** The number of the store among those of this process. */
    int store() {
        return store;
    }

    /** The number of {@code kind}, which is given one if it has none yet. */
    int number(NestedCodec<?> kind) {
        Integer known = numbers.get(kind);
        return known == null ? add(kind) : known;
    }

    private synchronized int add(NestedCodec<?> kind) {
        return numbers.computeIfAbsent(kind, k -> {
            NestedCodec<?>[] more = Arrays.copyOf(kinds, kinds.length + 1);
            more[kinds.length] = k;
            kinds = more;
            return more.length - 1;
        });
    }

    /** The kind with this number. */
    NestedCodec<?> get(int number) {
        return kinds[number];
    }
}
