package dev.cairn.internal.alloc;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Offers the free blocks of slabs to the mutators, and gives slabs back that are empty. Reclaimer only. */
final class Offering {
    private final SizeClasses classes;
    private final Slabs slabs;
    private final Groups groups;
    private final TouchedSlabs touched = new TouchedSlabs();

    Offering(SizeClasses classes, Slabs slabs, Groups groups) {
        this.classes = classes;
        this.slabs = slabs;
        this.groups = groups;
    }

    /** A block of {@code slab} was freed in this cycle. */
    void touch(int slab) {
        touched.add(slab);
    }

    /** Offers the blocks of the slabs that were touched since the last call, and gives the empty ones of these slabs back. */
    void endCycle() {
        touched.drain(slab -> offerOrGiveBack(slab, false));
    }

    /** Gives back all empty slabs, also with groups on stacks; offers groups with little free if {@code every}. */
    void trim(boolean every) {
        takeOff();
        offerAll(every);
    }

    /**
     * As {@link #trim}, after a process was killed while groups of its own were on their way to or from a stack: these say that they are on
     * it, and nobody else would offer them again. {@code letChangesEnd} waits until each change has ended that is under way.
     */
    void trimAfterKill(Runnable letChangesEnd) {
        takeOff();
        long[] away = away();
        if (away.length > 0) {
            // of living processes: a group that was taken, or one of a slab that was just cut and is offered meanwhile,
            // and may be taken again
            letChangesEnd.run();
            takeOff();
            letChangesEnd.run();
            for (long group : away) {
                groups.putAside(group);
            }
        }
        offerAll(true);
    }

    /** The groups that say that they are on a stack, after all were taken off. */
    private long[] away() {
        return IntStream.range(0, slabs.frontier())
                .filter(slab -> slabs.sizeClass(slab) >= 0)
                .mapToObj(this::groups)
                .flatMapToLong(LongStream::of)
                .filter(group -> !groups.isOff(group))
                .toArray();
    }

    private long[] groups(int slab) {
        return LongStream.range(0, classes.groups(slabs.sizeClass(slab)))
                .map(g -> SlabTable.group(slabs.at(slab), (int) g))
                .toArray();
    }

    private void takeOff() {
        for (int c = 0; c < classes.count(); c++) {
            for (long group = groups.pop(c); group != 0; group = groups.pop(c)) {
                groups.putAside(group);
            }
        }
    }

    private void offerAll(boolean every) {
        touched.forget();
        for (int slab = 0; slab < slabs.frontier(); slab++) {
            offerOrGiveBack(slab, every);
        }
    }

    /** As {@link Allocator#restart}; returns the bytes of the blocks that are not free. */
    long restart() {
        touched.forget();
        groups.emptyStacks(classes.count());
        long held = 0;
        for (int slab = 0; slab < slabs.frontier(); slab++) {
            int c = slabs.sizeClass(slab);
            if (c >= 0) {
                held += offerAnew(slab, c);
            } else if (slabs.isRunHead(slab)) {
                held += (long) slabs.runSlabs(slab) * slabs.slabBytes();
            }
        }
        return held;
    }

    /** Returns the bytes of the slab's blocks that are not free. */
    private long offerAnew(int slab, int c) {
        int held = classes.blocksPerSlab(c);
        for (int g = 0; g < classes.groups(c); g++) {
            long group = SlabTable.group(slabs.at(slab), g);
            groups.putAside(group);
            held -= Long.bitCount(groups.bits(group));
        }
        offerOrGiveBack(slab, true);
        return (long) held * classes.blockBytes(c);
    }

    private void offerOrGiveBack(int slab, boolean every) {
        int c = slabs.sizeClass(slab);
        if (c < 0 || giveBackIfEmpty(slab, c)) {
            return;
        }
        for (int g = 0; g < classes.groups(c); g++) {
            groups.offer(c, SlabTable.group(slabs.at(slab), g), every ? 1 : (classes.blocksIn(c, g) + 3) / 4);
        }
    }

    private boolean giveBackIfEmpty(int slab, int c) {
        long at = slabs.at(slab);
        for (int g = 0; g < classes.groups(c); g++) {
            if (!groups.isOff(SlabTable.group(at, g))
                    || Long.bitCount(groups.bits(SlabTable.group(at, g))) != classes.blocksIn(c, g)) {
                return false;
            }
        }
        slabs.giveBack(slab);
        return true;
    }
}
