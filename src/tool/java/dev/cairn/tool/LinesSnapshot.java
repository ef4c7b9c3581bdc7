package dev.cairn.tool;

import dev.cairn.LongVector;
import dev.cairn.PVector;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the text after some line, as the writer published it.
 *
 * @param lines all lines so far
 * @param lengths the length of each line
 * @param expectedSum the sum of the lengths, which the writer counted outside the store
 */
record LinesSnapshot(PVector<String> lines, LongVector lengths, long expectedSum) implements Snapshot {
    private static final int LINES_LOOKED_AT = 8;

    @Override
    public Object version() {
        return lines;
    }

    /** Checks all lengths and a few random lines. */
    @Override
    public @Nullable String fault(RandomGenerator random) {
        int size = lines.size();
        if (lengths.size() != size) {
            return "%,d lines, but %,d lengths".formatted(size, lengths.size());
        }
        long sum = lengths.sum();
        if (sum != expectedSum) {
            return "the lengths of %,d lines add up to %,d, not %,d".formatted(size, sum, expectedSum);
        }
        for (int i = 0; i < LINES_LOOKED_AT && size > 0; i++) {
            String fault = faultInLine(i == 0 ? size - 1 : random.nextInt(size));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /** As {@link #fault}, but checks every line. */
    @Nullable
    String faultInAnyLine() {
        PrimitiveIterator.OfLong length = lengths.iterator();
        long sum = 0;
        int index = 0;
        for (String line : lines) {
            if (!length.hasNext() || length.nextLong() != line.length()) {
                return "line %,d of %,d has a length other than the recorded one".formatted(index, lines.size());
            }
            sum += line.length();
            index++;
        }
        return index == lines.size() && !length.hasNext() && sum == expectedSum
                ? null
                : "%,d of %,d lines add up to %,d, not %,d".formatted(index, lines.size(), sum, expectedSum);
    }

    private @Nullable String faultInLine(int index) {
        long length = lines.get(index).length();
        return length == lengths.get(index)
                ? null
                : "line %,d of %,d has length %,d, not %,d".formatted(index, lines.size(), length, lengths.get(index));
    }
}
