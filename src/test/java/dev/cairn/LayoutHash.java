package dev.cairn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The hashes of keys in a store with this seed, with numbers from docs/layout.md only. */
record LayoutHash(DocumentTables document, long seed) {
    /** The hash of a number as a key. */
    long hash(long number) {
        return end(seed, seed, number, 0, 0);
    }

    /** The hash of a text as a key. */
    long hash(String text) {
        boolean wide = text.chars().anyMatch(unit -> unit > 255);
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * (wide ? 2 : 1)).order(ByteOrder.nativeOrder());
        text.chars().forEach(unit -> {
            if (wide) {
                bytes.putChar((char) unit);
            } else {
                bytes.put((byte) unit);
            }
        });
        long hash = seed;
        int chunk = (int) document.at("STRING", "CHUNK");
        for (int from = 0; from == 0 || from < bytes.capacity(); from += chunk) {
            int length = Math.min(chunk, bytes.capacity() - from);
            hash = hash(
                    bytes.slice(from, length).order(ByteOrder.nativeOrder()),
                    text.length() << 1 | (wide ? 1 : 0),
                    hash);
        }
        return hash;
    }

    /** The hash of an array as a key. */
    long hash(byte[] array) {
        ByteBuffer wrapped = ByteBuffer.wrap(array).order(ByteOrder.nativeOrder());
        return hash(wrapped, array.length, seed);
    }

    private long hash(ByteBuffer bytes, long mark, long seed) {
        int length = bytes.capacity();
        if (length < 8) {
            ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
            word.put(0, bytes, 0, length);
            return end(seed, seed, word.getLong(0), 0, mark);
        }
        long state = seed;
        for (int i = 0; length - i > 16; i += 16) {
            state = fold(bytes.getLong(i) ^ state, bytes.getLong(i + 8) ^ key(seed));
        }
        return end(state, seed, bytes.getLong(Math.max(0, length - 16)), bytes.getLong(length - 8), mark);
    }

    private long key(long seed) {
        return Long.rotateLeft(seed, (int) document.at("Hashes", "KEY_SHIFT")) ^ document.at("Hashes", "B");
    }

    private long end(long state, long seed, long first, long second, long mark) {
        long a = first ^ state;
        long b = second ^ key(seed);
        long high = Math.unsignedMultiplyHigh(a, b);
        return fold(a * b ^ document.at("Hashes", "A") ^ mark, high ^ document.at("Hashes", "B"));
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }
}
