package dev.cairn.internal.life;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scope knows: its thread, and the tokens of the bases and builders made in it, whose counts fall when it ends. */
public final class ScopeState extends OpenFlag {
    private static final int SWEEP_MIN = 256;

    private final Thread owner = Thread.currentThread();
    private final Core core;
    private final @Nullable ScopeState outer;
    private final List<Token> tokens = new ArrayList<>();
    private final Hold hold = new Hold();
    private int holds;
    private int nextSweep = SWEEP_MIN;
    private boolean ended;

    ScopeState(Core core, @Nullable ScopeState outer) {
        super(core.errors(), false);
        this.core = core;
        this.outer = outer;
    }

    @Nullable
    ScopeState outer() {
        return outer;
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

    /** As {@link #check}, for who uses the scope itself. */
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
        core.check();
    }

    /** Keeps the scope from ending as long as it is open. */
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

    /** Notes a token. Those of dead versions, which the reclaimer sees to, are forgotten, so that a long scope does not gather them. */
    void add(Token token) {
        if (tokens.size() >= nextSweep) {
            tokens.removeIf(Token::isDead);
            nextSweep = Math.max(SWEEP_MIN, 2 * tokens.size());
        }
        tokens.add(token);
    }

    /** Ends the scope: what was made in it is dropped at once. */
    public void end() {
        requireOpen();
        if (holds > 0) {
            throw new IllegalStateException("a scope cannot end while an operation of its thread looks at elements");
        }
        core.leave(this);
        ended = true;
        Stripe stripe = core.enterAlways();
        boolean tookMore = false;
        try {
            for (Token token : tokens) {
                token.giveUp(stripe);
            }
            tookMore = stripe.tookMore();
        } catch (Error e) {
            core.health.failure = e;
            throw e;
        } finally {
            stripe.busy = 0;
        }
        core.relieve(tookMore);
        tokens.clear();
    }
}
