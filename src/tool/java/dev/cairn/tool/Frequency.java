package dev.cairn.tool;

import dev.cairn.PMap;
import dev.cairn.PVector;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The number of times that a word occurs in the texts of an index. */
record Frequency(String word, int count) {
    private static final Comparator<Frequency> RISING =
            Comparator.comparingInt(Frequency::count).thenComparing(Frequency::word, Comparator.reverseOrder());

    /** The {@code most} most frequent words of an index, the most frequent first. */
    static List<Frequency> top(PMap<String, PVector<Long>> index, int most) {
        PriorityQueue<Frequency> top = new PriorityQueue<>(RISING);
        index.forEach((word, positions) -> {
            top.add(new Frequency(word, positions.size()));
            if (top.size() > most) {
                top.remove();
            }
        });
        return top.stream().sorted(RISING.reversed()).toList();
    }
}
