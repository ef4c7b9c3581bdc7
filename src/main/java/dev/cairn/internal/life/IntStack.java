package dev.cairn.internal.life;

import java.util.Arrays;

/** A growing stack of references. */
final class IntStack {
    int[] values = new int[1024];
    int size;

    int size() {
        return size;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Adds a reference, unless it is 0. */
    void addUnlessNil(int reference) {
        if (reference != 0) {
            add(reference);
        }
    }

    /** Makes room for {@code more} values. */
    void expect(int more) {
        if (more > values.length - size) {
            values = Arrays.copyOf(values, Math.max(values.length * 2, size + more));
        }
    }

    int peek(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    int pop() {
        return values[--size];
    }
}
