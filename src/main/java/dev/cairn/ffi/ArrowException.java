package dev.cairn.ffi;

import java.io.Serial;

/** Thrown when a stream of Apache Arrow fails, or has columns or values that a collection can't take. */
public final class ArrowException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ArrowException(String message) {
        super(message);
    }
}
