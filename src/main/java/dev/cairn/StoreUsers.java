package dev.cairn;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeldAlone;
import dev.cairn.internal.life.PinFile;
import dev.cairn.internal.life.Processes;
import dev.cairn.internal.memory.ByteLocks;
import dev.cairn.internal.memory.StoreFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A part of {@link Store}: the processes that use it, and what they hold. */
abstract class StoreUsers {
    abstract StoreMemory memory();

    abstract Core core();

    /**
     * The processes that use the store now, this one included: first those that write it, then those that only read it. Of a store in memory it is
     * this one. Nobody is disturbed: what a process holds stands in the store, and this only reads it. So the figures are of about one moment
     * while processes work. O(versions that all of them hold), and some system calls for each process.
     *
     * <p>A process that was killed is gone from the list as soon as it is dead, or some milliseconds later. What it held is given back after
     * that.
     */
    public List<StoreProcess> processes() {
        core().check();
        return memory().file == null
                ? List.of(alone())
                : used().all().stream().map(StoreProcess::of).toList();
    }

    /**
     * The bytes of the nodes that only {@code process} keeps alive: what is freed when it lets go of all its versions, or ends. What is in an atom, or
     * in a version of another process, does not count; nor do unused blocks. Versions are included that are dead, and that its collector has not
     * found yet. Returns 0 if the process has ended.
     *
     * <p>All processes that write stand still meanwhile: O(nodes), and one bit of heap for each block. Processes that only read go on.
     *
     * @throws ReadOnlyStoreException if this process only reads the store
     * @throws StoreFileException if another process does not stand still, because it was stopped, say
     */
    public long bytesHeldOnlyBy(StoreProcess process) {
        Objects.requireNonNull(process, "process");
        return memory().file == null
                ? (process.isOwn() ? HeldAlone.ofAll(core()) : 0)
                : used().bytesHeldOnlyBy(process.identity());
    }

    /** The number of the process with one more than its row in the low half, and its generation in the high half; empty if it does not live. */
    final OptionalLong living(long process) {
        if (process == 0) {
            return OptionalLong.empty();
        }
        StoreFile file = memory().file;
        if (file == null) {
            return OptionalLong.of(ProcessHandle.current().pid());
        }
        int row = (int) process - 1;
        RowOwner owner = new RowOwner(core().memory(), row & (ByteLocks.WRITERS - 1));
        boolean isLast = owner.generation() == (int) (process >>> Integer.SIZE);
        boolean isOwn = !core().isReadOnly() && file.locks().row() == row;
        boolean lives = isLast && (isOwn || new Living(file.locks()).isWriting(row));
        return lives ? OptionalLong.of(owner.pid()) : OptionalLong.empty();
    }

    private StoreProcess alone() {
        StoreStats stats = StoreStats.of(core(), Optional.empty());
        return new StoreProcess(
                0,
                ProcessHandle.current().pid(),
                Instant.ofEpochMilli(memory().since),
                Instant.now(),
                true,
                false,
                true,
                stats.versionsAlive(),
                core().allocator().takenBytes(),
                core().unusedBytes());
    }

    private Processes used() {
        StoreFile file = Objects.requireNonNull(memory().file);
        PinFile pins = Objects.requireNonNull(memory().pins);
        return new Processes(core(), pins, new Living(file.locks()));
    }

    /** Who lives, as the locks say. */
    private record Living(ByteLocks locks) implements Processes.Living {
        @Override
        public boolean isWriting(int row) {
            return !locks.isRowFree(row);
        }

        @Override
        public boolean isReading(int row) {
            return !locks.inFreeReaderRow(row, () -> {});
        }

        @Override
        public int row() {
            return locks.row();
        }
    }
}
