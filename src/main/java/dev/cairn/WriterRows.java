package dev.cairn;

import dev.cairn.internal.alloc.Owners;
import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.StoreFile;

/** The processes that have rows in a file. */
record WriterRows(StoreFile file, int generation) implements Owners {
    /** This process has its row from now on, and says so in the store. */
    static WriterRows begin(StoreFile file, Memory memory, int generation) {
        WriterRows begun = new WriterRows(file, generation);
        new RowOwner(memory, begun.row()).begin(generation);
        return begun;
    }

    @Override
    public int row() {
        return file.locks().row();
    }

    @Override
    public boolean isAlive(int row) {
        return row == row() || !file.locks().isRowFree(row);
    }
}
