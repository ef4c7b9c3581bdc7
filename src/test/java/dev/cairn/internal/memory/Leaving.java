package dev.cairn.internal.memory;

/** Lets a test leave the file of a store at any moment, as a thread sees it that was in the middle of an operation when the store was closed. */
public final class Leaving {
    private Leaving() {}

    /** Puts zeros in the place of the file. */
    public static void leave(Memory memory) {
        memory.region().leave();
    }
}
