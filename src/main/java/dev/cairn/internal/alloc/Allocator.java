package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands out blocks. Mutators take whole groups into the magazines of their stripe; the one reclaimer returns blocks, and
 * gives empty slabs back for any class.
 */
public final class Allocator {
    private final Memory memory;
    private final SizeClasses classes;
    private final Slabs slabs;
    private final Groups groups;
    private final AtomicLong takenBytes = new AtomicLong();
    private final TouchedSlabs touched = new TouchedSlabs();
    private volatile long freedBytes;
    private volatile @Nullable BlockMarks marks;
    private int failAt;
    private @Nullable Error failWith;

    /** Formats the region under {@code memory} for slabs of {@code slabBytes}. */
    public Allocator(Memory memory, int bits, int slabBytes, long seed) {
        this(memory, slabBytes, false);
        Superblock.format(memory, bits, slabBytes, slabs.slabsMax(), seed);
    }

    /** The blocks of a store that is in {@code memory} already. */
    public static Allocator attach(Memory memory, int slabBytes) {
        return new Allocator(memory, slabBytes, true);
    }

    /** Sets how many bytes are held, in a store that this process has just opened. */
    public void setHeldBytes(long bytes) {
        takenBytes.set(bytes + freedBytes);
    }

    /** Notes in the file how many bytes are held. */
    public void noteHeldBytes() {
        if (memory.region().isNamed()) {
            memory.setLong(memory.atOffset(Superblock.AT_HELD), heldBytes());
        }
    }

    /** Believes what a process noted that was killed, until all references are counted again. */
    public void readHeldBytes() {
        long held = memory.getLong(memory.atOffset(Superblock.AT_HELD));
        setHeldBytes(held <= 0 ? slabs.usedBytes() : Math.min(held, slabs.committedBytes()));
    }

    /** Takes notice of the slabs that the process that writes the store has added. */
    public void refresh() {
        slabs.refresh();
    }

    private Allocator(Memory memory, int slabBytes, boolean isThere) {
        this.memory = memory;
        this.classes = new SizeClasses(slabBytes);
        this.slabs = new Slabs(memory, slabBytes, isThere);
        this.groups = new Groups(memory);
    }

    /** Empty magazines for one stripe. */
    public Magazines magazines() {
        return new Magazines(classes.count());
    }

    /** The size classes. */
    public SizeClasses classes() {
        return classes;
    }

    /** The slab table. */
    public Slabs slabs() {
        return slabs;
    }

    /** The bytes taken from the stacks and not freed yet, including blocks that wait in magazines. */
    public long heldBytes() {
        return Math.max(0, takenBytes.get() - freedBytes);
    }

    /** The bytes of the blocks that wait in {@code magazines}, whose stripes the caller holds. */
    public long waitingBytes(Iterable<Magazines> magazines) {
        long bytes = 0;
        for (Magazines m : magazines) {
            bytes += m.waitingBytes(classes);
        }
        return bytes;
    }

    /** All bytes ever freed. */
    public long freedBytes() {
        return freedBytes;
    }

    /** All bytes ever taken from the stacks. */
    public long takenBytes() {
        return takenBytes.get();
    }

    /** Lets the {@code n}-th allocation from now fail (0: none); for tests. */
    public void failAt(int n) {
        failAt(n, null);
    }

    /** As {@link #failAt(int)}, but by {@code error}, for which no change is prepared. */
    public void failAt(int n, @Nullable Error error) {
        failAt = n;
        failWith = error;
    }

    private void fail(long bytes) {
        if (failWith != null) {
            throw failWith;
        }
        throw new OutOfBlocks(bytes);
    }

    /** Takes a block of at least {@code bytes}, not zeroed; the caller holds the stripe of these magazines. */
    public int allocate(Magazines magazines, long bytes) {
        if (failAt != 0 && --failAt == 0) {
            fail(bytes);
        }
        if (bytes > classes.largest()) {
            return allocateRun(magazines, bytes);
        }
        int c = classes.classOf((int) bytes);
        long bits = magazines.bits[c];
        if (bits == 0) {
            bits = refill(magazines, c);
        }
        magazines.bits[c] = bits & (bits - 1);
        if (magazines.row != 0) {
            memory.setLong(magazines.row + (long) Magazines.ROW_BYTES * c, bits & (bits - 1));
        }
        return memory.reference(
                magazines.firstBlock[c] + (long) Long.numberOfTrailingZeros(bits) * classes.blockBytes(c));
    }

    private int allocateRun(Magazines magazines, long bytes) {
        int count = runSlabs(bytes);
        int index = slabs.takeRun(count);
        if (index < 0) {
            throw new OutOfBlocks(bytes);
        }
        long taken = (long) count * slabs.slabBytes();
        magazines.takenBytes += taken;
        takenBytes.getAndAdd(taken);
        return memory.reference(slabs.at(index));
    }

    private long refill(Magazines magazines, int c) {
        long group = groups.pop(c);
        if (group == 0) {
            group = carve(c);
        }
        long bits = groups.take(group);
        long slab = slabs.at(slabs.indexOf(group));
        int inSlab = (int) (group - slab - Slabs.SLAB_HEADER) / Groups.HEADER;
        magazines.group[c] = group;
        if (magazines.row != 0) {
            memory.setInt(magazines.row + (long) Magazines.ROW_BYTES * c + Magazines.AT_GROUP, memory.reference(group));
            VarHandle.releaseFence(); // before the bits
        }
        magazines.firstBlock[c] = classes.firstBlock(c, slab, inSlab);
        long bytes = (long) Long.bitCount(bits) * classes.blockBytes(c);
        magazines.takenBytes += bytes;
        takenBytes.getAndAdd(bytes);
        return bits;
    }

    /** Cuts a fresh slab, pushes all its groups but the first, and returns the first. */
    private long carve(int c) {
        int index = slabs.takeToCarve();
        if (index < 0) {
            throw new OutOfBlocks(classes.blockBytes(c));
        }
        long slab = slabs.at(index);
        memory.setInt(slab, c);
        memory.setInt(slab + Slabs.AT_BLOCKS, classes.blocksPerSlab(c));
        for (int g = 0; g < classes.groups(c); g++) {
            groups.format(Slabs.group(slab, g), classes.blocksIn(c, g));
        }
        slabs.publish(index, c);
        for (int g = classes.groups(c) - 1; g > 0; g--) {
            groups.push(c, Slabs.group(slab, g));
        }
        return Slabs.group(slab, 0);
    }

    /** The bytes of the block that {@code reference} names. */
    public long blockBytes(int reference) {
        return blockBytesIn(slab(reference));
    }

    /** The bytes of each block in {@code slab}, which holds blocks. */
    public long blockBytesIn(int slab) {
        int c = slabs.sizeClass(slab);
        return c >= 0 ? classes.blockBytes(c) : (long) slabs.runSlabs(slab) * slabs.slabBytes();
    }

    /** The slab in which the block {@code reference} lies. */
    public int slab(int reference) {
        return slabs.indexOf(memory.at(reference));
    }

    /** How many blocks begin in {@code slab}, free ones included; a run of slabs is one block. */
    public int blocks(int slab) {
        int c = slabs.sizeClass(slab);
        if (c >= 0) {
            return classes.blocksPerSlab(c);
        }
        return slabs.isRunHead(slab) ? 1 : 0;
    }

    /** The index of the block {@code reference} in its slab, free or not; -1 if no block begins there. */
    public int blockIndex(int reference) {
        int slab = slab(reference);
        if (slab < 0 || slab >= slabs.frontier()) {
            return -1;
        }
        long at = memory.at(reference);
        int c = slabs.sizeClass(slab);
        if (c >= 0) {
            return blockIndex(at, slab, c);
        }
        return slabs.isRunHead(slab) && at == slabs.at(slab) ? 0 : -1;
    }

    private int blockIndex(long at, int slab, int c) {
        int inBlocks = (int) (at - slabs.at(slab)) - classes.headerBytes(c);
        int index = inBlocks / classes.blockBytes(c);
        boolean begins = inBlocks == index * classes.blockBytes(c) && inBlocks >= 0 && index < classes.blocksPerSlab(c);
        return begins ? index : -1;
    }

    /** The bytes of a block that is allocated for {@code bytes}. */
    public long blockBytesFor(long bytes) {
        return bytes > classes.largest()
                ? (long) runSlabs(bytes) * slabs.slabBytes()
                : classes.blockBytes(classes.classOf((int) bytes));
    }

    private int runSlabs(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + slabs.slabBytes() - 1) / slabs.slabBytes());
    }

    /** Frees a block and returns its bytes. Reclaimer only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public long free(int reference) {
        long at = memory.at(reference);
        int slab = slabs.indexOf(at);
        int c = slabs.sizeClass(slab);
        long bytes;
        if (c >= 0) {
            bytes = classes.blockBytes(c);
            if (Memory.CHECKED) {
                memory.fill(at, bytes, (byte) 0xDB);
            }
            int index = blockIndex(at, slab, c);
            if (index < 0) {
                throw new IllegalStateException("I11: not the start of a block: " + reference);
            }
            clearMark(slab, index, bytes);
            groups.addBits(Slabs.group(slabs.at(slab), index >>> 6), 1L << index);
            touched.add(slab);
        } else if (slabs.isRunHead(slab) && at == slabs.at(slab)) {
            bytes = (long) slabs.runSlabs(slab) * slabs.slabBytes();
            clearMark(slab, 0, bytes);
            slabs.giveBack(slab);
        } else {
            throw new IllegalStateException("I11: freed twice, or never a block: " + reference);
        }
        freedBytes += bytes;
        return bytes;
    }

    /** Before the block can be taken again. */
    private void clearMark(int slab, int index, long bytes) {
        BlockMarks cleared = marks;
        if (cleared != null) {
            cleared.clear(slab, index, bytes);
        }
    }

    /** Lets the reclaimer clear these marks of the blocks that it frees from now on; null for none. */
    public void setMarks(@Nullable BlockMarks marks) {
        this.marks = marks;
    }

    /** Offers the blocks that were freed since the last call to the mutators, and gives empty slabs back. Reclaimer only. */
    public void endCycle() {
        touched.drain(slab -> offerOrGiveBack(slab, false));
    }

    /** Frees the blocks that wait in {@code magazines}. Reclaimer only, and the caller holds their stripe. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void empty(Magazines magazines) {
        if (magazines.row != 0) {
            memory.zeroWords(magazines.row, magazines.rowBytes()); // first: see Magazines.row
            magazines.row = 0;
            VarHandle.releaseFence();
        }
        freedBytes += magazines.putBack(classes, groups);
    }

    /** Gives back all empty slabs, also with groups on stacks; offers groups with little free if {@code every}. Reclaimer only. */
    public void trim(boolean every) {
        for (int c = 0; c < classes.count(); c++) {
            for (long group = groups.pop(c); group != 0; group = groups.pop(c)) {
                groups.putAside(group);
            }
        }
        touched.forget();
        for (int slab = 0; slab < slabs.frontier(); slab++) {
            offerOrGiveBack(slab, every);
        }
    }

    /** Gives back the blocks that wait in the magazines whose copy is at {@code row}. They are offered at the next {@link #trim}. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void giveBackRow(long row) {
        freedBytes += Magazines.putBackRow(memory, row, classes, slabs, groups);
    }

    /**
     * Makes the slab table valid after an error or a kill anywhere. After that a block counts as allocated if it is free in no group and
     * waits in no magazine, used or not. Called by who holds turn and all stripes; it then frees the unused blocks and calls
     * {@link #restart}.
     */
    public void repair() {
        slabs.repair();
    }

    /**
     * Takes every group off its stack, also one that was on its way, gives empty slabs back, offers all free blocks, and counts the bytes
     * of the others. Only after {@link #repair}. Writes to each slab once: in a file, this is what costs.
     */
    public void restart() {
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
        setHeldBytes(held);
    }

    /** Returns the bytes of the slab's blocks that are not free. */
    private long offerAnew(int slab, int c) {
        int held = classes.blocksPerSlab(c);
        for (int g = 0; g < classes.groups(c); g++) {
            long group = Slabs.group(slabs.at(slab), g);
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
            groups.offer(c, Slabs.group(slabs.at(slab), g), every ? 1 : (classes.blocksIn(c, g) + 3) / 4);
        }
    }

    private boolean giveBackIfEmpty(int slab, int c) {
        long at = slabs.at(slab);
        for (int g = 0; g < classes.groups(c); g++) {
            if (!groups.isOff(Slabs.group(at, g))
                    || Long.bitCount(groups.bits(Slabs.group(at, g))) != classes.blocksIn(c, g)) {
                return false;
            }
        }
        slabs.giveBack(slab);
        return true;
    }

    /** Visits every allocated block. Only while no stripe is held and no reclaiming goes on, or as an estimate. */
    public void forEachAllocated(Iterable<Magazines> magazines, BlockWalk.BlockVisitor visitor) {
        new BlockWalk(memory, classes, slabs, groups).forEachAllocated(Magazines.waitingBits(magazines), visitor);
    }

    /** Sums the slabs up by size class; blocks in magazines count as in use. An estimate while others allocate. */
    public void forEachSizeClass(BlockWalk.SizeClassVisitor visitor) {
        new BlockWalk(memory, classes, slabs, groups).forEachSizeClass(visitor);
    }
}
