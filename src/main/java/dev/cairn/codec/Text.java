package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;
import java.nio.charset.StandardCharsets;

/**
 * Strings as bytes in a store: one byte a character if all characters are below U+0100, else two bytes a character. Equal strings have
 * equal bytes. Every string can be read back, also one with lone surrogates.
 */
final class Text {
    /** The most bytes of text in a slot. Zeros follow shorter text. */
    static final int INLINE = 16;

    /** The most bytes of text that are copied or hashed at once. */
    static final int CHUNK = 1024;

    private Text() {}

    /** The bytes of {@code length} characters. */
    static long bytes(int length, boolean wide) {
        return wide ? 2L * length : length;
    }

    /** Tells apart strings with the same bytes. */
    static int mark(int length, boolean wide) {
        return length << 1 | (wide ? 1 : 0);
    }

    static String read(Memory memory, long at, int length, boolean wide) {
        if (wide) {
            char[] chars = new char[length];
            memory.copyOut(at, chars, 0, length);
            return new String(chars);
        }
        byte[] bytes = new byte[length];
        memory.copyOut(at, bytes, 0, length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The hash of the text at {@code at}. The hash of each chunk is the seed for the next. */
    static long hashAt(Memory memory, long at, int length, boolean wide, long seed) {
        int bytes = (int) bytes(length, wide);
        int mark = mark(length, wide);
        if (bytes < Long.BYTES) {
            return Hash.end(seed, memory.getLong(at), 0, mark, Hash.key(seed));
        }
        long hash = seed;
        for (int from = 0, size; from < bytes; from += size) {
            size = Math.min(CHUNK, bytes - from);
            hash = Hash.of(memory, at + from, size, mark, hash);
        }
        return hash;
    }
}
