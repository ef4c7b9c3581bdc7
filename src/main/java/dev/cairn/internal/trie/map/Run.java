package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;

/** Copies the elements of one body into another, in runs between those that are left out or put in. */
final class Run {
    private final Memory memory;
    private final int stride;
    private final long from;
    private int taken;
    private long to;

    /** Copies elements of {@code stride} bytes from {@code from} on to {@code to} on. */
    Run(Memory memory, int stride, long from, long to) {
        this.memory = memory;
        this.stride = stride;
        this.from = from;
        this.to = to;
    }

    long from() {
        return from;
    }

    /** Copies those that were neither copied nor skipped yet, up to {@code index}. */
    void copyUpTo(int index) {
        int bytes = (index - taken) * stride;
        if (bytes > 0) {
            memory.copy(from + (long) taken * stride, to, bytes);
            to += bytes;
            taken = index;
        }
    }

    void skip(boolean one) {
        taken += one ? 1 : 0;
    }

    /** Makes room for one that is put in, and returns where. */
    long next() {
        long at = to;
        to += stride;
        return at;
    }
}
