package dev.cairn.tool;

import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.PVector;
import java.util.function.Consumer;

/** Counts the versions of an index as they are made, and holds on to two that are a thousand apart. */
final class Milestones implements Consumer<PMap<String, PVector<Long>>> {
    /*
     * Concurrency: all writers call it, each after its own change, so two that are told at once may be told in another
     * order than they were made. Hence a thousand is meant up to the number of writers.
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
     * What two versions of the index differ in.
     *
     * @param versions how many versions they are apart
     * @param added words that only the second has
     * @param changed words that stand in more places in the second
     * @param removed words that only the first has
     * @param positions by how many positions the second has more
     * @param nanos what the comparison took
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

    /** Between the two, or between the first and {@code last} as long as there are no thousand. */
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
