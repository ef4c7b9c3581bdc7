package dev.cairn.tool;

import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The index as it was after some file, and the texts that it speaks of.
 *
 * @param words where each word stands
 * @param texts those that it stands in, and perhaps later ones
 */
record IndexSnapshot(PMap<String, PVector<Long>> words, PVector<String> texts) implements Snapshot {
    private static final int WORDS_LOOKED_AT = 4;

    @Override
    public Object version() {
        return words;
    }

    /** Looks at every position of a few random words, and whether a text that they lead to is there as a whole. */
    @Override
    public @Nullable String fault(RandomGenerator random) {
        for (int i = 0; i < WORDS_LOOKED_AT && !words.isEmpty(); i++) {
            String word = randomWord(random);
            PVector<Long> positions = positions(word);
            String fault = fault(word, positions, texts::get);
            if (fault == null) {
                fault = faultIn(Position.text(positions.get(random.nextInt(positions.size()))), random);
            }
            if (fault != null) {
                return "%s, in an index of %,d words".formatted(fault, words.size());
            }
        }
        return null;
    }

    /** As {@link #fault}, looking at every position of every word, of which there must be {@code expected} in all. */
    @Nullable
    String faultAnywhere(long expected) {
        List<String> decoded = new ArrayList<>();
        texts.forEach(decoded::add);
        long count = 0;
        for (Map.Entry<String, PVector<Long>> entry : words) {
            String fault = fault(entry.getKey(), entry.getValue(), decoded::get);
            if (fault != null) {
                return fault;
            }
            count += entry.getValue().size();
        }
        return count == expected ? null : "%,d words were read, but %,d are indexed".formatted(expected, count);
    }

    /** A key; each as likely as the others. */
    private String randomWord(RandomGenerator random) {
        Spliterator<String> part = words.keys().spliterator();
        for (Spliterator<String> prefix = part.trySplit(); prefix != null; prefix = part.trySplit()) {
            long sizes = prefix.estimateSize() + part.estimateSize();
            part = random.nextLong(sizes) < prefix.estimateSize() ? prefix : part;
        }
        List<String> few = new ArrayList<>();
        part.forEachRemaining(few::add);
        return few.get(random.nextInt(few.size()));
    }

    /** Whether {@code word} stands at each of its positions; positions in one text follow one another, as a rule. */
    private @Nullable String fault(String word, PVector<Long> positions, IntFunction<String> textOf) {
        int number = -1;
        String text = "";
        for (long position : positions) {
            if (Position.text(position) != number) {
                number = Position.text(position);
                text = number >= 0 && number < texts.size() ? textOf.apply(number) : "";
            }
            if (!Words.isAt(text, Position.offset(position), word)) {
                return "'%s' is not at character %,d of text %,d".formatted(word, Position.offset(position), number);
            }
        }
        return positions.isEmpty() ? "'%s' stands nowhere".formatted(word) : null;
    }

    /** Whether a random word of a text that is in the index is there, too: a text is in it as a whole. */
    private @Nullable String faultIn(int number, RandomGenerator random) {
        String text = texts.get(number);
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

    private PVector<Long> positions(String word) {
        return words.getOrDefault(word, PVector.empty(words.store(), Codec.LONG));
    }
}
