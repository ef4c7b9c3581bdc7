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
 * The index as it was after some file, and the texts that it speaks of.
 *
 * @param words where each word stands
 * @param texts those that it stands in, and perhaps later ones
 */
record IndexSnapshot(PMap<String, PVector<Long>> words, PVector<String> texts) implements IndexView {
    @Override
    public Object version() {
        return words;
    }

    /** As {@link #fault}, looking at every position of every word, of which there must be {@code expected} in all. */
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

    /** Each is as likely as the others. */
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
