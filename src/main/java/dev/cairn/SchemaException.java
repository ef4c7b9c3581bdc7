package dev.cairn;

import java.io.Serial;

/**
 * Thrown when a store in a file has collections of a kind that this program cannot read, or not in the way that it asks for: a component,
 * a type or a constant differs, a class is missing, or a codec is needed that only the program has. The message says which, with both
 * sides, and what to do. Nothing was changed.
 */
public final class SchemaException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public SchemaException(String message) {
        super(message);
    }
}
