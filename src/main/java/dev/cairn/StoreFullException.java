package dev.cairn;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a store has no room for an operation, even after the nodes of all dead versions were freed, or when the operation needs a
 * block larger than the whole store. The operation has no effect. The message names the limit: {@link StoreOptions#maxBytes(long)}, or the
 * disk.
 */
public final class StoreFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String REMEDY = " Reachable versions keep their nodes. Make the store larger with"
            + " StoreOptions.maxBytes, the standard store with -Ddev.cairn.maxBytes=8g";
    private static final String UNCOLLECTED =
            ". Dead versions may have some of them, because the garbage collector did not run on request:"
                    + " is -XX:+DisableExplicitGC set, or is Epsilon the collector?";
    private static final String DISK =
            ", but the disk is full: without native access a store is a file in /dev/shm or java.io.tmpdir."
                    + " Make room there, or allow native access by --enable-native-access";

    private final long requested;
    private final long live;
    private final long max;

    /** Creates the exception: {@code requested} more bytes did not fit, {@code live} bytes are in use, of at most {@code max} bytes. */
    public StoreFullException(long requested, long live, long max) {
        this(requested, live, max, "." + REMEDY);
    }

    private StoreFullException(long requested, long live, long max, String reason) {
        super("no room for " + requested + " bytes: " + live + " of at most " + max + " bytes are in use" + reason);
        this.requested = requested;
        this.live = live;
        this.max = max;
    }

    /**
     * The exception for a store in the file {@code path}, for which there is no room on the disk or in the memory that has it. If the path is
     * null, the memory of a store without a path is a file.
     */
    static StoreFullException ofDisk(long requested, long live, long max, @Nullable Path path) {
        String reason = path == null ? DISK : ", but the file system of " + path + " is full" + left(path);
        return new StoreFullException(requested, live, max, reason);
    }

    private static String left(Path path) {
        try {
            FileStore files = Files.getFileStore(path);
            return ": " + files + " (" + files.type() + ") has " + files.getUsableSpace() + " of "
                    + files.getTotalSpace() + " bytes left. Make room there, or use another directory";
        } catch (IOException e) {
            return ". Make room there, or use another directory";
        }
    }

    /** The exception for a lack of memory in the system, outside the store or for the store; {@code reason} describes it. */
    static StoreFullException ofSystem(long requested, long live, long max, String reason) {
        return new StoreFullException(requested, live, max, "; " + reason);
    }

    /** The exception for a store in which dead versions may still take room. */
    static StoreFullException uncollected(long requested, long live, long max) {
        return new StoreFullException(requested, live, max, UNCOLLECTED + REMEDY);
    }

    /** The bytes that did not fit. */
    public long requested() {
        return requested;
    }

    /** The bytes in use, including blocks ready for threads that allocate. */
    public long live() {
        return live;
    }

    /** The size to which the store may grow. */
    public long max() {
        return max;
    }
}
