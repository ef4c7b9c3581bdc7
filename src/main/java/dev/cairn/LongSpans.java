package dev.cairn;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.RawBits;
import dev.cairn.internal.trie.vector.StretchCursor;
import java.lang.ref.Reference;

/** Bulk operations on all elements of a vector of longs, one stretch after another. */
final class LongSpans {
    private LongSpans() {}

    /** The sum of the elements, added from left to right. */
    static long sum(ReadableVector<Long, ?> vector) {
        StretchCursor stretches = vector.stretches();
        Memory memory = vector.base.memory();
        long sum = 0;
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                sum = stretches.isStored()
                        ? sum(sum, memory, stretches.at(from), stretches.end() - from)
                        : sum(sum, stretches, from);
            }
            return sum;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }

    private static long sum(long before, Memory memory, long at, int count) {
        long sum = before;
        for (int i = 0; i < count; i++) {
            sum += memory.getLong(at + 8L * i);
        }
        return sum;
    }

    private static long sum(long before, StretchCursor stretches, int from) {
        long sum = before;
        for (int i = from; i < stretches.end(); i++) {
            sum += RawBits.toLong(stretches.bits(i));
        }
        return sum;
    }

    /** The elements in a new array. */
    static long[] toArray(ReadableVector<Long, ?> vector) {
        long[] array = new long[vector.size];
        StretchCursor stretches = vector.stretches();
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                if (stretches.isStored()) {
                    vector.base.memory().copyOut(stretches.at(from), array, from, stretches.end() - from);
                } else {
                    for (int i = from; i < stretches.end(); i++) {
                        array[i] = RawBits.toLong(stretches.bits(i));
                    }
                }
            }
            return array;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }
}
