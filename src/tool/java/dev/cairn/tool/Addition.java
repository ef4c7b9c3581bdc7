package dev.cairn.tool;

import dev.cairn.PMap;
import dev.cairn.PVector;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts the words of one text into an index. If another writer was faster, this runs again. It keeps its result and merges only the
 * other writer's changes, so that a large text makes progress beside many small texts.
 */
final class Addition implements UnaryOperator<PMap<String, PVector<Long>>> {
    private final Map<String, List<Long>> positions;
    private final PVector<Long> none;
    private @Nullable PMap<String, PVector<Long>> before;
    private @Nullable PMap<String, PVector<Long>> after;
    private int attempts;

    Addition(Map<String, List<Long>> positions, PVector<Long> none) {
        this.positions = positions;
        this.none = none;
    }

    @Override
    public PMap<String, PVector<Long>> apply(PMap<String, PVector<Long>> index) {
        PMap<String, PVector<Long>> result =
                before == null || after == null ? addTo(index) : PMap.merge3(before, after, index, this::both);
        before = index;
        after = result;
        attempts++;
        return result;
    }

    /** How often it had to run again. */
    int repeats() {
        return Math.max(0, attempts - 1);
    }

    private PMap<String, PVector<Long>> addTo(PMap<String, PVector<Long>> index) {
        PMap.Builder<String, PVector<Long>> builder = index.toBuilder();
        positions.forEach(
                (word, more) -> builder.put(word, index.getOrDefault(word, none).appendAll(more)));
        return builder.build();
    }

    /** The positions of a word that the other writer changed, too. */
    private @Nullable PVector<Long> both(
            String word,
            @Nullable PVector<Long> earlier,
            @Nullable PVector<Long> ours,
            @Nullable PVector<Long> theirs) {
        return (theirs == null ? none : theirs).appendAll(positions.getOrDefault(word, List.of()));
    }
}
