package dev.cairn.internal.life;

import dev.cairn.internal.memory.FieldHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import org.jspecify.annotations.Nullable;

/**
 * The counts that one holder on the heap owns, until the collector finds the holder dead or its scope ends. A token is in no reference
 * queue, since enqueueing costs several times as much as the reference: the reclaimer polls.
 */
public class Token extends PhantomReference<Object> {
    private static final VarHandle ENDED = FieldHandle.of(MethodHandles.lookup(), "ended", boolean.class);

    int first;
    int second;

    /** Whether the holder edits the nodes that it owns, so that their counts may be too low at the moment. */
    private boolean busy;

    final boolean isOfBase;
    final @Nullable Throwable birth;

    @SuppressWarnings("UnusedVariable") // through ENDED
    private boolean ended;

    Token(Object holder, boolean isOfBase, int first, int second, @Nullable Throwable birth) {
        super(holder, null);
        this.first = first;
        this.second = second;
        this.isOfBase = isOfBase;
        this.birth = birth;
    }

    /**
     * Begins a step in which the holder, a builder say, edits nodes that it owns in place. Until the next {@link #hold} their counts may be
     * too low. So if the process dies, nobody may lower the counts of this token. The caller holds a stripe.
     */
    public void edit() {
        busy = true;
    }

    /** Sets the references that the holder owns, a builder say, and ends its step. The caller holds a stripe. Takes both. */
    public void hold(int newFirst, int newSecond) {
        first = newFirst;
        second = newSecond;
        busy = false;
    }

    /**
     * Sets the references that the holder owns after an error cut its step short: their counts may be too low. So the step does not end, until all
     * references have been counted again, and the token is told to hold what it has.
     */
    public final void cut(int newFirst, int newSecond) {
        first = newFirst;
        second = newSecond;
    }

    /** Lets the token own nothing, after {@link #end}. Its slot stays as it is. */
    final void forget() {
        first = 0;
        second = 0;
        busy = false;
    }

    /** Whether the holder is in a step. */
    boolean isBusy() {
        return busy;
    }

    /** Ends the token of a holder that the caller can reach; returns its first reference owned. The caller holds a stripe. */
    public int takeFirst() {
        if (!end()) {
            throw new IllegalStateException("a token that has ended");
        }
        int owned = first;
        hold(0, 0);
        return owned;
    }

    /** The slot of the ledger in which the references stand as well; -1 if there is none. */
    int slot() {
        return -1;
    }

    /** Gives away what the holder owned, after {@link #end}: to {@code drops}, or to the ledger if the token has a slot there. */
    final void giveTo(IntStack drops) {
        if (slot() >= 0) {
            die();
        } else {
            drops.expect(2);
            drops.addUnlessNil(first);
            drops.addUnlessNil(second);
        }
        forget();
    }

    /** Lets the slot of the token die, if it has one, after {@link #end}. */
    void die() {}

    /** The first of the two references that the holder owns. */
    public int first() {
        return first;
    }

    boolean hasEnded() {
        return (boolean) ENDED.getOpaque(this);
    }

    boolean isDead() {
        return hasEnded() || refersTo(null);
    }

    /** Ends the token; returns whether the caller is the first, who lowers the counts. The reclaimer and the end of a scope may both try. */
    boolean end() {
        return ENDED.compareAndSet(this, false, true);
    }
}
