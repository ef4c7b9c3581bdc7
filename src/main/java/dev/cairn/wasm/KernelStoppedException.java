package dev.cairn.wasm;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown in a thread that ran a kernel and was {@linkplain Thread#interrupt() interrupted}. The thread stays interrupted. All versions are as
 * they were, and so is a builder that was to be filled.
 */
public final class KernelStoppedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    KernelStoppedException(String function, @Nullable Throwable cause) {
        super("the thread was interrupted while it ran " + function, cause);
    }
}
