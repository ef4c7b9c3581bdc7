package dev.cairn;

import dev.cairn.internal.alloc.Owners;
import dev.cairn.internal.memory.StoreFile;

/** The processes that have rows in a file. */
record WriterRows(StoreFile file, int generation) implements Owners {
    @Override
    public int row() {
        return file.locks().row();
    }

    @Override
    public boolean isAlive(int row) {
        return row == row() || !file.locks().isRowFree(row);
    }
}
