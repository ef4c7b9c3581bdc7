package dev.cairn.internal.trie.map;

import java.util.Arrays;

/** A growing stack of longs. */
final class Longs {
    private static final long[] EMPTY = {};

    private long[] values;
    private int size;

    Longs(int capacity) {
        this.values = capacity == 0 ? EMPTY : new long[capacity];
    }

    int size() {
        return size;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(8, size * 2));
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    void set(int index, long value) {
        values[index] = value;
    }

    /** Removes all but the first {@code newSize} longs. */
    void cut(int newSize) {
        size = newSize;
    }
}
