package dev.cairn.wasm;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown when bytes are no module, or a module needs what a store does not give it. The message says what, and what to do. */
public final class ModuleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ModuleException(String message) {
        this(message, null);
    }

    ModuleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
