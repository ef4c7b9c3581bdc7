package dev.cairn.tool;

import dev.cairn.PMap;
import dev.cairn.PVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the index after some file, with its texts.
 *
 * @param words the positions of each word
 * @param texts the texts of these words, and perhaps later ones
 */
record IndexSnapshot(PMap<String, PVector<Long>> words, PVector<String> texts) implements IndexView {
    @Override
    public Object version() {
        return words;
    }

    /** As {@link #fault}, but checks every position of every word. There must be {@code expected} positions. */
    @Nullable
    String faultAnywhere(long expected) {
        List<String> decoded = new ArrayList<>();
        texts.forEach(decoded::add);
        long count = 0;
        for (Map.Entry<String, PVector<Long>> entry : words) {
            String fault = fault(entry.getKey(), entry.getValue().asList(), decoded::get);
            if (fault != null) {
                return fault;
            }
            count += entry.getValue().size();
        }
        return count == expected ? null : "%,d words were read, but %,d are indexed".formatted(expected, count);
    }

    /** A random word; all words are equally likely. */
    @Override
    public String randomWord(RandomGenerator random) {
        Spliterator<String> part = words.keys().spliterator();
        for (Spliterator<String> prefix = part.trySplit(); prefix != null; prefix = part.trySplit()) {
            long sizes = prefix.estimateSize() + part.estimateSize();
            part = random.nextLong(sizes) < prefix.estimateSize() ? prefix : part;
        }
        List<String> few = new ArrayList<>();
        part.forEachRemaining(few::add);
        return few.get(random.nextInt(few.size()));
    }

    @Override
    public int wordCount() {
        return words.size();
    }

    @Override
    public List<Long> positions(String word) {
        PVector<Long> positions = words.get(word);
        return positions == null ? List.of() : positions.asList();
    }

    @Override
    public int textCount() {
        return texts.size();
    }

    @Override
    public String text(int number) {
        return texts.get(number);
    }
}
