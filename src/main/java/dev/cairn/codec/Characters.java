package dev.cairn.codec;

import dev.cairn.internal.slot.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a string's characters. It goes through arrays, since charAt is slow once an application has used a few strings that are not
 * Latin-1: then each call looks at the kind of the string.
 */
final class Characters {
    private static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.nativeOrder());
    private static final int NARROW_LIMIT = 0x100;
    private static final byte REPLACEMENT = '?';
    private static final long ONES = 0x0101_0101_0101_0101L;

    private Characters() {}

    /** One byte a character; null if a character needs two. */
    static byte @Nullable [] narrow(String text) {
        if (!text.isEmpty() && text.charAt(0) >= NARROW_LIMIT) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return mayBeReplaced(bytes) && isWide(text) ? null : bytes;
    }

    /** Whether the bytes contain a question mark: getBytes writes it for a character that needs two bytes. */
    private static boolean mayBeReplaced(byte[] bytes) {
        int length = bytes.length;
        if (length < Long.BYTES) {
            return hasReplacement(Hash.word(bytes));
        }
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            if (hasReplacement(Hash.word(bytes, i))) {
                return true;
            }
        }
        return hasReplacement(Hash.word(bytes, length - Long.BYTES));
    }

    /** Finds a byte 0 in the difference (Mycroft, 1987). It misses none, and finds one only if there is at least one. */
    private static boolean hasReplacement(long word) {
        long difference = word ^ ONES * REPLACEMENT;
        return (difference - ONES & ~difference & ONES << 7) != 0;
    }

    /** Whether a character of {@code text} needs two bytes. */
    static boolean isWide(String text) {
        int length = text.length();
        char[] chunk = new char[Math.min(length, Text.CHUNK)];
        for (int from = 0, size; from < length; from += size) {
            size = Math.min(Text.CHUNK, length - from);
            text.getChars(from, from + size, chunk, 0);
            int all = 0;
            for (int i = 0; i < size; i++) {
                all |= chunk[i];
            }
            if (all >= NARROW_LIMIT) {
                return true;
            }
        }
        return false;
    }

    /** Fills {@code bytes} with the lower byte of each character from {@code start} on. */
    @SuppressWarnings("deprecation") // it cuts each character to its lower byte
    static byte[] cut(String text, int start, byte[] bytes) {
        text.getBytes(start, start + bytes.length, bytes, 0);
        return bytes;
    }

    /** Two bytes a character, in the byte order of the machine. */
    static byte[] wide(String text, int start, int end) {
        char[] chars = new char[end - start];
        text.getChars(start, end, chars, 0);
        byte[] bytes = new byte[Character.BYTES * chars.length];
        for (int i = 0; i < chars.length; i++) {
            CHARS.set(bytes, Character.BYTES * i, chars[i]);
        }
        return bytes;
    }
}
