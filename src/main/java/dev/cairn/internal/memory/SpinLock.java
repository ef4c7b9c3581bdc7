package dev.cairn.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock that is held for moments. Its holder releases it by writing 0 to {@link #held} in the frame that took it. A call there could
 * overflow the stack, and the lock would be held for ever.
 */
public final class SpinLock extends SpinLockWord {
    /* As many bytes behind the word as before it: 64 bytes, a cache line. */
    @SuppressWarnings("unused")
    private int after0, after1;
    @SuppressWarnings("unused")
    private long after2, after3, after4, after5, after6, after7, after8;

    private static final VarHandle HELD = FieldHandle.of(MethodHandles.lookup(), "held", int.class);

    /** Takes the lock, after waiting for its holder. */
    public void acquire() {
        for (int tries = 0; held != 0 || !HELD.compareAndSet(this, 0, 1); tries++) {
            Backoff.pause(tries);
        }
    }
}
