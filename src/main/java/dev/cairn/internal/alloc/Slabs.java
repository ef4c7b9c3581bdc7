package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.SpinLock;
import java.util.function.IntPredicate;

/**
 * The slab table: says of each slab whether it is free, in a run, or of which size class its blocks are. Slabs are taken and given back
 * rarely, so one lock is enough. In a file it is {@link SharedSlabs}, which locks other processes out, too.
 */
public class Slabs extends SlabTable {
    private final Memory memory;
    private final SpinLock changing = new SpinLock();
    private final EmptyChunks empty;
    private volatile int frontier;
    private volatile boolean refused;
    private int freeBelowFrontier;
    private int searchFrom;

    Slabs(Memory memory, int slabBytes, boolean isThere) {
        super(memory, slabBytes);
        this.memory = memory;
        long begin = offset(0);
        if (slabsMax() < 1 || (!isThere && !memory.region().commit(0, Math.min(begin, Superblock.BYTES)))) {
            throw new OutOfBlocks(begin);
        }
        this.frontier = isThere ? memory.getInt(memory.atOffset(Superblock.AT_FRONTIER)) : 0;
        for (int i = 0; i < frontier; i++) {
            freeBelowFrontier += state(i) == FREE ? 1 : 0;
        }
        this.empty = new EmptyChunks(memory.region(), begin, slabsMax(), slabShift());
    }

    /** One past the highest slab ever used, as far as this process knows. */
    public final int frontier() {
        return frontier;
    }

    /** The offset of the first slab. */
    public final long firstOffset() {
        return offset(0);
    }

    /** The offset behind the last slab that any process has used. */
    public final long endOffset() {
        return offset(frontierNow());
    }

    /** The bytes of the superblock, and of the entries of all slabs that any process has used. */
    public final long headBytes() {
        return entryOffset(frontierNow());
    }

    /** How many slabs the run has that begins at the slab of {@code offset}, or 1 if none does. */
    public final int runAt(long offset) {
        int slab = (int) ((offset - firstOffset()) >> slabShift());
        return isRunHead(slab) ? Math.clamp(runSlabs(slab), 1, frontierNow() - slab) : 1;
    }

    private int frontierNow() {
        return Math.clamp(memory.getIntAcquire(memory.atOffset(Superblock.AT_FRONTIER)), 0, slabsMax());
    }

    /** Looks again how many slabs the store has, to which another process may have added some. */
    final void refresh() {
        if (isStale()) {
            changing.acquire();
            try {
                refreshLocked();
            } finally {
                changing.held = 0;
            }
        }
    }

    boolean isStale() {
        return memory.getIntAcquire(memory.atOffset(Superblock.AT_FRONTIER)) != frontier;
    }

    void refreshLocked() {
        renew();
    }

    /** Reads what another process may have written. Under the lock. */
    void renew() {
        int now = memory.getIntAcquire(memory.atOffset(Superblock.AT_FRONTIER));
        if (now > frontier) {
            frontier = now;
        }
    }

    /** The free slabs below the frontier. */
    final int free() {
        return freeBelowFrontier;
    }

    /** Under the lock. */
    final void setFree(int slabs) {
        freeBelowFrontier = slabs;
    }

    /** The bytes of all slabs that were ever used. */
    public final long committedBytes() {
        return Superblock.BYTES + ((long) frontier << slabShift());
    }

    /** The bytes of the slabs below the frontier that are taken. An estimate without the lock. */
    public final long usedBytes() {
        return (long) (frontier - freeBelowFrontier) << slabShift();
    }

    /** The bytes of all slabs that were ever used, without those that were given back to the system and not used since. */
    public final long residentBytes() {
        return committedBytes() - empty.goneBytes();
    }

    /** Takes a slab to be cut into blocks, or returns -1 when none is left. */
    final int takeToCarve() {
        return take(1, CARVING);
    }

    /** Takes a run of slabs for one large object, or returns -1 when there is none. */
    final int takeRun(int slabs) {
        return take(slabs, RUN_HEAD);
    }

    private int take(int slabs, int state) {
        changing.acquire();
        try {
            return takeLocked(slabs, state);
        } finally {
            changing.held = 0;
        }
    }

    int takeLocked(int slabs, int state) {
        int index = freeBelowFrontier >= slabs ? search(slabs) : -1;
        if (index >= 0) {
            freeBelowFrontier -= slabs;
        } else {
            index = extend(slabs);
            if (index < 0) {
                return -1;
            }
        }
        mark(index, slabs, state);
        return index;
    }

    /** Whether the system had no room for the last growth of the store: the disk of its file is full. */
    public final boolean wasRefused() {
        return refused;
    }

    /** Whether {@code slabs} neighbours can be taken now. O(slabs). */
    final boolean haveRun(int slabs) {
        changing.acquire();
        try {
            return haveRunLocked(slabs);
        } finally {
            changing.held = 0;
        }
    }

    boolean haveRunLocked(int slabs) {
        boolean above = !refused && slabs <= slabsMax() - lastFree();
        return above || (freeBelowFrontier >= slabs && scan(0, frontier, slabs) >= 0);
    }

    /** The first of the free slabs directly below the frontier; the frontier if there are none. */
    private int lastFree() {
        int index = frontier;
        while (index > 0 && state(index - 1) == FREE) {
            index--;
        }
        return index;
    }

    /** Takes the free slabs directly below the frontier, and as many above it as are needed. */
    private int extend(int slabs) {
        int index = lastFree();
        int free = frontier - index;
        boolean fits = slabs <= slabsMax() - index;
        refused = fits && !commit(frontier, slabs - free);
        if (!fits || refused) {
            return -1;
        }
        freeBelowFrontier -= free;
        frontier = index + slabs;
        memory.setIntRelease(memory.atOffset(Superblock.AT_FRONTIER), index + slabs);
        return index;
    }

    /** Lets a fresh store have {@code slabs} free slabs below its frontier. Alone in the store. */
    final void load(int slabs) {
        changing.acquire();
        try {
            loadLocked(slabs);
        } finally {
            changing.held = 0;
        }
    }

    void loadLocked(int slabs) {
        if (slabs < 0 || frontier != 0) {
            throw new IllegalArgumentException("a frontier of " + slabs + " slabs, after " + frontier);
        }
        if (slabs > slabsMax() || extend(slabs) < 0) {
            throw new OutOfBlocks((long) slabs * slabBytes());
        }
        freeBelowFrontier = slabs;
    }

    /** Extends a mapped file over the slabs and their table entries, before anybody touches them. */
    private boolean commit(int index, int slabs) {
        return memory.region().commit(entryOffset(index), entryOffset(index + slabs))
                && memory.region().commit(offset(index), offset(index + slabs));
    }

    private int search(int slabs) {
        int end = frontier;
        int found = scan(searchFrom, end, slabs);
        if (found < 0 && searchFrom > 0) {
            found = scan(0, end, slabs);
        }
        if (found >= 0) {
            searchFrom = found + slabs;
        }
        return found;
    }

    private int scan(int from, int end, int slabs) {
        int length = 0;
        for (int i = from; i < end; i++) {
            length = state(i) == FREE ? length + 1 : 0;
            if (length == slabs) {
                return i - slabs + 1;
            }
        }
        return -1;
    }

    void mark(int index, int slabs, int state) {
        empty.take(index, slabs);
        write(index, slabs, state);
    }

    /** Gives back a slab whose blocks are all free, or a run. */
    final void giveBack(int index) {
        changing.acquire();
        try {
            giveBackLocked(index);
        } finally {
            changing.held = 0;
        }
    }

    void giveBackLocked(int index) {
        int slabs = runSlabs(index);
        writeFree(index, slabs);
        freeBelowFrontier += slabs;
        searchFrom = Math.min(searchFrom, index);
    }

    /**
     * Gives the pages of slabs back to the system that were free at the last call, too, and not used between. Takes the lock for each chunk
     * anew, as giving one back takes some ten microseconds.
     */
    public final void giveBackEmpty() {
        int end = empty.isUsed() && freeBelowFrontier >= empty.slabs() ? empty.end(frontier) : 0;
        for (int chunk = empty.first(); chunk < end; chunk++) {
            changing.acquire();
            try {
                look(chunk);
            } finally {
                changing.held = 0;
            }
        }
    }

    /** Gives the pages of all free slabs back to the system, after the store was closed. A file keeps its pages, and is not read any more. */
    public final void giveBackAll() {
        for (int slab = 0; empty.isUsed() && slab < frontier; slab += empty.slabs()) {
            changing.acquire();
            try {
                giveBackFree(slab, Math.min(frontier, slab + empty.slabs()));
            } finally {
                changing.held = 0;
            }
        }
        changing.acquire();
        try {
            if (empty.isUsed()) {
                empty.giveBackFrom(frontier);
                empty.countGone((long) freeBelowFrontier << slabShift());
            }
        } finally {
            changing.held = 0;
        }
    }

    private void giveBackFree(int from, int to) {
        int begin = from;
        for (int slab = from; slab < to; slab++) {
            if (state(slab) != FREE) {
                empty.giveBack(begin, slab - begin);
                begin = slab + 1;
            }
        }
        empty.giveBack(begin, to - begin);
    }

    private void look(int chunk) {
        if (empty.isGone(chunk)) {
            return;
        }
        int from = empty.firstSlab(chunk);
        for (int slab = from; slab < from + empty.slabs(); slab++) {
            if (state(slab) != FREE) {
                empty.sawUsed(chunk);
                return;
            }
        }
        empty.sawEmpty(chunk);
    }

    /**
     * Frees the slabs that an error or a kill left marked as the rest of a run that has no head, and of those that somebody began to cut the
     * ones that {@code isLeft}. Counts the free ones again.
     */
    final void repair(IntPredicate isLeft) {
        changing.acquire();
        try {
            repairLocked(isLeft);
        } finally {
            changing.held = 0;
        }
    }

    void repairLocked(IntPredicate isLeft) {
        int free = 0;
        for (int index = 0; index < frontier; ) {
            int state = state(index);
            if (state == RUN_REST || (state == CARVING && isLeft.test(index))) {
                writeFree(index, 1);
                state = FREE;
            }
            free += state == FREE ? 1 : 0;
            index += state == RUN_HEAD ? runSlabs(index) : 1;
        }
        freeBelowFrontier = free;
        searchFrom = 0;
    }
}
