package dev.cairn.internal.alloc;

/** The internal signal that no block is left; whoever began the operation relieves the store and tries again. */
public final class OutOfBlocks extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long bytes;

    /** Says that {@code bytes} could not be had. */
    public OutOfBlocks(long bytes) {
        super("no block of " + bytes + " bytes", null, false, false);
        this.bytes = bytes;
    }

    /** The size asked for. */
    public long bytes() {
        return bytes;
    }
}
