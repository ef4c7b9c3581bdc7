package dev.cairn.internal.memory;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The internal signal that a file cannot be used as a store. The caller throws an exception for users instead. */
public final class FileProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong. The exception for users has the same names. */
    public enum Reason {
        IN_USE,
        ALREADY_THERE,
        NOT_ACCESSIBLE,
        NOT_PRIVATE,
        NOT_LOCAL,
        NOT_A_STORE,
        OTHER_LAYOUT,
        OTHER_OPTIONS,
        TRUNCATED,
        DAMAGED,
        SYSTEM_RESTARTED,
        TOO_MANY_READERS,
        TOO_MANY_WRITERS,
        SEVERAL_NAMES
    }

    private final transient Path path;
    private final Reason reason;

    /** The file {@code path} cannot be used; {@code message} says why, and what to do. */
    public FileProblem(Path path, Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.path = path;
        this.reason = reason;
    }

    /** As the other, without a cause. */
    public FileProblem(Path path, Reason reason, String message) {
        this(path, reason, message, null);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
