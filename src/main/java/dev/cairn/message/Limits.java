package dev.cairn.message;

/**
 * The limits of a message, both when it is read and when it is written. The formats have no sharing: a list that is in a message twice is
 * written twice and counts twice. So the limits also bound the output for a small graph of lists.
 *
 * @param maxDepth the depth of nested arrays and records. Each takes a few frames of the thread's stack; the default needs at most 768 KiB
 *     of it. A thread with a smaller stack gets a StackOverflowError
 * @param maxBytes the length of the message
 * @param maxValues the number of values in the message, with nested values and keys
 * @param maxDigits the number of digits of a decimal in Nota. Time grows with the square of it
 * @param maxExponent the distance of a decimal's power of ten from zero
 */
public record Limits(int maxDepth, long maxBytes, long maxValues, int maxDigits, int maxExponent) {
    private static final Limits DEFAULTS = new Limits(500, 1L << 30, 100_000_000, 40, 400);

    /** Throws {@link IllegalArgumentException} if a limit is negative. */
    public Limits {
        if (maxDepth < 0 || maxBytes < 0 || maxValues < 0 || maxDigits < 0 || maxExponent < 0) {
            throw new IllegalArgumentException("maxDepth " + maxDepth + ", maxBytes " + maxBytes + ", maxValues "
                    + maxValues + ", maxDigits " + maxDigits + ", maxExponent " + maxExponent + "; none is negative");
        }
    }

    /** A depth of 500, 1 GiB, a hundred million values, 40 digits, a power of 400. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** The same limits with another depth. */
    public Limits maxDepth(int depth) {
        return new Limits(depth, maxBytes, maxValues, maxDigits, maxExponent);
    }

    /** The same limits with another length. */
    public Limits maxBytes(long bytes) {
        return new Limits(maxDepth, bytes, maxValues, maxDigits, maxExponent);
    }

    /** The same limits with another number of values. */
    public Limits maxValues(long values) {
        return new Limits(maxDepth, maxBytes, values, maxDigits, maxExponent);
    }

    /** The same limits with other bounds for decimals. */
    public Limits maxDecimal(int digits, int exponent) {
        return new Limits(maxDepth, maxBytes, maxValues, digits, exponent);
    }
}
