package dev.cairn.internal.life;

import dev.cairn.internal.memory.NoRoom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an error cut a change of a store short, and what is done about it. One a store. */
final class Health {
    /*
     * Protocol
     *   1  An error leaves a change, or the reclaimer's work, half done. Whoever catches it writes it to failure, in the frame that
     *      caught it and without a call, before it lets its stripe or turn go: a call could overflow the stack again.
     *   2  From then on nothing is lowered or freed: the reclaimer takes every stripe before it lowers anything, and looks here after
     *      that. Counts only rise, so reading stays right.
     *   3  The reclaimer's thread, or who needs the reclaimer, mends: holds turn and all stripes, counts all references again from
     *      the tokens and names, and writes the counts (Repair, I10). Then failure is null again.
     *   4  If mending fails for want of memory or stack, it is tried again: by the reclaimer's thread after a while that grows, and
     *      by every caller who needs it, who is told when it fails. What a recount cannot explain is damage: that is never mended.
     * Evidence: FailureTest, OverflowTest.
     */
    private static final int LONGEST_REST = 6;

    private final NodeSpace space;
    private final Tokens tokens;
    private final Roots roots;
    private final StripeGate gate;

    /** What cut the last change short; null while counts are right. Written in the frame that caught it, without a call. */
    volatile @Nullable Throwable failure;

    /** Whether an overflow of the stack ever cut a change short. */
    volatile boolean isCautious;

    private volatile @Nullable Throwable unmended;
    private volatile int tries;
    private volatile long mended;
    private int rest;

    /** What the reclaimer's thread is going to tell, when it holds no lock. */
    private volatile Repair.@Nullable Result untold;

    Health(NodeSpace space, Tokens tokens, Roots roots, StripeGate gate) {
        this.space = space;
        this.tokens = tokens;
        this.roots = roots;
        this.gate = gate;
    }

    /** How often counts were made right again. */
    long mended() {
        return mended;
    }

    /**
     * For the reclaimer's thread, at every tick: mends, but rests the longer the more often that failed, and tells what was done.
     *
     * @return whether counts are right
     */
    boolean mendSometimes() {
        if (failure != null && !isBeyondRepair() && --rest <= 0) {
            rest = 1 << Math.min(LONGEST_REST, tries);
            try {
                mend();
            } catch (RuntimeException e) {
                return false; // each caller who needs the reclaimer is told
            }
        }
        Repair.Result last = untold;
        if (last != null) {
            untold = null; // only then: another thread may have mended since
            space.errors().tell(last.message());
        }
        return failure == null;
    }

    /**
     * Makes all counts right again, if an error cut a change short. O(nodes), then; all changes wait meanwhile.
     *
     * @throws RuntimeException the named exception of a corrupt store, if that can't be done
     */
    void mend() {
        if (failure == null) {
            return;
        }
        gate.exclusively(tokens.turn(), this::mendAlone, StripeGate.LET_IN_NANOS);
    }

    private boolean isBeyondRepair() {
        return failure instanceof RuntimeException || unmended instanceof RuntimeException;
    }

    /** As {@link #mend}, for who keeps all changes and the reclaimer out already. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time
    Health mendAlone() {
        Throwable cause = failure;
        if (cause == null) {
            return this;
        }
        if (isBeyondRepair()) {
            throw told();
        }
        try {
            untold = Repair.of(space, tokens, roots, cause);
            failure = null;
            unmended = null;
            tries = 0;
            mended++;
            return this;
        } catch (NoRoom e) {
            tries++;
            throw space.noRoom(e);
        } catch (RuntimeException | Error e) {
            unmended = e;
            tries++;
            throw told();
        }
    }

    /** What is wrong with the store, and why it was not mended. */
    private RuntimeException told() {
        Throwable cause = failure;
        if (cause instanceof RuntimeException e) {
            return e;
        }
        Throwable reason = unmended;
        return space.corrupt(
                "I9: counts may be too low after " + cause + "; they could not be made right in " + tries
                        + " tries, the last of which ended with " + reason,
                Objects.requireNonNull(cause));
    }
}
