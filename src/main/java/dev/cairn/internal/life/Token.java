package dev.cairn.internal.life;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import org.jspecify.annotations.Nullable;

/**
 * The counts that one on-heap holder owns, kept until the collector found the holder dead or its scope ended. It has no
 * queue: enqueueing costs several times the reference itself, so the reclaimer polls.
 */
public final class Token extends PhantomReference<Object> {
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(Token.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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

    /** Changes what the holder owns, as a builder goes on; the caller holds a stripe. Takes both. */
    public void hold(int newFirst, int newSecond) {
        first = newFirst;
        second = newSecond;
    }

    /** Lets the holder, which the caller can reach, own nothing more; returns the first owned. The caller holds a stripe. */
    public int takeFirst() {
        if (!end()) {
            throw new IllegalStateException("a token that has ended");
        }
        int owned = first;
        hold(0, 0);
        return owned;
    }

    /** The first of the two that the holder owns. */
    public int first() {
        return first;
    }

    boolean hasEnded() {
        return (boolean) ENDED.getOpaque(this);
    }

    boolean isDead() {
        return hasEnded() || refersTo(null);
    }

    /** Whether the caller is the one who lowers the counts: the reclaimer and the end of a scope may both want to. */
    boolean end() {
        return ENDED.compareAndSet(this, false, true);
    }
}
