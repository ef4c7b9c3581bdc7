package dev.cairn.internal.memory;

/** The internal signal that the system has no memory outside the heap. The caller throws an exception for users instead. */
public final class NoRoom extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long bytes;

    NoRoom(long bytes, String message) {
        super(message);
        this.bytes = bytes;
    }

    /** The size asked for. */
    public long bytes() {
        return bytes;
    }
}
