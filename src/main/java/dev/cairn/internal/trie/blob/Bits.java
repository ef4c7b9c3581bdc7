package dev.cairn.internal.trie.blob;

import dev.cairn.internal.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits in memory. They are numbered from the first byte on, and in each byte from the most significant bit on. Whole bytes that begin at a
 * byte are copied and compared in bulk, others 64 bits at a time. Touches nothing behind the last byte of its bits.
 */
final class Bits {
    static final int WORD = Long.SIZE;
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bits() {}

    /** How many bytes {@code bits} bits take. They fit into an array. */
    static int bytes(long bits) {
        return (int) ((bits + 7) >>> 3);
    }

    /** The {@code count} bits from {@code bit} on, 1 to 64, as a number. */
    static long get(Memory memory, long body, long bit, int count) {
        long at = body + (bit >>> 3);
        int phase = (int) bit & 7;
        int end = phase + count;
        if (end <= 56) {
            long bits = 0;
            int bytes = (end + 7) >>> 3;
            for (int i = 0; i < bytes; i++) {
                bits = bits << 8 | (memory.getByte(at + i) & 0xFF);
            }
            return bits >>> (8 * bytes - end) & ((1L << count) - 1);
        }
        long bits = word(memory, at) << phase;
        if (end > WORD) {
            bits |= (memory.getByte(at + Long.BYTES) & 0xFFL) >>> (8 - phase);
        }
        return bits >>> (WORD - count);
    }

    private static long word(Memory memory, long at) {
        long word = memory.getLong(at);
        return LITTLE ? Long.reverseBytes(word) : word;
    }

    /** Copies {@code count} bits from {@code bit} on to the array, from {@code targetBit} on. */
    static void copyOut(Memory memory, long body, long bit, byte[] target, long targetBit, long count) {
        int head = (int) Math.min(count, -targetBit & 7);
        if (head > 0) {
            put(target, targetBit, head, get(memory, body, bit, head));
        }
        int bytes = (int) ((count - head) >>> 3);
        copyBytes(memory, body, bit + head, target, (int) ((targetBit + head) >>> 3), bytes);
        long done = head + 8L * bytes;
        int tail = (int) (count - done);
        if (tail > 0) {
            put(target, targetBit + done, tail, get(memory, body, bit + done, tail));
        }
    }

    private static void copyBytes(Memory memory, long body, long bit, byte[] target, int at, int bytes) {
        if ((bit & 7) == 0) {
            memory.copyOut(body + (bit >>> 3), target, at, bytes);
            return;
        }
        int i = 0;
        for (; i <= bytes - Long.BYTES; i += Long.BYTES) {
            WORDS.set(target, at + i, get(memory, body, bit + 8L * i, WORD));
        }
        for (; i < bytes; i++) {
            target[at + i] = (byte) get(memory, body, bit + 8L * i, Byte.SIZE);
        }
    }

    /** Copies the first {@code count} bits of an array to another, from {@code targetBit} on. */
    static void copy(byte[] source, byte[] target, long targetBit, long count) {
        for (long done = 0; done < count; done += Byte.SIZE) {
            int bits = (int) Math.min(Byte.SIZE, count - done);
            append(target, targetBit + done, bits, (source[(int) (done >>> 3)] & 0xFF) >>> (Byte.SIZE - bits));
        }
    }

    /** Writes the low {@code count} bits of {@code value}, 1 to 64, from {@code bit} on. The bits behind them may be lost. */
    static void append(byte[] target, long bit, int count, long value) {
        int phase = (int) bit & 7;
        int at = (int) (bit >>> 3);
        if (phase + count <= WORD && at <= target.length - Long.BYTES) {
            long before = phase == 0 ? 0 : ((target[at] & 0xFFL) >>> (Byte.SIZE - phase)) << (WORD - phase);
            long bits = (value << (WORD - count)) >>> phase;
            WORDS.set(target, at, before | bits);
        } else if (phase + count <= Byte.SIZE) {
            put(target, bit, count, value);
        } else {
            int fit = count > Byte.SIZE ? count / 2 : Byte.SIZE - phase;
            append(target, bit, fit, value >>> (count - fit));
            append(target, bit + fit, count - fit, value);
        }
    }

    /** The eight bytes from {@code at} on as bits. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Writes the low {@code count} bits of {@code value} into one byte. */
    private static void put(byte[] target, long bit, int count, long value) {
        int shift = Byte.SIZE - (int) (bit & 7) - count;
        int mask = ((1 << count) - 1) << shift;
        int at = (int) (bit >>> 3);
        target[at] = (byte) ((target[at] & ~mask) | ((int) (value << shift) & mask));
    }

    /** The first of {@code count} bits in which two runs differ, or -1. */
    static long mismatch(Memory a, long bodyA, long bitA, Memory b, long bodyB, long bitB, long count) {
        if (((bitA ^ bitB) & 7) != 0) {
            return mismatchOfWords(a, bodyA, bitA, b, bodyB, bitB, 0, count);
        }
        long head = Math.min(count, -bitA & 7);
        long found = mismatchOfWords(a, bodyA, bitA, b, bodyB, bitB, 0, head);
        if (found >= 0) {
            return found;
        }
        long bytes = (count - head) >>> 3;
        long same = a.mismatch(bodyA + ((bitA + head) >>> 3), b, bodyB + ((bitB + head) >>> 3), bytes);
        long from = head + 8 * (same >= 0 ? same : bytes);
        long to = same >= 0 ? from + Byte.SIZE : count;
        return mismatchOfWords(a, bodyA, bitA, b, bodyB, bitB, from, to);
    }

    private static long mismatchOfWords(
            Memory a, long bodyA, long bitA, Memory b, long bodyB, long bitB, long from, long to) {
        for (long i = from; i < to; i += WORD) {
            int bits = (int) Math.min(WORD, to - i);
            long difference = get(a, bodyA, bitA + i, bits) ^ get(b, bodyB, bitB + i, bits);
            if (difference != 0) {
                return i + Long.numberOfLeadingZeros(difference) - (WORD - bits);
            }
        }
        return -1;
    }
}
