package dev.cairn.tool;

import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.PVector;
import java.util.function.Consumer;

/** Counts the versions of an index, and keeps two versions that are a thousand apart. */
final class Milestones implements Consumer<PMap<String, PVector<Long>>> {
    /*
     * Concurrency: all writers call this, each after its own change. So two calls may come in another order than the versions were made,
     * and the distance of a thousand is exact only up to the number of writers.
     */
    private static final int APART = 1_000;

    private long versions;
    private PMap<String, PVector<Long>> older;
    private PMap<String, PVector<Long>> newer;

    Milestones(PMap<String, PVector<Long>> first) {
        older = first;
        newer = first;
    }

    /**
     * The changes between two versions of the index.
     *
     * @param versions the number of versions between the two
     * @param added words that only the second has
     * @param changed words that have more positions in the second
     * @param removed words that only the first has
     * @param positions the number of positions that the second has more
     * @param nanos the time of the comparison
     */
    record Difference(long versions, long added, long changed, long removed, long positions, long nanos) {}

    @Override
    public synchronized void accept(PMap<String, PVector<Long>> made) {
        versions++;
        if (versions % APART == 0) {
            older = newer;
            newer = made;
        }
    }

    synchronized long versions() {
        return versions;
    }

    /** The changes between the two; between the first and {@code last} while there are fewer than a thousand versions. */
    synchronized Difference difference(PMap<String, PVector<Long>> last) {
        boolean isFew = versions < APART;
        long began = System.nanoTime();
        MapChanges<String, PVector<Long>> changes = older.changesTo(isFew ? last : newer);
        long nanos = System.nanoTime() - began;
        return new Difference(
                isFew ? versions : APART,
                changes.added().size(),
                changes.changed().size(),
                changes.removed().size(),
                changes.added().values().stream().mapToLong(PVector::size).sum()
                        + changes.changed().values().stream()
                                .mapToLong(change ->
                                        change.after().size() - change.before().size())
                                .sum(),
                nanos);
    }
}
