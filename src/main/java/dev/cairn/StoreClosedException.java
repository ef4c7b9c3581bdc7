package dev.cairn;

import java.io.Serial;

/** Thrown when a closed store, or a version in a closed store, is used. */
public final class StoreClosedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the failed operation
     */
    public StoreClosedException(String message) {
        super(message);
    }
}
