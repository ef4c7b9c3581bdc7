package dev.cairn;

import dev.cairn.internal.memory.FileProblem;
import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a file can't be used as a store, or as the image of one. The message has the path, the figures, and what to do. The file is left as it is. */
public final class StoreFileException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final Problem problem;

    /** What is wrong with a file. */
    public enum Problem {
        /** Another process, or this one, has opened the store for writing. */
        IN_USE,
        /** A store is to be restored into the file, and the file has content already. */
        ALREADY_THERE,
        /** The system refuses to open, make or map the file. */
        NOT_ACCESSIBLE,
        /** The file belongs to another user, or other users can use it. */
        NOT_PRIVATE,
        /** The file lies on a file system that other machines may use, too. */
        NOT_LOCAL,
        /** The file is no store. */
        NOT_A_STORE,
        /** The store has a layout, features or a byte order that this version of the library can't read. */
        OTHER_LAYOUT,
        /** The options of the store differ from those with which it is opened. */
        OTHER_OPTIONS,
        /** The file is shorter than its store. */
        TRUNCATED,
        /** The content of the file is damaged. */
        DAMAGED,
        /** The system was started anew while the store was open, so parts of the file may not have been written to the disk. */
        SYSTEM_RESTARTED,
        /** As many readers as are allowed have opened the store. */
        TOO_MANY_READERS,
        /** As many processes as are allowed have opened the store for writing. */
        TOO_MANY_WRITERS,
        /** The file has another name, too: a hard link. The locks of a store are beside one name. */
        SEVERAL_NAMES
    }

    StoreFileException(FileProblem e) {
        this(e.path(), Problem.valueOf(e.reason().name()), String.valueOf(e.getMessage()), e.getCause());
    }

    StoreFileException(Path path, Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.path = path;
        this.problem = problem;
    }

    /** The file of the store, the file beside it that has its locks, or the image. */
    public Path path() {
        return path;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
