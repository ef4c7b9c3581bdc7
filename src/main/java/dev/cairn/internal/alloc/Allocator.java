package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
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
    private final HeldBytes held;
    private final Offering offering;
    private volatile @Nullable BlockMarks marks;
    private int failAt;
    private @Nullable Error failWith;

    /** Formats the region under {@code memory} for slabs of {@code slabBytes}. In a file, for a process that stays alone in it. */
    public Allocator(Memory memory, int bits, int slabBytes, long seed) {
        this(memory, bits, slabBytes, seed, Owners.alone());
    }

    /** As above; others may {@link #join} the process {@code owner} when the file is formatted. */
    public Allocator(Memory memory, int bits, int slabBytes, long seed, Owners owner) {
        this(memory, slabBytes, owner, false, true);
        Superblock.format(memory, bits, slabBytes, slabs.slabsMax(), slabs.offset(0), seed);
    }

    /** The blocks of a store that is in a file already, which no other process has open. {@link #setHeldBytes} follows, or a repair. */
    public static Allocator attach(Memory memory, int slabBytes, Owners owner) {
        return new Allocator(memory, slabBytes, owner, true, true);
    }

    /** The blocks of a store in a file in which other processes allocate. */
    public static Allocator join(Memory memory, int slabBytes, Owners owner) {
        return new Allocator(memory, slabBytes, owner, true, false);
    }

    /** The blocks of a store in a file that this process only reads. */
    public static Allocator toRead(Memory memory, int slabBytes) {
        return new Allocator(memory, slabBytes, null, true, false);
    }

    private Allocator(Memory memory, int slabBytes, @Nullable Owners owner, boolean isThere, boolean isAlone) {
        Owners others = memory.region().isNamed() ? owner : null;
        this.memory = memory;
        this.classes = new SizeClasses(slabBytes);
        this.slabs = others == null
                ? new Slabs(memory, slabBytes, isThere)
                : new SharedSlabs(memory, slabBytes, others, isThere, isAlone);
        this.groups = new Groups(memory);
        this.held = others == null ? new HeldBytes() : new SharedHeldBytes(memory, others, isAlone);
        this.offering = new Offering(classes, slabs, groups);
    }

    /** Sets how many bytes are held. Nobody takes or frees any meanwhile. */
    public void setHeldBytes(long bytes) {
        held.set(bytes);
    }

    /** Notes in the file how many bytes are held. */
    public void noteHeldBytes() {
        held.note();
    }

    /** Believes what a process noted that was killed, until all references are counted again. */
    public void readHeldBytes() {
        long noted = memory.getLong(memory.atOffset(Superblock.AT_HELD));
        setHeldBytes(noted <= 0 ? slabs.usedBytes() : Math.min(noted, slabs.committedBytes()));
    }

    /** Takes notice of slabs that other processes added, and of bytes that they took and freed. If an error left the slab table locked, this ends that. */
    public void refresh() {
        slabs.refresh();
        held.refresh();
    }

    /**
     * Frees the slabs that a dead process was cutting, and counts what it had taken as taken by nobody in particular. Reclaimer only; nobody
     * has the row {@code row} meanwhile. O(slabs). If the caller is killed, the next one does it again.
     */
    public void sweepRow(int row) {
        slabs.repair(index -> OwnerWord.row(slabs.carver(index)) == row);
        held.sweep(row);
    }

    /** Empty magazines for one stripe. */
    public Magazines magazines() {
        return new Magazines(classes.count());
    }

    /** The bytes of a copy of magazines. */
    public int copyBytes() {
        return Magazines.ROW_BYTES * classes.count();
    }

    /** The magazines of which another process keeps a copy at {@code row}, and which stands still. */
    public Magazines magazinesAt(long row) {
        return Magazines.ofCopy(memory, row, classes.count());
    }

    /** Whether {@link #sweepRow} has something to do. */
    public boolean hasTaken(int row) {
        return held.hasTaken(row);
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
        return held.held();
    }

    /** About as {@link #heldBytes}: what a process that writes the file noted. */
    public long notedBytes() {
        return memory.getLong(memory.atOffset(Superblock.AT_HELD));
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
        return held.freed();
    }

    /** All bytes that this process ever took from the stacks. */
    public long takenBytes() {
        return held.takenHere();
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
        long bits = magazines.bits[c] != 0 ? magazines.bits[c] : refill(magazines, c);
        magazines.keep(memory, c, bits & (bits - 1));
        return memory.reference(
                magazines.firstBlock[c] + (long) Long.numberOfTrailingZeros(bits) * classes.blockBytes(c));
    }

    /** Takes up to {@code to - from} blocks, one at least, and writes their references to {@code taken} from {@code from} on; returns how many. */
    public int allocate(Magazines magazines, long bytes, int[] taken, int from, int to) {
        taken[from] = allocate(magazines, bytes);
        if (bytes > classes.largest()) {
            return 1;
        }
        int c = classes.classOf((int) bytes);
        int most = failAt == 0 ? to : Math.min(to, from + failAt);
        int end = magazines.take(memory, c, classes.blockBytes(c), taken, from + 1, most);
        failAt -= failAt == 0 ? 0 : end - from - 1;
        return end - from;
    }

    private int allocateRun(Magazines magazines, long bytes) {
        int index = slabs.takeRun(runSlabs(bytes));
        if (index < 0) {
            throw new OutOfBlocks(bytes);
        }
        long taken = blockBytesFor(bytes);
        magazines.takenBytes += taken;
        held.take(taken);
        return memory.reference(slabs.at(index));
    }

    private long refill(Magazines magazines, int c) {
        long group = groups.pop(c);
        if (group == 0) {
            group = carve(c);
        }
        long bits = groups.take(group);
        long slab = slabs.at(slabs.indexOf(group));
        int inSlab = (int) (group - slab - SlabTable.SLAB_HEADER) / Groups.HEADER;
        magazines.group[c] = group;
        if (magazines.row != 0) {
            memory.setInt(magazines.row + (long) Magazines.ROW_BYTES * c + Magazines.AT_GROUP, memory.reference(group));
            VarHandle.releaseFence(); // before the bits
        }
        magazines.firstBlock[c] = classes.firstBlock(c, slab, inSlab);
        long bytes = (long) Long.bitCount(bits) * classes.blockBytes(c);
        magazines.takenBytes += bytes;
        held.take(bytes);
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
        memory.setInt(slab + SlabTable.AT_BLOCKS, classes.blocksPerSlab(c));
        for (int g = 0; g < classes.groups(c); g++) {
            groups.format(SlabTable.group(slab, g), classes.blocksIn(c, g));
        }
        slabs.publish(index, c);
        for (int g = classes.groups(c) - 1; g > 0; g--) {
            groups.push(c, SlabTable.group(slab, g));
        }
        return SlabTable.group(slab, 0);
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
            groups.addBits(SlabTable.group(slabs.at(slab), index >>> 6), 1L << index);
            offering.touch(slab);
        } else if (slabs.isRunHead(slab) && at == slabs.at(slab)) {
            bytes = (long) slabs.runSlabs(slab) * slabs.slabBytes();
            clearMark(slab, 0, bytes);
            slabs.giveBack(slab);
        } else {
            throw new IllegalStateException("I11: freed twice, or never a block: " + reference);
        }
        held.free(bytes);
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
        offering.endCycle();
    }

    /** Gives back all empty slabs, also with groups on stacks; offers groups with little free if {@code every}. Reclaimer only. */
    public void trim(boolean every) {
        offering.trim(every);
    }

    /**
     * As {@link #trim}, once after a process was killed: also offers the groups that it was taking or offering. {@code letChangesEnd} returns when
     * all changes have ended that are under way. Reclaimer only.
     */
    public void trimAfterKill(Runnable letChangesEnd) {
        offering.trimAfterKill(letChangesEnd);
    }

    /** Frees the blocks that wait in {@code magazines}. Reclaimer only, and the caller holds their stripe. */
    public void empty(Magazines magazines) {
        if (magazines.row != 0) {
            memory.zeroWords(magazines.row, magazines.rowBytes()); // first: see Magazines.row
            VarHandle.releaseFence();
        }
        held.free(magazines.putBack(classes, groups));
    }

    /** Gives back the blocks that wait in the magazines whose copy is at {@code row}. They are offered at the next {@link #trim}. */
    public void giveBackRow(long row) {
        held.free(Magazines.putBackRow(memory, row, classes, slabs, groups));
    }

    /**
     * Makes the slab table valid after an error or a kill anywhere. After that a block counts as allocated if it is free in no group and
     * waits in no magazine, used or not. Called by who holds turn and all stripes of all processes; it then frees the unused blocks and calls
     * {@link #restart}.
     */
    public void repair() {
        slabs.repair(_ -> true);
    }

    /**
     * Takes every group off its stack, also one that was on its way, gives empty slabs back, offers all free blocks, and counts the bytes
     * of the others. Only after {@link #repair}. Writes to each slab once: in a file, this is what costs.
     */
    public void restart() {
        setHeldBytes(offering.restart());
    }

    /** Walks over all blocks. */
    public BlockWalk walk() {
        return new BlockWalk(memory, classes, slabs, groups);
    }
}
