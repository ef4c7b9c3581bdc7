package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;

/**
 * Primitive elements as 64 bits: their form in pending edits. This class has all differences between longs, ints and doubles. The other
 * classes of their vectors are written for longs, and generated for ints and doubles.
 */
public final class RawBits {
    private RawBits() {}

    /** The bits of a long or an int. */
    public static long of(long element) {
        return element;
    }

    /** The bits of a double, unchanged even for NaN. */
    public static long of(double element) {
        return Double.doubleToRawLongBits(element);
    }

    /** Bits that all equal numbers share. */
    public static long canonical(long element) {
        return element;
    }

    /** Bits that all doubles share which {@link Double#equals} finds equal. */
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

    /** Whether {@link Double#equals} finds two doubles equal: NaN equals NaN, and 0.0 does not equal -0.0. */
    public static boolean areEqual(double a, double b) {
        return Double.compare(a, b) == 0;
    }

    /** Whether the {@code count} longs at {@code a} equal those at {@code b}. */
    public static boolean areSameLongs(Memory memory, long a, long b, int count) {
        return memory.mismatch(a, b, 8L * count) < 0;
    }

    /** Whether the {@code count} ints at {@code a} equal those at {@code b}. */
    public static boolean areSameInts(Memory memory, long a, long b, int count) {
        return memory.mismatch(a, b, 4L * count) < 0;
    }

    /** Whether {@link Double#equals} finds the {@code count} doubles at {@code a} equal to those at {@code b}. */
    public static boolean areSameDoubles(Memory memory, long a, long b, int count) {
        for (long i = 0; i < 8L * count; i += 8) {
            if (Double.doubleToLongBits(memory.getDouble(a + i)) != Double.doubleToLongBits(memory.getDouble(b + i))) {
                return false;
            }
        }
        return true;
    }
}
