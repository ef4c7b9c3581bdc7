package dev.cairn.message;

/** The code points of one string after another. */
final class CodePoints {
    private static final int FIRST = 64;

    private char[] chars = new char[FIRST];
    private int length;
    private int at;

    /** Takes a string, and says how many code points it has; -1 if a surrogate stands alone in it. */
    int load(String text) {
        length = text.length();
        if (length > chars.length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        text.getChars(0, length, chars, 0);
        at = 0;
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
