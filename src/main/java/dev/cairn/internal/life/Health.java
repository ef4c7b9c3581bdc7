package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NoRoom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Knows whether an error cut a change of a store short, and has the counts repaired. One a store. */
final class Health {
    /*
     * Protocol
     *   1  An error leaves a change, or the reclaimer's work, half done. The thread that catches the error writes it to failure before
     *      it lets its stripe or turn go. It does so in the frame that caught the error and without a call: a call could overflow the
     *      stack again. Then it writes that to the file, by a call. If this overflows, the next change writes it, or the repair.
     *   2  From then on no count is lowered and no node freed: the reclaimer takes every stripe before it lowers anything, and reads
     *      failure after that. Counts only rise, so reading stays right.
     *   3  The reclaimer's thread, or a thread that needs the reclaimer, repairs: it holds turn and all stripes, counts all references
     *      again from the tokens and names, and writes the counts (Repair, I10). Then failure is null again.
     *   4  If there was no memory or stack for the repair, it is tried again: by the reclaimer's thread, after rests that grow, and by
     *      every caller that needs the reclaimer; the caller gets an exception if it fails. A state that a recount cannot explain is
     *      damage, and is never repaired.
     * Evidence: FailureTest, OverflowTest.
     */
    private static final int LONGEST_REST = 6;

    private final NodeSpace space;
    private final Tokens tokens;
    private final Roots roots;
    private final StripeGate gate;

    /** The error that cut a change short; null while counts are right. Written in the frame that caught it, without a call. */
    volatile @Nullable Throwable failure;

    /** Whether an error ever cut a change short. */
    volatile boolean isCautious;

    private volatile @Nullable Throwable repairFailure;
    private volatile int tries;
    private volatile long repairs;
    private int rest;

    /** The repair of which the reclaimer's thread tells the program as soon as it holds no lock. */
    private volatile Repair.@Nullable Result untold;

    Health(NodeSpace space, Tokens tokens, Roots roots, StripeGate gate) {
        this.space = space;
        this.tokens = tokens;
        this.roots = roots;
        this.gate = gate;
    }

    /** How often the counts were repaired. */
    long repairs() {
        return repairs;
    }

    /**
     * Called by the reclaimer's thread at every tick. Repairs, but after each failure rests longer; tells the program of the last repair.
     *
     * @return whether counts are right
     */
    boolean repairSometimes() {
        if (failure != null && space.crew == null && !space.isDetached() && !isBeyondRepair() && --rest <= 0) {
            rest = 1 << Math.min(LONGEST_REST, tries);
            try {
                repair();
            } catch (RuntimeException e) {
                return false; // each caller that needs the reclaimer gets the exception
            }
        }
        Repair.Result last = untold;
        if (last != null) {
            untold = null; // only now: another thread may have repaired meanwhile
            space.errors.tell(last.message());
        }
        return failure == null;
    }

    /**
     * Repairs all counts if an error cut a change short. Then O(nodes), and all changes wait meanwhile.
     *
     * @throws RuntimeException the named exception of a corrupt store, if the counts cannot be repaired
     */
    void repair() {
        if (failure == null || space.crew != null) { // then CrewWork repairs, while all processes stand still
            return;
        }
        gate.exclusively(tokens.turn, this::repairAlone, StripeGate.LET_IN_NANOS);
    }

    boolean isBeyondRepair() {
        return failure instanceof RuntimeException || repairFailure instanceof RuntimeException;
    }

    /** As {@link #repair}, for a caller that holds turn and all stripes. */
    Health repairAlone() {
        Throwable cause = failure;
        if (cause == null || space.isDetached()) { // the next process that opens the file counts again
            return this;
        }
        if (isBeyondRepair()) {
            throw unrepaired();
        }
        repairAfter("a change was cut short by " + cause.getClass().getName());
        return this;
    }

    /** Repairs all counts, after an error here or in another process. All processes stand still. */
    void repairForAll() {
        if (isBeyondRepair()) {
            throw unrepaired();
        }
        if (failure == null) {
            failure = new ProcessFailure();
        }
        repairAfter("a process ended in the middle of a change, or an error cut one short");
    }

    /** An error in another process. */
    private static final class ProcessFailure extends Error {
        private static final long serialVersionUID = 1;

        ProcessFailure() {
            super("another process ended, or had an error, in the middle of a change", null, false, false);
        }
    }

    /** Writes again to the file that an error came here, which may have had no room on its stack for that. */
    void noteAgain() {
        if (failure != null) {
            space.noteFailure();
        }
    }

    /** Forgets an error of this process, after another one has repaired all counts. */
    void repairedByOther() {
        if (failure instanceof Error) {
            failure = null;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time
    private void repairAfter(String cause) {
        try {
            untold = Repair.of(space, tokens, roots, cause);
            failure = null;
            repairFailure = null;
            tries = 0;
            repairs++;
        } catch (NoRoom e) {
            tries++;
            throw space.noRoom(e);
        } catch (RuntimeException | Error e) {
            repairFailure = e;
            tries++;
            throw unrepaired();
        }
    }

    /** As {@link #hasFoundLost}, while all processes stand still; returns how many bytes were freed. */
    long findLost() {
        Repair.Result found = countLost();
        return found == null ? 0 : found.freedBytes();
    }

    /**
     * Frees what processes had in hand that were killed; returns whether there may be any. The caller holds turn and all stripes. O(nodes),
     * if there is. If an error cuts this short, it is as if it had cut a change short.
     */
    boolean hasFoundLost() {
        return countLost() != null;
    }

    private Repair.@Nullable Result countLost() {
        if (space.ledger() == null || space.isDetached() || failure != null) {
            return null;
        }
        if (space.hasFailedAnywhere()) {
            repairForAll(); // which frees what is lost, too
            return untold;
        }
        Repair.Result found;
        try {
            tokens.releaser.finishInherited();
            if (!hasLost()) {
                return null;
            }
            found = Repair.of(space, tokens, roots, "processes that were killed had lost nodes");
        } catch (NoRoom e) {
            throw e; // nothing was counted
        } catch (RuntimeException e) {
            failure = space.corrupt(String.valueOf(e.getMessage()), e);
            space.noteFailure();
            throw unrepaired();
        } catch (Error e) {
            failure = e;
            space.noteFailure();
            throw e;
        }
        if (!found.tooLow().isEmpty()) {
            throw space.errors.corrupt(found.tooLow());
        }
        return found;
    }

    private boolean hasLost() {
        Memory memory = space.memory();
        return memory.getInt(memory.atOffset(Superblock.AT_LOST)) != 0;
    }

    /**
     * Frees all that only holders of this process own, if counts are right; returns whether that succeeded. The caller holds turn and all
     * stripes.
     */
    boolean close(Attachment attachment) {
        if (failure != null || space.hasFailedAnywhere()) {
            space.noteFailure();
            return false;
        }
        try {
            return attachment.close();
        } catch (Error e) {
            failure = e;
            space.noteFailure();
            throw e;
        }
    }

    /** The exception that says what is wrong with the store, and why it was not repaired. */
    private RuntimeException unrepaired() {
        Throwable cause = failure;
        if (cause instanceof RuntimeException e) {
            return e;
        }
        Throwable reason = repairFailure;
        return space.corrupt(
                "I9: counts may be too low after " + cause + "; they could not be made right in " + tries
                        + " tries, the last of which ended with " + reason,
                Objects.requireNonNull(cause));
    }
}
