package dev.cairn.internal.alloc;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes were taken from the stacks, and how many were freed. In a file it is {@link SharedHeldBytes}. */
class HeldBytes {
    private final AtomicLong taken = new AtomicLong();
    private volatile long freed;

    /** A mutator took blocks. */
    void take(long bytes) {
        taken.getAndAdd(bytes);
    }

    /** Blocks were freed. Reclaimer only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void free(long bytes) {
        freed += bytes;
    }

    /** All bytes ever taken. */
    long taken() {
        return takenHere();
    }

    /** All bytes that this process ever took. */
    final long takenHere() {
        return taken.get();
    }

    /** All bytes ever freed. */
    long freed() {
        return freed;
    }

    /** Lets the bytes that are held be {@code bytes}. Nobody takes or frees any meanwhile. */
    void set(long bytes) {
        setTaken(bytes + freed);
    }

    /** Lets {@link #takenHere} be {@code bytes}. */
    final void setTaken(long bytes) {
        taken.set(bytes);
    }

    /** The bytes that were taken and not freed. */
    final long held() {
        return Math.max(0, taken() - freed());
    }

    /** Writes to the file how many bytes are held, if there is a file. */
    void note() {}

    /** Looks again what other processes took and freed. */
    void refresh() {}

    /** Whether the process with {@code row} took blocks. */
    boolean hasTaken(int row) {
        return false;
    }

    /** Counts what the dead process with {@code row} had taken as taken by nobody in particular. Reclaimer only. */
    void sweep(int row) {}
}
