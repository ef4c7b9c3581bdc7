package dev.cairn.tool;

import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A snapshot of an index, as the checks see it, whatever collections it is made of. */
interface IndexView extends Snapshot {
    /** The number of random words in a check. */
    int WORDS_LOOKED_AT = 4;

    int wordCount();

    /** A random word. There is at least one word. */
    String randomWord(RandomGenerator random);

    /** The positions of a word; none if the word is not in the index. */
    List<Long> positions(String word);

    int textCount();

    String text(int number);

    /** Checks every position of a few random words, and that a text at such a position is indexed as a whole. */
    @Override
    default @Nullable String fault(RandomGenerator random) {
        for (int i = 0; i < WORDS_LOOKED_AT && wordCount() > 0; i++) {
            String word = randomWord(random);
            List<Long> positions = positions(word);
            String fault = fault(word, positions, this::text);
            if (fault == null) {
                fault = faultIn(Position.text(positions.get(random.nextInt(positions.size()))), random);
            }
            if (fault != null) {
                return "%s, in an index of %,d words".formatted(fault, wordCount());
            }
        }
        return null;
    }

    /** Checks that {@code word} is at each of its positions. As a rule, positions in one text follow one another. */
    default @Nullable String fault(String word, List<Long> positions, IntFunction<String> textOf) {
        int number = -1;
        String text = "";
        for (long position : positions) {
            if (Position.text(position) != number) {
                number = Position.text(position);
                text = number >= 0 && number < textCount() ? textOf.apply(number) : "";
            }
            if (!Words.isAt(text, Position.offset(position), word)) {
                return "'%s' is not at character %,d of text %,d".formatted(word, Position.offset(position), number);
            }
        }
        return positions.isEmpty() ? "'%s' stands nowhere".formatted(word) : null;
    }

    /** Checks that a random word of an indexed text is in the index, since texts are indexed as a whole. */
    private @Nullable String faultIn(int number, RandomGenerator random) {
        String text = text(number);
        int at = Words.next(text, Words.end(text, random.nextInt(text.length())));
        if (at == text.length()) {
            at = Words.next(text, 0);
        }
        String word = text.substring(at, Words.end(text, at));
        long position = Position.of(number, at);
        for (long known : positions(word)) {
            if (known == position) {
                return null;
            }
        }
        return "'%s' at character %,d of text %,d is not indexed".formatted(word, at, number);
    }
}
