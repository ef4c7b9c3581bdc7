package dev.cairn.internal.life;

import java.lang.ref.PhantomReference;
import org.jspecify.annotations.Nullable;

/**
 * The counts that one on-heap holder owns, kept until the collector found the holder dead. It has no queue: enqueueing
 * costs several times the reference itself, so the reclaimer polls.
 */
public final class Token extends PhantomReference<Object> {
    int first;
    int second;

    final @Nullable Throwable birth;

    Token(Object holder, int first, int second, @Nullable Throwable birth) {
        super(holder, null);
        this.first = first;
        this.second = second;
        this.birth = birth;
    }

    /** Changes what the holder owns, as a builder goes on; the caller holds a stripe. Takes both. */
    public void hold(int newFirst, int newSecond) {
        first = newFirst;
        second = newSecond;
    }

    boolean isDead() {
        return (first | second) == 0 || refersTo(null);
    }
}
