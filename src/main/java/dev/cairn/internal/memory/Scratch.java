package dev.cairn.internal.memory;

/**
 * Memory for the notes of one computation, off the heap like a store's but with a known end: zero at first, gone at
 * {@link #close()}. It does not count towards the JVM's limit of direct memory, which is that of the heap.
 */
public final class Scratch implements AutoCloseable {
    private static final long LEAST = 64;

    private final Region region;
    private final Memory memory;

    /** Takes {@code bytes}. */
    public Scratch(long bytes) {
        this.region = Region.reserve(Math.max(LEAST, bytes));
        this.memory = new Memory(region);
        if (!region.commit(0, region.bytes())) {
            region.release();
            throw new OutOfMemoryError("no room for a file of " + bytes + " bytes");
        }
    }

    /** The bytes; not to be touched any more after {@link #close()}, not even read. */
    public Memory memory() {
        return memory;
    }

    /** Gives the memory back at once. */
    @Override
    public void close() {
        region.release();
    }
}
