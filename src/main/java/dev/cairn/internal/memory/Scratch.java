package dev.cairn.internal.memory;

/**
 * Memory for the notes of one computation, off the heap like a store's but with a known end: zero at first, gone at
 * {@link #close()}. It does not count towards the JVM's limit of direct memory, which is that of the heap.
 */
public final class Scratch implements AutoCloseable {
    private static final long LEAST = 64;

    private final Region region;
    private final Memory memory;

    /**
     * Takes {@code bytes}.
     *
     * @throws NoRoom if the system has not so many
     */
    public Scratch(long bytes) {
        this.region = Region.reserve(Math.max(LEAST, bytes));
        this.memory = new Memory(region);
        if (!region.commit(0, region.bytes())) {
            region.release();
            throw new NoRoom(bytes, "the disk has no room for a file of them");
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
