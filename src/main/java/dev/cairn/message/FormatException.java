package dev.cairn.message;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown when what is read is no value: it breaks the format, is more than the limits allow, or names what is not known. */
public final class FormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * Makes the exception.
     *
     * @param unit what the offset counts, say {@code "byte"}
     * @param offset where the value begins that is wrong
     * @param problem what is wrong, with the values
     * @param cause what was thrown below, if anything
     */
    public FormatException(String unit, long offset, String problem, @Nullable Throwable cause) {
        super("at " + unit + " " + offset + ": " + problem, cause);
        this.offset = offset;
    }

    /** Where the value begins that is wrong, from the start: in bytes for Nota, in words of 8 bytes for Wota. */
    public long offset() {
        return offset;
    }
}
