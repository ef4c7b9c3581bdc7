package dev.cairn;

import dev.cairn.internal.memory.Memory;

/**
 * Elements of primitive types as 64 bits, the form in which they wait on the heap. Here is what differs between longs, ints and
 * doubles; the rest of their vectors is one text, that for longs, from which the other two are generated.
 */
final class RawBits {
    private RawBits() {}

    /** The bits of a long or an int. */
    static long of(long element) {
        return element;
    }

    /** The bits of a double, unchanged even if it is not a number. */
    static long of(double element) {
        return Double.doubleToRawLongBits(element);
    }

    static long toLong(long bits) {
        return bits;
    }

    static int toInt(long bits) {
        return (int) bits;
    }

    static double toDouble(long bits) {
        return Double.longBitsToDouble(bits);
    }

    /** Whether two longs or two ints are equal. */
    static boolean areEqual(long a, long b) {
        return a == b;
    }

    /** Whether two doubles are equal as {@link Double#equals} compares: NaN equals NaN, and 0.0 does not equal -0.0. */
    static boolean areEqual(double a, double b) {
        return Double.compare(a, b) == 0;
    }

    /** Whether {@code count} longs at {@code a} equal those at {@code b}. */
    static boolean areSameLongs(Memory memory, long a, long b, int count) {
        return memory.mismatch(a, b, 8L * count) < 0;
    }

    /** Whether {@code count} ints at {@code a} equal those at {@code b}. */
    static boolean areSameInts(Memory memory, long a, long b, int count) {
        return memory.mismatch(a, b, 4L * count) < 0;
    }

    /** Whether {@code count} doubles at {@code a} equal those at {@code b}, as {@link Double#equals} compares. */
    static boolean areSameDoubles(Memory memory, long a, long b, int count) {
        for (long i = 0; i < 8L * count; i += 8) {
            if (Double.doubleToLongBits(memory.getDouble(a + i)) != Double.doubleToLongBits(memory.getDouble(b + i))) {
                return false;
            }
        }
        return true;
    }
}
