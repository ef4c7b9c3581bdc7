package dev.cairn;

import java.io.Serial;

/**
 * Thrown when a store has no room, after all that was dead was freed; the store is as it was before the operation. The message says
 * whether the limit is {@link StoreOptions#maxBytes(long)} or the disk.
 */
public final class StoreFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String REMEDY =
            " (maxBytes). Versions that are still referred to keep their nodes; a larger store is made by"
                    + " StoreOptions.maxBytes, a larger standard store by -Ddev.cairn.maxBytes=8g";
    private static final String UNCOLLECTED =
            "; dead versions may be among them, for the collector does not run when asked"
                    + " (is it -XX:+DisableExplicitGC or Epsilon?)";
    private static final String DISK =
            ", but the disk is full: without native access a store is a file in /dev/shm or java.io.tmpdir."
                    + " Make room there, or allow native access by --enable-native-access";

    private final long requested;
    private final long live;
    private final long max;

    /** Makes the exception: {@code requested} more bytes, {@code live} bytes in use, {@code max} bytes at most. */
    public StoreFullException(long requested, long live, long max) {
        this(requested, live, max, REMEDY);
    }

    private StoreFullException(long requested, long live, long max, String reason) {
        super("no room for " + requested + " bytes: " + live + " of at most " + max + " bytes are in use" + reason);
        this.requested = requested;
        this.live = live;
        this.max = max;
    }

    /** That of a store whose memory is a file on a disk that is full. */
    static StoreFullException ofDisk(long requested, long live, long max) {
        return new StoreFullException(requested, live, max, DISK);
    }

    /** That of a system that has no room outside the store, or for it, as {@code reason} says. */
    static StoreFullException ofSystem(long requested, long live, long max, String reason) {
        return new StoreFullException(requested, live, max, "; " + reason);
    }

    /** That of a store in which dead versions may take room. */
    static StoreFullException uncollected(long requested, long live, long max) {
        return new StoreFullException(requested, live, max, UNCOLLECTED + REMEDY);
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
