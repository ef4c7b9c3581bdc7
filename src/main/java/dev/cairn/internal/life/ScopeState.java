package dev.cairn.internal.life;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a scope: its thread, and the tokens of the bases and builders made in it. Their counts fall when the scope ends. */
public final class ScopeState extends OpenFlag {
    private static final int SWEEP_MIN = 256;

    private final Thread owner = Thread.currentThread();
    private final NodeSpace space;
    private final @Nullable ScopeState outer;
    private final List<Token> tokens = new ArrayList<>();
    private final Hold hold = new Hold();
    private int holds;
    private int nextSweep = SWEEP_MIN;
    private boolean ended;

    ScopeState(NodeSpace space, @Nullable ScopeState outer) {
        super(space.errors, false);
        this.space = space;
        this.outer = outer;
    }

    @Nullable
    ScopeState outer() {
        return outer;
    }

    /** How many scopes are open in its thread, this one and those around it. */
    int depth() {
        return outer == null ? 1 : 1 + outer.depth();
    }

    /** Whether its thread has not ended. */
    boolean isOfLiving() {
        return owner.isAlive();
    }

    /**
     * Throws unless the scope is open and this is its thread.
     *
     * @throws WrongThreadException in another thread
     * @throws IllegalStateException after the scope's end
     */
    public void check() {
        if (!owner.equals(Thread.currentThread())) {
            throw new WrongThreadException("this version is confined to a scope of " + owner
                    + "; what the scope's keep() returns may be used by any thread");
        }
        if (ended) {
            throw new IllegalStateException("this version died with its scope; a version outlives it by keep()");
        }
    }

    /** As {@link #check}, for a caller that uses the scope itself. */
    public void requireOpen() {
        if (!owner.equals(Thread.currentThread())) {
            throw new WrongThreadException("this scope belongs to " + owner + ", which alone may use it");
        }
        if (ended) {
            throw new IllegalStateException("this scope has ended");
        }
    }

    @Override
    void requireSlowly() {
        check();
        space.check();
    }

    /** Keeps a scope from ending until it is closed. */
    public final class Hold implements AutoCloseable {
        private Hold() {}

        @Override
        public void close() {
            holds--;
        }
    }

    Hold hold() {
        holds++;
        return hold;
    }

    /** Adds a token. Forgets now and then the tokens of dead holders, which the reclaimer ends, so that a long scope does not gather them. */
    void add(Token token) {
        if (tokens.size() >= nextSweep) {
            tokens.removeIf(Token::isDead);
            nextSweep = Math.max(SWEEP_MIN, 2 * tokens.size());
        }
        tokens.add(token);
    }

    /** Throws unless the calling thread may end the scope now. */
    void requireUnheld() {
        requireOpen();
        if (holds > 0) {
            throw new IllegalStateException("a scope cannot end while an operation of its thread looks at elements");
        }
    }

    /** Ends the scope; returns its tokens, which the caller gives up. */
    List<Token> end() {
        ended = true;
        return tokens;
    }
}
