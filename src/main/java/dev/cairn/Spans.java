package dev.cairn;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.Stretches;
import java.lang.ref.Reference;

/** What is done with all elements of vectors without a codec, stretch by stretch. */
final class Spans {
    private Spans() {}

    /** The sum of the elements, added from left to right. */
    static long sum(LongVector vector) {
        Stretches stretches = vector.stretches();
        Memory memory = vector.base.memory();
        long sum = 0;
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                sum = stretches.isStored()
                        ? sumLongs(sum, memory, stretches.at(from), stretches.end() - from)
                        : sumLongs(sum, stretches, from);
            }
            return sum;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }

    private static long sumLongs(long before, Memory memory, long body, int count) {
        long sum = before;
        for (int i = 0; i < count; i++) {
            sum += memory.getLong(body + 8L * i);
        }
        return sum;
    }

    private static long sumLongs(long before, Stretches stretches, int from) {
        long sum = before;
        for (int i = from; i < stretches.end(); i++) {
            sum += stretches.bits(i);
        }
        return sum;
    }

    /** The elements in a new array. */
    static long[] toArray(LongVector vector) {
        long[] array = new long[vector.size];
        Stretches stretches = vector.stretches();
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                if (stretches.isStored()) {
                    vector.base.memory().copyOut(stretches.at(from), array, from, stretches.end() - from);
                } else {
                    for (int i = from; i < stretches.end(); i++) {
                        array[i] = stretches.bits(i);
                    }
                }
            }
            return array;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }

    /** The sum of the elements, added from left to right. */
    static long sum(IntVector vector) {
        Stretches stretches = vector.stretches();
        Memory memory = vector.base.memory();
        long sum = 0;
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                sum = stretches.isStored()
                        ? sumInts(sum, memory, stretches.at(from), stretches.end() - from)
                        : sumInts(sum, stretches, from);
            }
            return sum;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }

    private static long sumInts(long before, Memory memory, long body, int count) {
        long sum = before;
        for (int i = 0; i < count; i++) {
            sum += memory.getInt(body + 4L * i);
        }
        return sum;
    }

    private static long sumInts(long before, Stretches stretches, int from) {
        long sum = before;
        for (int i = from; i < stretches.end(); i++) {
            sum += (int) stretches.bits(i);
        }
        return sum;
    }

    /** The elements in a new array. */
    static int[] toArray(IntVector vector) {
        int[] array = new int[vector.size];
        Stretches stretches = vector.stretches();
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                if (stretches.isStored()) {
                    vector.base.memory().copyOut(stretches.at(from), array, from, stretches.end() - from);
                } else {
                    for (int i = from; i < stretches.end(); i++) {
                        array[i] = (int) stretches.bits(i);
                    }
                }
            }
            return array;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }

    /** The sum of the elements, added from left to right. */
    static double sum(DoubleVector vector) {
        Stretches stretches = vector.stretches();
        Memory memory = vector.base.memory();
        double sum = 0;
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                sum = stretches.isStored()
                        ? sumDoubles(sum, memory, stretches.at(from), stretches.end() - from)
                        : sumDoubles(sum, stretches, from);
            }
            return sum;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }

    private static double sumDoubles(double before, Memory memory, long body, int count) {
        double sum = before;
        for (int i = 0; i < count; i++) {
            sum += memory.getDouble(body + 8L * i);
        }
        return sum;
    }

    private static double sumDoubles(double before, Stretches stretches, int from) {
        double sum = before;
        for (int i = from; i < stretches.end(); i++) {
            sum += Double.longBitsToDouble(stretches.bits(i));
        }
        return sum;
    }

    /** The elements in a new array. */
    static double[] toArray(DoubleVector vector) {
        double[] array = new double[vector.size];
        Stretches stretches = vector.stretches();
        try {
            for (int from = 0; from < vector.size; from = stretches.end()) {
                stretches.enter(from);
                if (stretches.isStored()) {
                    vector.base.memory().copyOut(stretches.at(from), array, from, stretches.end() - from);
                } else {
                    for (int i = from; i < stretches.end(); i++) {
                        array[i] = Double.longBitsToDouble(stretches.bits(i));
                    }
                }
            }
            return array;
        } finally {
            Reference.reachabilityFence(vector);
        }
    }
}
