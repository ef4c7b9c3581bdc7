package dev.cairn.internal.life;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** The processes that have rows in a file, or this one alone. */
final class CrewWriters implements Writers {
    /* Where only one process can write at a time, it has row 0, and all others have ended. */
    private final Memory memory;
    private final @Nullable Crew crew;
    private final int row;
    private final int generation;

    CrewWriters(Memory memory, @Nullable Crew crew) {
        this.memory = memory;
        this.crew = crew;
        this.row = crew == null ? 0 : crew.row();
        this.generation = crew == null
                ? (int) memory.getLong(memory.atOffset(Superblock.AT_OPENINGS))
                : new RowOwner(memory, row).generation();
    }

    @Override
    public int row() {
        return row;
    }

    @Override
    public int generation() {
        return generation;
    }

    @Override
    public boolean hasEnded(int ofRow, int ofGeneration) {
        return isReplaced(ofRow, ofGeneration) || (ofRow != row && (crew == null || crew.locks.isRowFree(ofRow)));
    }

    @Override
    public boolean isReplaced(int ofRow, int ofGeneration) {
        int last = ofRow == row ? generation : crew == null ? 0 : new RowOwner(memory, ofRow).generation();
        return last != ofGeneration;
    }

    @Override
    public long patienceNanos() {
        return crew == null ? 0 : Crew.LOST_LOCK_NANOS;
    }

    @Override
    public long pid(int ofRow) {
        return crew == null ? ProcessHandle.current().pid() : new RowOwner(memory, ofRow).pid();
    }
}
