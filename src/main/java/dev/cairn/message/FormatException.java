package dev.cairn.message;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown when input is no value: it breaks the format, exceeds the limits, or names a type that the options do not have. */
public final class FormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * Makes the exception.
     *
     * @param unit the unit of the offset, such as {@code "byte"}
     * @param offset the place where the wrong value begins
     * @param problem the problem, with the values
     * @param cause the exception that was thrown below, or null
     */
    public FormatException(String unit, long offset, String problem, @Nullable Throwable cause) {
        super("at " + unit + " " + offset + ": " + problem, cause);
        this.offset = offset;
    }

    /** The place where the wrong value begins, from the start of the input: in bytes for Nota, in words of 8 bytes for Wota. */
    public long offset() {
        return offset;
    }
}
