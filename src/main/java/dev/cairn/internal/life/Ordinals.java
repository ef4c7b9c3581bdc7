package dev.cairn.internal.life;

import java.util.Arrays;

/** Numbers references in the order they are added: a growing open-addressing table without boxes. */
public final class Ordinals {
    private int[] references = new int[1024];
    private int[] table = new int[4096];
    private int size;

    /** How many references were added. */
    public int size() {
        return size;
    }

    /** The reference of number {@code ordinal}. */
    public int reference(int ordinal) {
        return references[ordinal];
    }

    /** The number of {@code reference}, or -1. */
    public int find(int reference) {
        for (int i = start(reference); table[i] != 0; i = (i + 1) & (table.length - 1)) {
            if (references[table[i] - 1] == reference) {
                return table[i] - 1;
            }
        }
        return -1;
    }

    /** Adds a reference; returns whether it is new. */
    public boolean add(int reference) {
        if (find(reference) >= 0) {
            return false;
        }
        if (size == references.length) {
            references = Arrays.copyOf(references, size * 2);
            table = new int[table.length * 2];
            for (int i = 0; i < size; i++) {
                insert(references[i], i);
            }
        }
        references[size] = reference;
        insert(reference, size++);
        return true;
    }

    private void insert(int reference, int ordinal) {
        int i = start(reference);
        while (table[i] != 0) {
            i = (i + 1) & (table.length - 1);
        }
        table[i] = ordinal + 1;
    }

    private int start(int reference) {
        return (reference * 0x9E3779B9) >>> 7 & (table.length - 1);
    }
}
