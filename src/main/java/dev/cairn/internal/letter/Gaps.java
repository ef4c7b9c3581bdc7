package dev.cairn.internal.letter;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.SpinLock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The places in the lanes of this process that were claimed and not filled, as an error cut their senders short. */
final class Gaps {
    /*
     * The stack of a thread that catches such an error may have no room for a call. So it writes its claim here in the frame that caught the error,
     * without a call: into the element that has the index of the claim's place, and then areLeft. Before the next send, at the next look for letters
     * here, and in each round of the reclaimer, the places are made VOID. So each of the process's letters behind them is received, as after
     * a death of the process. Two such threads at a moment, whose places are a multiple of 64 apart, would leave one gap until the process ends.
     * A place that was claimed stays: the receiver passes no empty one (Q3 in Lane).
     */
    private static final VarHandle CLAIM = MethodHandles.arrayElementVarHandle(long[].class);

    /** The bits of a claim that say which element is for it: those of its place. */
    static final int MASK = Segment.LETTERS - 1;

    /** For each place of a segment a claim of one; 0 for none. */
    final long[] claims = new long[Segment.LETTERS];

    /** Whether there is a claim. */
    volatile boolean areLeft;

    private final Memory memory;
    private final SpinLock closing = new SpinLock();

    Gaps(Memory memory) {
        this.memory = memory;
    }

    /** Lets the receiver skip all places that are left. Only while the segments are there. The stack has room. */
    void close() {
        closing.acquire();
        try {
            areLeft = false; // first: who leaves one meanwhile sets it again
            for (int i = 0; i < claims.length; i++) {
                long claim = (long) CLAIM.getAcquire(claims, i);
                if (claim != 0) {
                    close(claim);
                    CLAIM.compareAndSet(claims, i, claim, 0L);
                }
            }
        } finally {
            closing.held = 0;
        }
    }

    /** The error may have come after the letter was written. */
    private void close(long claim) {
        long state = Segment.state(memory, Lane.segmentOf(claim), Lane.placeOf(claim));
        if (memory.getIntAcquire(state) == Segment.EMPTY) {
            memory.setIntRelease(state, Segment.VOID);
        }
    }
}
