package dev.cairn.bench.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;

/** The entries of all tables: keys in no order over the whole range of longs, and values that begin with a number. */
final class Values {
    /** The bytes of a value. */
    static final int BYTES = 100;

    private static final long SEED = 0x243f6a8885a308d3L;
    private static final int DRAWN = 1 << 20;

    private Values() {}

    /** Where a database lies in the directory that is its own. */
    static Path in(Path directory) {
        return directory.resolve("table");
    }

    /** Another key for each number: the finalizer of SplitMix64 (Steele, Lea, Flood 2014), a bijection. */
    static long key(long number) {
        long x = number + SEED;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    /** A new array. */
    static byte[] value(long number) {
        byte[] value = new byte[BYTES];
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number).putLong(BYTES - Long.BYTES, ~number);
        return value;
    }

    /**
     * The number that {@link #value} was given.
     *
     * @throws IllegalArgumentException if the value is no such value
     */
    static long number(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long number = bytes.getLong(0);
        if (value.length != BYTES || bytes.getLong(BYTES - Long.BYTES) != ~number) {
            throw new IllegalArgumentException("a value of " + value.length + " bytes that begins with " + number);
        }
        return number;
    }

    /** Keys of entries below {@code entries}, drawn beforehand; a power of two of them. */
    static long[] drawnKeys(int entries) {
        return new Random(42).ints(DRAWN, 0, entries).mapToLong(Values::key).toArray();
    }
}
