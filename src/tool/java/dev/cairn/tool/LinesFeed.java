package dev.cairn.tool;

import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The writer: makes new versions of the text and of the lengths for each line, and publishes both as a snapshot. */
final class LinesFeed implements Consumer<String> {
    private final AtomicReference<LinesSnapshot> latest;
    private LinesSnapshot first;
    private LinesSnapshot middle;

    LinesFeed(Store store) {
        first = new LinesSnapshot(PVector.empty(store, Codec.STRING), LongVector.empty(store), 0);
        middle = first;
        latest = new AtomicReference<>(first);
    }

    @Override
    public void accept(String line) {
        LinesSnapshot before = latest.getPlain();
        LinesSnapshot now = new LinesSnapshot(
                before.lines().append(line),
                before.lengths().append(line.length()),
                before.expectedSum() + line.length());
        latest.setRelease(now);
        int size = now.lines().size();
        if (size == 1) {
            first = now;
        }
        if (Integer.bitCount(size) == 1) {
            middle = now;
        }
    }

    /** The latest snapshot. Any thread may ask. */
    LinesSnapshot latest() {
        return latest.getAcquire();
    }

    /** The snapshot after the first line; before the first line, the empty snapshot. */
    LinesSnapshot first() {
        return first;
    }

    /** The snapshot after the largest power of two of lines so far: at least half of the latest snapshot. */
    LinesSnapshot middle() {
        return middle;
    }
}
