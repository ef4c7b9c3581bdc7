package dev.cairn.internal.life;

import dev.cairn.internal.memory.FieldHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Says with one read whether a store, or a scope's versions, may be used. Only if not, the slow way finds out why. */
class OpenFlag {
    private static final VarHandle OPEN = FieldHandle.of(MethodHandles.lookup(), "open", boolean.class);

    private final StoreErrors errors;

    @SuppressWarnings("UnusedVariable") // through OPEN
    private boolean open;

    OpenFlag(StoreErrors errors, boolean open) {
        this.errors = errors;
        this.open = open;
    }

    final boolean isOpen() {
        return (boolean) OPEN.getOpaque(this);
    }

    /** Lets every later use throw. */
    final void close() {
        OPEN.setOpaque(this, false);
    }

    /** Throws unless the calling thread may use the store or scope. */
    final void require() {
        if (!isOpen()) {
            requireSlowly();
        }
    }

    /** Called if the flag is not set. Throws unless the caller may pass all the same. */
    void requireSlowly() {
        throw errors.storeClosed();
    }
}
