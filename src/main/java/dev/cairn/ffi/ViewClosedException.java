package dev.cairn.ffi;

import java.io.Serial;

/** Thrown when a {@link View} is used that was closed. */
public final class ViewClosedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    ViewClosedException(long size) {
        super("this view of " + size + " elements was closed; take another one of the version by Ffi.view");
    }
}
