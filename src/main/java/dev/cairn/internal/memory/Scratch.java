package dev.cairn.internal.memory;

/**
 * Memory off the heap for the notes of one computation: zero at first, released by {@link #close()}. It does not count towards the
 * JVM's limit of direct memory.
 */
public final class Scratch implements AutoCloseable {
    private static final long LEAST = 64;

    private final Region region;
    private final Memory memory;

    /**
     * Takes {@code bytes}.
     *
     * @throws NoRoom if the system has no memory for them
     */
    public Scratch(long bytes) {
        this.region = Region.reserve(Math.max(LEAST, bytes));
        this.memory = new Memory(region);
        if (!region.commit(0, region.bytes())) {
            region.release();
            throw new NoRoom(bytes, "the disk has no room for a file of them");
        }
    }

    /** The bytes. After {@link #close()} nobody may read or write them. */
    public Memory memory() {
        return memory;
    }

    /** Releases the memory at once. */
    @Override
    public void close() {
        region.release();
    }
}
