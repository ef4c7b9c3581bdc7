package dev.cairn.bench.pattern;

import java.util.Iterator;
import java.util.function.ToLongFunction;

/** Reads what an iterator gives. */
final class Reads {
    private static final int FEW = 3;

    private Reads() {}

    /** The sum of the first three. */
    static <E> long few(Iterator<? extends E> elements, ToLongFunction<E> value) {
        long sum = 0;
        for (int i = 0; i < FEW && elements.hasNext(); i++) {
            sum += value.applyAsLong(elements.next());
        }
        return sum;
    }

    /** The sum of all. */
    static <E> long all(Iterator<? extends E> elements, ToLongFunction<E> value) {
        long sum = 0;
        while (elements.hasNext()) {
            sum += value.applyAsLong(elements.next());
        }
        return sum;
    }
}
