package dev.cairn.message;

/**
 * What is too much, in what is read as in what is written. A list that appears twice in what is written counts twice,
 * because the formats don't share: so these also bound what a small graph of lists may grow to.
 *
 * @param maxDepth how deep arrays and records may stand in each other; each takes a few frames of the thread's stack, of which
 *     the default needs 768 KiB at most. A stack that is too small for the limit overflows with an Error
 * @param maxBytes how long the whole may be
 * @param maxValues how many values the whole may have, those in others and keys too
 * @param maxDigits how many digits a decimal of Nota may have; time grows with their square
 * @param maxExponent how far from zero its power of ten may be
 */
public record Limits(int maxDepth, long maxBytes, long maxValues, int maxDigits, int maxExponent) {
    private static final Limits DEFAULTS = new Limits(500, 1L << 30, 100_000_000, 40, 400);

    /** Checks that none is negative. Throws {@link IllegalArgumentException} if one is. */
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

    /** These, with another depth. */
    public Limits maxDepth(int depth) {
        return new Limits(depth, maxBytes, maxValues, maxDigits, maxExponent);
    }

    /** These, with another length. */
    public Limits maxBytes(long bytes) {
        return new Limits(maxDepth, bytes, maxValues, maxDigits, maxExponent);
    }

    /** These, with another number of values. */
    public Limits maxValues(long values) {
        return new Limits(maxDepth, maxBytes, values, maxDigits, maxExponent);
    }

    /** These, with other bounds for decimals. */
    public Limits maxDecimal(int digits, int exponent) {
        return new Limits(maxDepth, maxBytes, maxValues, digits, exponent);
    }
}
