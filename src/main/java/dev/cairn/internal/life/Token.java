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
public final class Token extends PhantomReference<Object> {
    private static final VarHandle ENDED = FieldHandle.of(MethodHandles.lookup(), "ended", boolean.class);

    int first;
    int second;

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

    /** Sets the references that the holder owns, a builder say. The caller holds a stripe. Takes both. */
    public void hold(int newFirst, int newSecond) {
        first = newFirst;
        second = newSecond;
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
