package dev.cairn.message;

/** Gives the code points of a string. It is used for one string after another. */
final class CodePoints {
    private static final int FIRST = 64;
    private static final int ASCII_BITS = 0x7F;

    private char[] chars = new char[FIRST];
    private int length;
    private int bits;
    private int at;

    /** Takes the characters of a string, and returns the number of its code points; -1 if a surrogate in it stands alone. */
    int load(String text) {
        length = text.length();
        if (length > chars.length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        at = 0;
        bits = copy(text, length, chars);
        return bits < Character.MIN_SURROGATE ? length : count();
    }

    /** Copies the characters, and returns the OR of all. One loop is faster than getChars and a second loop. */
    private static int copy(String text, int length, char[] chars) {
        int bits = 0;
        for (int i = 0; i < length; i++) {
            char next = text.charAt(i);
            chars[i] = next;
            bits |= next;
        }
        return bits;
    }

    private int count() {
        int pairs = 0;
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(chars[i])) {
                if (i + 1 == length || !Character.isSurrogatePair(chars[i], chars[i + 1])) {
                    return -1;
                }
                pairs++;
                i++;
            }
        }
        return length - pairs;
    }

    static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The characters of the string. They are its code points if both numbers are the same. */
    char[] chars() {
        return chars;
    }

    boolean areAscii() {
        return bits <= ASCII_BITS;
    }

    /** The next code point. */
    int next() {
        char first = chars[at++];
        return Character.isHighSurrogate(first) ? Character.toCodePoint(first, chars[at++]) : first;
    }

    static boolean isScalar(long value) {
        return value >= 0
                && value <= Character.MAX_CODE_POINT
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
    }
}
