package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.Memory;

/** A file from which the nodes of a store are loaded. What it says may be anything. */
interface LoadSource extends AutoCloseable {
    /** What the file says of its store. */
    ImageHead head();

    /**
     * Copies the nodes into a fresh store that has no core yet. Returns what the file says beside them.
     *
     * @throws FileProblem if the file is damaged
     */
    Catalogue load(Memory memory, Allocator allocator);

    /** The exception for a file that is damaged: {@code what} says where and how. */
    FileProblem damaged(String what);

    @Override
    void close();
}
