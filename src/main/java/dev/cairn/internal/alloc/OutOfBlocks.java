package dev.cairn.internal.alloc;

/** The internal signal that no block is left. The store's core catches it, relieves the store and tries again. */
public final class OutOfBlocks extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long bytes;

    /** There is no block of {@code bytes}. */
    public OutOfBlocks(long bytes) {
        super("no block of " + bytes + " bytes", null, false, false);
        this.bytes = bytes;
    }

    /** The size asked for. */
    public long bytes() {
        return bytes;
    }
}
