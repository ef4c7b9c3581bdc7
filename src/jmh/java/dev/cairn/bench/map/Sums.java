package dev.cairn.bench.map;

import java.util.Iterator;
import java.util.Map;

/** What is summed, and the loops of libraries whose iterators are those of {@code java.util}. */
final class Sums {
    private Sums() {}

    /** An entry's part of a sum, for which both key and value are read: a long key itself, a string's length. */
    static long entry(Object key, Object value) {
        long part = key instanceof Long number ? number : ((String) key).length();
        return part + (Long) value;
    }

    static long ofEntries(Iterator<? extends Map.Entry<?, ?>> entries) {
        long sum = 0;
        while (entries.hasNext()) {
            Map.Entry<?, ?> next = entries.next();
            sum += entry(next.getKey(), next.getValue());
        }
        return sum;
    }

    static long ofValues(Iterator<?> values) {
        long sum = 0;
        while (values.hasNext()) {
            sum += (Long) values.next();
        }
        return sum;
    }
}
