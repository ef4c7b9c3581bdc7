package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.util.function.IntPredicate;

/** The slabs of a file, in which several processes may allocate. Any of them may be killed at any instruction. */
final class SharedSlabs extends Slabs {
    /*
     * Protocol
     *   1  A thread takes the lock of its process (Slabs), and then that of the file (OwnerWord). So one thread a process waits for the
     *      latter, and each operation of the slabs is the same in a file as on the heap.
     *   2  When it has the lock of the file, it reads the frontier and the number of free slabs from the superblock: others may have changed
     *      them. It writes them before it lets the lock go. The copies on the heap are for readers without the lock, also of a file that
     *      was left.
     *   3  Who cuts a slab into blocks has no lock meanwhile. The entry is CARVING, and has the word of the process as its carver.
     *   4  Who steals the lock mends what the dead process left half done, before it does anything else. An error, too, leaves the lock with
     *      its process, which mends when it takes slabs again, or at the next cycle (refresh).
     *   5  When the row of a dead process is swept, the slabs that it was cutting become free, if nobody has mended since.
     * Invariants
     *   S1  While nobody has the lock, freeSlabs is the number of free slabs below the frontier, and a RUN_REST is in the run of a RUN_HEAD.
     *   S2  A run's head is marked last and freed first. So a RUN_REST without a head is part of nothing.
     *   S3  The file is extended before the frontier is raised, both under the lock. So nobody writes zeros below the frontier.
     *   S4  The carver is noted before the state is CARVING.
     *   S5  Mending needs only the table and the frontier, and only frees entries. So it can be cut short anywhere, and is done again.
     * Evidence: SharedSlabsKillTest (a death at each write, also of who mends), SharedAllocatorTest, SharedProcessesTest.
     */
    private final Memory memory;
    private final OwnerWord word;
    private final long freeSlabs;
    private final IntPredicate isOfDead = this::isOfDead;

    /** {@code isAlone}: no other process has the file open, so what it says of others is old. */
    SharedSlabs(Memory memory, int slabBytes, Owners owners, boolean isThere, boolean isAlone) {
        super(memory, slabBytes, isThere);
        this.memory = memory;
        this.word = new OwnerWord(memory, Superblock.AT_SLAB_LOCK, owners);
        this.freeSlabs = memory.atOffset(Superblock.AT_FREE_SLABS);
        if (isAlone) {
            exit();
        }
    }

    private void enter() {
        boolean isHalfDone = word.acquire();
        renew();
        if (isHalfDone) {
            super.repairLocked(isOfDead);
        }
    }

    private void exit() {
        memory.setInt(freeSlabs, free());
        word.release();
    }

    private boolean isOfDead(int index) {
        long carver = carver(index);
        return carver != 0 && !word.isAlive(carver);
    }

    @Override
    boolean isStale() {
        return super.isStale() || memory.getInt(freeSlabs) != free() || word.isMine();
    }

    @Override
    void refreshLocked() {
        if (word.isMine()) {
            enter();
            exit();
        } else {
            renew();
        }
    }

    @Override
    void renew() {
        super.renew();
        setFree(memory.getInt(freeSlabs));
    }

    @Override
    int takeLocked(int slabs, int state) {
        enter();
        int index = super.takeLocked(slabs, state);
        exit();
        return index;
    }

    @Override
    void mark(int index, int slabs, int state) {
        if (state == CARVING) {
            memory.setLong(entry(index) + AT_CARVER, word.mine());
        }
        super.mark(index, slabs, state);
    }

    @Override
    boolean haveRunLocked(int slabs) {
        enter();
        boolean have = super.haveRunLocked(slabs);
        exit();
        return have;
    }

    @Override
    void loadLocked(int slabs) {
        enter();
        super.loadLocked(slabs);
        exit();
    }

    @Override
    void giveBackLocked(int index) {
        enter();
        super.giveBackLocked(index);
        exit();
    }

    @Override
    void repairLocked(IntPredicate isLeft) {
        enter();
        super.repairLocked(isLeft);
        exit();
    }
}
