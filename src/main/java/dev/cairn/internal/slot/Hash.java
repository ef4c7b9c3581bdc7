package dev.cairn.internal.slot;

import dev.cairn.internal.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes of 64 bits that depend on a seed, by multiplying to 128 bits and folding (as in wyhash, by Wang Yi). Somebody who does not know
 * the seed cannot choose values whose hashes are alike. The same bytes have the same hash on the heap and in a store.
 */
public final class Hash {
    /*
     * Bytes are read as words of the machine, two at a time. Fewer than 8 bytes are one word, filled up with zeros, and a zero. Of 8 bytes
     * or more the last two words are the last whole ones; some of their bytes may have been read before.
     *
     * Invariant: both factors of the first product of a word depend on the seed, one by the state and one by the key. If one factor had
     * a constant instead, somebody could choose the word that makes the factor 0. Then the other word would not count, whatever the seed.
     */
    private static final long A = 0x9E37_79B9_7F4A_7C15L;
    private static final long B = 0xD1B5_4A32_D192_ED03L;
    private static final int KEY_SHIFT = 23;
    private static final int PAIR = 2 * Long.BYTES;

    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final VarHandle HALVES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Hash() {}

    /** The hash of a number. */
    public static long of(long value, long seed) {
        return of(value, 0, seed);
    }

    /** The hash of a number; {@code mark} tells values of different kinds apart. */
    public static long of(long value, long mark, long seed) {
        return end(seed, value, 0, mark, key(seed));
    }

    /** The hash of all {@code bytes}; {@code mark} tells values of different kinds apart. */
    public static long of(byte[] bytes, long mark, long seed) {
        int length = bytes.length;
        long key = key(seed);
        if (length < Long.BYTES) {
            return end(seed, word(bytes), 0, mark, key);
        }
        long state = seed;
        for (int i = 0; length - i > PAIR; i += PAIR) {
            state = absorb(state, word(bytes, i), word(bytes, i + Long.BYTES), key);
        }
        return end(state, word(bytes, Math.max(0, length - PAIR)), word(bytes, length - Long.BYTES), mark, key);
    }

    /** The hash of the {@code length} bytes at {@code at}: the same as of an array of these bytes. */
    public static long of(Memory memory, long at, int length, long mark, long seed) {
        long key = key(seed);
        if (length < Long.BYTES) {
            return end(seed, word(memory, at, length), 0, mark, key);
        }
        long state = seed;
        for (int i = 0; length - i > PAIR; i += PAIR) {
            state = absorb(state, memory.getLong(at + i), memory.getLong(at + i + Long.BYTES), key);
        }
        long first = memory.getLong(at + Math.max(0, length - PAIR));
        return end(state, first, memory.getLong(at + length - Long.BYTES), mark, key);
    }

    /** The eight bytes from {@code from} on as a word. */
    public static long word(byte[] bytes, int from) {
        return (long) WORDS.get(bytes, from);
    }

    /** Fewer than eight bytes as a word, as if zeros followed. Some bytes are read twice, to the same place. */
    public static long word(byte[] bytes) {
        int length = bytes.length;
        if (length == 0) {
            return 0;
        }
        long word = length < Integer.BYTES
                ? octet(bytes, 0) | octet(bytes, length >> 1) | octet(bytes, length - 1)
                : half(bytes, 0) | half(bytes, length - Integer.BYTES);
        return LITTLE ? word : Long.reverseBytes(word);
    }

    private static long octet(byte[] bytes, int from) {
        return (bytes[from] & 0xFFL) << (Byte.SIZE * from);
    }

    private static long half(byte[] bytes, int from) {
        return ((int) HALVES.get(bytes, from) & 0xFFFF_FFFFL) << (Byte.SIZE * from);
    }

    private static long word(Memory memory, long at, int bytes) {
        long word = 0;
        for (int i = 0; i < bytes; i++) {
            word |= (memory.getByte(at + i) & 0xFFL) << (Byte.SIZE * i);
        }
        return LITTLE ? word : Long.reverseBytes(word);
    }

    /** The key for {@code seed}; the seed itself is the first state. */
    public static long key(long seed) {
        return Long.rotateLeft(seed, KEY_SHIFT) ^ B;
    }

    /** The state after two more words that are not the last. */
    public static long absorb(long state, long first, long second, long key) {
        return fold(first ^ state, second ^ key);
    }

    /** The hash after the last two words; {@code mark} tells values of different kinds apart. */
    public static long end(long state, long first, long second, long mark, long key) {
        long a = first ^ state;
        long b = second ^ key;
        return fold(a * b ^ A ^ mark, Math.unsignedMultiplyHigh(a, b) ^ B);
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }
}
