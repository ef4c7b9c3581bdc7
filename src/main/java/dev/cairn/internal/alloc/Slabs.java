package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.SpinLock;

/**
 * The slab table: says of each slab whether it is free, in a run, or of which size class its blocks are. Slabs are taken and given back
 * rarely, so one lock is enough.
 */
public final class Slabs {
    /*
     * Layout of a table entry (16 bytes): state32 | runSlabs32 | unused64
     * Layout of a slab of blocks:
     *
     *     0                16                      16 + 16 * groups
     *     +----------------+--------+--------+-----+---------+---------+---
     *     | class | blocks | group  | group  | ... | block 0 | block 1 | ...
     *     +----------------+--------+--------+-----+---------+---------+---
     *
     * Groups describes the header of a group.
     */
    static final int ENTRY_BYTES = 16;
    static final int SLAB_HEADER = 16;
    static final int BLOCKS_PER_GROUP = 64;

    /** The offset of a slab's number of blocks; its size class stands before that. */
    static final int AT_BLOCKS = 4;

    static final int AT_RUN_SLABS = 4;

    static final int FREE = 0;
    static final int CARVING = 0xFFFD;
    static final int RUN_HEAD = 0xFFFE;
    static final int RUN_REST = 0xFFFF;

    private final Memory memory;
    private final int slabBytes;
    private final int slabsMax;
    private final int slabShift;
    private final long tableOffset = Superblock.BYTES;
    private final long firstSlabOffset;
    private final SpinLock changing = new SpinLock();
    private final EmptyChunks empty;
    private volatile int frontier;
    private volatile boolean refused;
    private int freeBelowFrontier;
    private int searchFrom;
    private long committedBytes;

    Slabs(Memory memory, int slabBytes, boolean isThere) {
        this.memory = memory;
        this.slabBytes = slabBytes;
        this.slabShift = Integer.numberOfTrailingZeros(slabBytes);
        long bytes = memory.region().bytes();
        this.slabsMax = (int) ((bytes - Superblock.BYTES) / (slabBytes + ENTRY_BYTES)) - 1;
        long tableEnd = tableOffset + (long) slabsMax * ENTRY_BYTES;
        this.firstSlabOffset = (tableEnd + slabBytes - 1) / slabBytes * slabBytes;
        if (slabsMax < 1 || (!isThere && !memory.region().commit(0, Math.min(firstSlabOffset, Superblock.BYTES)))) {
            throw new OutOfBlocks(firstSlabOffset);
        }
        this.frontier = isThere ? memory.getInt(memory.atOffset(Superblock.AT_FRONTIER)) : 0;
        this.committedBytes = Superblock.BYTES + ((long) frontier << slabShift);
        for (int i = 0; i < frontier; i++) {
            freeBelowFrontier += memory.getInt(entry(i)) == FREE ? 1 : 0;
        }
        this.empty = new EmptyChunks(memory.region(), firstSlabOffset, slabsMax, slabShift);
    }

    static int headerBytes(int blocks) {
        return SLAB_HEADER + (blocks + BLOCKS_PER_GROUP - 1) / BLOCKS_PER_GROUP * Groups.HEADER;
    }

    /** How many blocks of {@code blockBytes} a slab holds, beside its headers. */
    static int blocksPerSlab(int slabBytes, int blockBytes) {
        int blocks = (slabBytes - SLAB_HEADER) / blockBytes;
        while (headerBytes(blocks) + blocks * blockBytes > slabBytes) {
            blocks--;
        }
        return blocks;
    }

    /** The address of the header of the group {@code g} in the slab at {@code slab}. */
    static long group(long slab, int g) {
        return slab + SLAB_HEADER + (long) g * Groups.HEADER;
    }

    /** The bytes of a slab. */
    public int slabBytes() {
        return slabBytes;
    }

    int slabsMax() {
        return slabsMax;
    }

    /** One past the highest slab ever used. */
    public int frontier() {
        return frontier;
    }

    /** Looks again how many slabs the store has, which another process writes. */
    void refresh() {
        int now = memory.getIntAcquire(memory.atOffset(Superblock.AT_FRONTIER));
        if (now != frontier) {
            frontier = now;
            committedBytes = Superblock.BYTES + ((long) now << slabShift);
        }
    }

    /** The bytes of all slabs that were ever used. */
    public long committedBytes() {
        return committedBytes;
    }

    /** The bytes of the slabs below the frontier that are taken. An estimate without the lock. */
    public long usedBytes() {
        return (long) (frontier - freeBelowFrontier) << slabShift;
    }

    /** The bytes of all slabs that were ever used, without those that were given back to the system and not used since. */
    public long residentBytes() {
        return committedBytes - empty.goneBytes();
    }

    /** The address of slab {@code index}. */
    public long at(int index) {
        return memory.atOffset(firstSlabOffset + ((long) index << slabShift));
    }

    /** The slab of the byte at {@code at}. */
    public int indexOf(long at) {
        return (int) ((memory.offset(at) - firstSlabOffset) >> slabShift);
    }

    /** The size class of slab {@code index}, or -1 if it does not hold blocks. */
    public int sizeClass(int index) {
        int state = memory.getIntAcquire(entry(index));
        return state == FREE || state >= CARVING ? -1 : state - 1;
    }

    /** Whether a run of slabs begins at {@code index}. */
    public boolean isRunHead(int index) {
        return memory.getIntAcquire(entry(index)) == RUN_HEAD;
    }

    /** The number of slabs of the run that begins at {@code index}. */
    public int runSlabs(int index) {
        return memory.getInt(entry(index) + AT_RUN_SLABS);
    }

    /** Takes a slab to be cut into blocks, or returns -1 when none is left. */
    int takeToCarve() {
        return take(1, CARVING);
    }

    /** Lets other threads see that a slab has blocks of {@code sizeClass}. Its headers are written. */
    void publish(int index, int sizeClass) {
        memory.setIntRelease(entry(index), sizeClass + 1);
    }

    /** Takes a run of slabs for one large object, or returns -1 when there is none. */
    int takeRun(int slabs) {
        return take(slabs, RUN_HEAD);
    }

    private int take(int slabs, int state) {
        changing.acquire();
        try {
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
        } finally {
            changing.held = 0;
        }
    }

    /** Whether the system had no room for the last growth of the store: the disk of its file is full. */
    public boolean wasRefused() {
        return refused;
    }

    /** Whether {@code slabs} neighbours can be taken now. O(slabs). */
    boolean haveRun(int slabs) {
        changing.acquire();
        try {
            boolean above = !refused && slabs <= slabsMax - lastFree();
            return above || (freeBelowFrontier >= slabs && scan(0, frontier, slabs) >= 0);
        } finally {
            changing.held = 0;
        }
    }

    /** The first of the free slabs directly below the frontier; the frontier if there are none. */
    private int lastFree() {
        int index = frontier;
        while (index > 0 && memory.getInt(entry(index - 1)) == FREE) {
            index--;
        }
        return index;
    }

    /** Takes the free slabs directly below the frontier, and as many above it as are needed. */
    private int extend(int slabs) {
        int index = lastFree();
        int free = frontier - index;
        boolean fits = slabs <= slabsMax - index;
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
    void load(int slabs) {
        changing.acquire();
        try {
            if (slabs < 0 || frontier != 0) {
                throw new IllegalArgumentException("a frontier of " + slabs + " slabs, after " + frontier);
            }
            if (slabs > slabsMax || extend(slabs) < 0) {
                throw new OutOfBlocks((long) slabs * slabBytes);
            }
            freeBelowFrontier = slabs;
        } finally {
            changing.held = 0;
        }
    }

    /** Frees the slab {@code index}, and the run in which it is. Alone in the store. */
    void clear(int index) {
        int head = index;
        while (head > 0 && memory.getInt(entry(head)) == RUN_REST) {
            head--;
        }
        int slabs = memory.getInt(entry(head)) == RUN_HEAD ? runSlabs(head) : 1;
        for (int i = 0; i < slabs; i++) {
            memory.setInt(entry(head + i), FREE);
        }
    }

    /** Extends a mapped file over the slabs and their table entries, before anybody touches them. */
    private boolean commit(int index, int slabs) {
        long entries = tableOffset + (long) index * ENTRY_BYTES;
        long from = firstSlabOffset + ((long) index << slabShift);
        long to = from + ((long) slabs << slabShift);
        if (!memory.region().commit(entries, entries + (long) slabs * ENTRY_BYTES)
                || !memory.region().commit(from, to)) {
            return false;
        }
        committedBytes += to - from;
        return true;
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
            length = memory.getInt(entry(i)) == FREE ? length + 1 : 0;
            if (length == slabs) {
                return i - slabs + 1;
            }
        }
        return -1;
    }

    void mark(int index, int slabs, int state) {
        empty.take(index, slabs);
        memory.setInt(entry(index) + AT_RUN_SLABS, slabs);
        for (int i = 1; i < slabs; i++) {
            memory.setIntRelease(entry(index + i), RUN_REST);
        }
        memory.setIntRelease(entry(index), state);
    }

    /** Gives back a slab whose blocks are all free, or a run. */
    void giveBack(int index) {
        changing.acquire();
        try {
            int slabs = runSlabs(index);
            for (int i = 0; i < slabs; i++) {
                memory.setIntRelease(entry(index + i), FREE);
            }
            freeBelowFrontier += slabs;
            searchFrom = Math.min(searchFrom, index);
        } finally {
            changing.held = 0;
        }
    }

    /**
     * Gives the pages of slabs back to the system that were free at the last call, too, and not used between. Takes the lock for each chunk
     * anew, as giving one back takes some ten microseconds.
     */
    public void giveBackEmpty() {
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

    /** Gives the pages of all free slabs back to the system, after the store was closed. */
    public void giveBackAll() {
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
                empty.countGone((long) freeBelowFrontier << slabShift);
            }
        } finally {
            changing.held = 0;
        }
    }

    private void giveBackFree(int from, int to) {
        int begin = from;
        for (int slab = from; slab < to; slab++) {
            if (memory.getInt(entry(slab)) != FREE) {
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
            if (memory.getInt(entry(slab)) != FREE) {
                empty.sawUsed(chunk);
                return;
            }
        }
        empty.sawEmpty(chunk);
    }

    /** Frees the slabs that an error left taken, but not yet cut or marked as a run. Only while nobody takes or cuts slabs. */
    void repair() {
        changing.acquire();
        try {
            freeBelowFrontier = 0;
            searchFrom = 0;
            for (int index = 0; index < frontier; ) {
                int state = memory.getInt(entry(index));
                if (state >= CARVING && state != RUN_HEAD) {
                    memory.setIntRelease(entry(index), FREE);
                    state = FREE;
                }
                freeBelowFrontier += state == FREE ? 1 : 0;
                index += state == RUN_HEAD ? runSlabs(index) : 1;
            }
        } finally {
            changing.held = 0;
        }
    }

    private long entry(int index) {
        return memory.atOffset(tableOffset + (long) index * ENTRY_BYTES);
    }
}
