package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that are held in a file, in which several processes may allocate and one at a time frees. */
final class SharedHeldBytes extends HeldBytes {
    /*
     * Words: held = taken of each row + taken of nobody in particular - freed
     *   Each process adds what it takes to the word of its own row. The one that frees writes freed.
     *   The copies on the heap (what this process took, what all others took, and freed) are for readers, also of a file that was left. They
     *   are renewed when this process has taken a group (note), and at the beginning of each cycle (refresh). While nobody else allocates,
     *   they are exact.
     * The row of a dead process is swept
     *   1  sum := taken of nobody + taken of the row
     *   2  moving := row + 1
     *   3  taken of nobody := sum; taken of the row := 0
     *   4  moving := 0
     *   Whoever frees next and finds moving goes on with 3, which can be done twice. So nothing is counted twice, or not at all, for longer
     *   than that.
     * Evidence: SharedSlabsKillTest, SharedAllocatorTest, SharedProcessesTest.
     */
    private final Memory memory;
    private final int row;

    /** Whether no other process can free, so that a simple write is enough. */
    private final boolean isOnlyOne;

    private final AtomicLong freed = new AtomicLong();
    private volatile long takenByOthers;

    /** {@code isAlone}: no other process has the file open. */
    SharedHeldBytes(Memory memory, Owners owners, boolean isAlone) {
        this.memory = memory;
        this.row = owners.row();
        this.isOnlyOne = owners.areAlone();
        if (isAlone) {
            clear();
        }
        noteRow();
        setTaken(get(takenAt(row)));
        refresh();
    }

    /** Forgets what earlier processes took and freed. {@link #set} follows. */
    private void clear() {
        memory.setInt(memory.atOffset(Superblock.AT_MOVING), 0);
        for (int old = Superblock.rowsUsed(memory) - 1; old >= 0; old--) {
            set(takenAt(old), 0);
        }
        memory.setInt(memory.atOffset(Superblock.AT_ROWS_USED), 0);
        set(Superblock.AT_TAKEN, 0);
        set(Superblock.AT_FREED, 0);
    }

    private static int takenAt(int row) {
        return Superblock.AT_ROWS + row * Superblock.ROW_BYTES + Superblock.AT_ROW_TAKEN;
    }

    private long get(int offset) {
        return memory.getLongAcquire(memory.atOffset(offset));
    }

    private void set(int offset, long value) {
        memory.setLongRelease(memory.atOffset(offset), value);
    }

    /** Lets others look at the row of this process, too. */
    private void noteRow() {
        for (int used = Superblock.rowsUsed(memory); used <= row; used = Superblock.rowsUsed(memory)) {
            memory.casInt(memory.atOffset(Superblock.AT_ROWS_USED), used, row + 1);
        }
    }

    @Override
    void take(long bytes) {
        super.take(bytes);
        memory.getAndAddLong(memory.atOffset(takenAt(row)), bytes);
    }

    @Override
    void free(long bytes) {
        long at = memory.atOffset(Superblock.AT_FREED);
        if (isOnlyOne) {
            memory.setLongRelease(at, memory.getLong(at) + bytes);
            sawFreed(memory.getLong(at));
        } else {
            sawFreed(memory.getAndAddLong(at, bytes) + bytes);
        }
    }

    /** A thread that read the word some time ago does not take the newer number away. */
    private void sawFreed(long now) {
        long seen = freed.get();
        while (now > seen && !freed.compareAndSet(seen, now)) {
            seen = freed.get();
        }
    }

    @Override
    long taken() {
        return takenHere() + takenByOthers;
    }

    @Override
    long freed() {
        return freed.get();
    }

    @Override
    void refresh() {
        sawFreed(get(Superblock.AT_FREED));
        takenByOthers = get(Superblock.AT_TAKEN) + sumOfOtherRows();
    }

    private long sumOfOtherRows() {
        long sum = 0;
        for (int other = Superblock.rowsUsed(memory) - 1; other >= 0; other--) {
            sum += other == row ? 0 : get(takenAt(other));
        }
        return sum;
    }

    @Override
    void set(long bytes) {
        finishMove();
        setTaken(get(takenAt(row)));
        set(Superblock.AT_TAKEN, bytes + get(Superblock.AT_FREED) - takenHere() - sumOfOtherRows());
        refresh();
    }

    @Override
    void note() {
        refresh();
        memory.setLong(memory.atOffset(Superblock.AT_HELD), held());
    }

    @Override
    boolean hasTaken(int other) {
        return get(takenAt(other)) != 0;
    }

    @Override
    void sweep(int dead) {
        finishMove();
        set(Superblock.AT_TAKEN_SUM, get(Superblock.AT_TAKEN) + get(takenAt(dead)));
        memory.setIntRelease(memory.atOffset(Superblock.AT_MOVING), dead + 1);
        finishMove();
    }

    /** Goes on where a process that swept a row was killed. */
    private void finishMove() {
        int moving = memory.getIntAcquire(memory.atOffset(Superblock.AT_MOVING));
        if (moving > 0 && moving <= Superblock.ROWS) {
            set(Superblock.AT_TAKEN, get(Superblock.AT_TAKEN_SUM));
            set(takenAt(moving - 1), 0);
            memory.setIntRelease(memory.atOffset(Superblock.AT_MOVING), 0);
        }
    }
}
