package dev.cairn.bench.vector;

import java.util.Iterator;

/** The loop that every library with a {@link java.util.Iterator} is walked by. */
final class Sums {
    private Sums() {}

    static long of(Iterator<?> elements) {
        long sum = 0;
        while (elements.hasNext()) {
            sum += (Long) elements.next();
        }
        return sum;
    }
}
