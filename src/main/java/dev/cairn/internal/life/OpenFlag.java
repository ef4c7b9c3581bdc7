package dev.cairn.internal.life;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Whether what belongs to a store may be used, asked with one read; what stands behind it is asked only if it may not be. */
class OpenFlag {
    private static final VarHandle OPEN;

    static {
        try {
            OPEN = MethodHandles.lookup().findVarHandle(OpenFlag.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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

    /** Throws unless what this stands for may be used by the calling thread. */
    final void require() {
        if (!isOpen()) {
            requireSlowly();
        }
    }

    /** Throws unless there is another reason to let the caller pass. */
    void requireSlowly() {
        throw errors.storeClosed();
    }
}
