package dev.cairn.tool;

import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An index as it was after some file: what a check of it looks at, whatever collections it is made of. */
interface IndexView extends Snapshot {
    /** How many random words a check looks at. */
    int WORDS_LOOKED_AT = 4;

    int wordCount();

    /** One of the words, of which there is one. */
    String randomWord(RandomGenerator random);

    /** Where a word stands; nowhere, if it is not in the index. */
    List<Long> positions(String word);

    int textCount();

    String text(int number);

    /** Looks at every position of a few random words, and whether a text that they lead to is there as a whole. */
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

    /** Whether {@code word} stands at each of its positions; positions in one text follow one another, as a rule. */
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

    /** Whether a random word of a text that is in the index is there, too: a text is in it as a whole. */
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
