package dev.cairn.wasm;

import java.io.Serial;

/** Thrown when a thread uses a window while another one does, or while the same thread does. Each thread needs a window of its own. */
public final class WindowInUseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WindowInUseException(Thread user) {
        super("the window runs a function in " + user + "; make a window for each thread with kernel.on(store)");
    }
}
