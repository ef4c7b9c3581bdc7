package dev.cairn;

import java.io.Serial;

/** Thrown when a store has no room, after all that was dead was freed; the store is as it was before the operation. */
public final class StoreFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long requested;
    private final long live;
    private final long max;

    /** Makes the exception: {@code requested} more bytes, {@code live} bytes in use, {@code max} bytes at most. */
    public StoreFullException(long requested, long live, long max) {
        this(requested, live, max, "");
    }

    StoreFullException(long requested, long live, long max, String reason) {
        super("no room for " + requested + " bytes: " + live + " of at most " + max + " bytes are in use" + reason);
        this.requested = requested;
        this.live = live;
        this.max = max;
    }

    /** The bytes that did not fit. */
    public long requested() {
        return requested;
    }

    /** The bytes in use, or at hand for threads that allocate. */
    public long live() {
        return live;
    }

    /** The size the store may grow to. */
    public long max() {
        return max;
    }
}
