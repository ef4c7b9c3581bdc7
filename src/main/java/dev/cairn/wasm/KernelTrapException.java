package dev.cairn.wasm;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a kernel did what it may not do: it read where no node can be, wrote outside of what it was given to fill, divided by zero, called
 * itself too often, or said itself that it can't go on. All versions are as they were, and so is a builder that was to be filled.
 */
public final class KernelTrapException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    KernelTrapException(String message) {
        this(message, null);
    }

    KernelTrapException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
