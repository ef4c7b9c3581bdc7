package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;

/**
 * Elements of primitive types as 64 bits, the form in which they wait on the heap. Here is what differs between longs, ints and
 * doubles; the rest of their vectors is one text, that for longs, from which the other two are generated.
 */
public final class RawBits {
    private RawBits() {}

    /** The bits of a long or an int. */
    public static long of(long element) {
        return element;
    }

    /** The bits of a double, unchanged even if it is not a number. */
    public static long of(double element) {
        return Double.doubleToRawLongBits(element);
    }

    /** Bits that are the same for all equal numbers. */
    public static long canonical(long element) {
        return element;
    }

    /** Bits that are the same for all doubles that are equal as {@link Double#equals} compares. */
    public static long canonical(double element) {
        return Double.doubleToLongBits(element);
    }

    /** The long of these bits. */
    public static long toLong(long bits) {
        return bits;
    }

    /** The int of these bits. */
    public static int toInt(long bits) {
        return (int) bits;
    }

    /** The double of these bits. */
    public static double toDouble(long bits) {
        return Double.longBitsToDouble(bits);
    }

    /** Whether two longs or two ints are equal. */
    public static boolean areEqual(long a, long b) {
        return a == b;
    }

    /** Whether two doubles are equal as {@link Double#equals} compares: NaN equals NaN, and 0.0 does not equal -0.0. */
    public static boolean areEqual(double a, double b) {
        return Double.compare(a, b) == 0;
    }

    /** Whether {@code count} longs at {@code a} equal those at {@code b}. */
    public static boolean areSameLongs(Memory memory, long a, long b, int count) {
        return memory.mismatch(a, b, 8L * count) < 0;
    }

    /** Whether {@code count} ints at {@code a} equal those at {@code b}. */
    public static boolean areSameInts(Memory memory, long a, long b, int count) {
        return memory.mismatch(a, b, 4L * count) < 0;
    }

    /** Whether {@code count} doubles at {@code a} equal those at {@code b}, as {@link Double#equals} compares. */
    public static boolean areSameDoubles(Memory memory, long a, long b, int count) {
        for (long i = 0; i < 8L * count; i += 8) {
            if (Double.doubleToLongBits(memory.getDouble(a + i)) != Double.doubleToLongBits(memory.getDouble(b + i))) {
                return false;
            }
        }
        return true;
    }
}
