package dev.cairn.internal.slot;

/**
 * Hashes of 64 bits that a seed changes throughout, by multiplying to 128 bits and folding (as in wyhash, by Wang Yi): without the seed
 * nobody can choose values whose hashes are alike.
 */
public final class Hash {
    private static final long A = 0xA076_1D64_78BD_642FL;
    private static final long B = 0xE703_7ED1_A0B4_28DBL;

    private Hash() {}

    /** The hash of a number; for one seed, few numbers have the same. */
    public static long of(long value, long seed) {
        return fold(fold(value ^ A, seed ^ B), A);
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }
}
