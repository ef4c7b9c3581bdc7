package dev.cairn;

import java.io.Serial;

/** Thrown by any use of a store, or of a version in it, after the store was closed. */
public final class StoreClosedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was attempted
     */
    public StoreClosedException(String message) {
        super(message);
    }
}
