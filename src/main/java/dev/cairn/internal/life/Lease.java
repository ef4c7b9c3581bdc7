package dev.cairn.internal.life;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Whether what belongs to a store may be used, asked with one read; what stands behind it is asked only if it may not be. */
class Lease {
    private static final VarHandle OPEN;

    static {
        try {
            OPEN = MethodHandles.lookup().findVarHandle(Lease.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Faults faults;

    @SuppressWarnings("UnusedVariable") // through OPEN
    private boolean open;

    Lease(Faults faults, boolean open) {
        this.faults = faults;
        this.open = open;
    }

    final boolean isOpen() {
        return (boolean) OPEN.getOpaque(this);
    }

    /** Lets every later use throw. */
    final void expire() {
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
        throw faults.storeClosed();
    }
}
