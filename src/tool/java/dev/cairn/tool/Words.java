package dev.cairn.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds words: the longest runs of letters, digits and underscores that have 2 to 64 characters. */
final class Words {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;

    private Words() {}

    /** The words of a text, each with its positions in ascending order. */
    static Map<String, List<Long>> of(int number, String text) {
        Map<String, List<Long>> words = new HashMap<>();
        for (int at = next(text, 0); at < text.length(); at = next(text, end(text, at))) {
            words.computeIfAbsent(text.substring(at, end(text, at)), word -> new ArrayList<>())
                    .add(Position.of(number, at));
        }
        return words;
    }

    /** The begin of the first word at {@code from} or later; the text's length if there is none. */
    static int next(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int end = end(text, at);
            if (end - at >= SHORTEST && end - at <= LONGEST) {
                return at;
            }
            at = Math.max(end, at + 1);
        }
        return at;
    }

    /** The end of the run that begins at {@code from}. */
    static int end(String text, int from) {
        int at = from;
        while (at < text.length() && isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether {@code word} is at {@code offset}, as a whole word. */
    static boolean isAt(String text, int offset, String word) {
        return offset >= 0
                && offset < text.length()
                && (offset == 0 || !isPart(text.charAt(offset - 1)))
                && text.startsWith(word, offset)
                && end(text, offset) == offset + word.length();
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
