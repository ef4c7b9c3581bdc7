package dev.cairn.internal.trie;

import org.jspecify.annotations.Nullable;

/** About how many bytes of the heap a prepared value takes. */
public final class Weight {
    private static final int OBJECT = 16;

    /** What is no array and no text: a number, a date, or something whose size nobody knows. */
    private static final int UNKNOWN = 32;

    private Weight() {}

    /** The bytes of {@code prepared}, and of what it has in it if it is an array. */
    public static long of(@Nullable Object prepared) {
        return switch (prepared) {
            case null -> 0;
            case String text -> OBJECT + 2L * text.length();
            case byte[] bytes -> OBJECT + bytes.length;
            case long[] longs -> OBJECT + 8L * longs.length;
            case int[] ints -> OBJECT + 4L * ints.length;
            case Object[] parts -> ofParts(parts);
            default -> UNKNOWN;
        };
    }

    private static long ofParts(@Nullable Object[] parts) {
        long sum = OBJECT;
        for (Object part : parts) {
            sum += of(part);
        }
        return sum;
    }
}
