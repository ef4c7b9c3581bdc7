package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/** Owns one letter on behalf of a handle, until that is opened, sent or closed; each happens once. */
public abstract sealed class Envelope permits NodeEnvelope, ShortEnvelope {
    /* state goes from UNREAD to IN_USE by compare-and-set; who did that sets it back, or to how the letter ended. */
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Envelope.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What became of a letter. */
    public enum State {
        /** Nothing yet. */
        UNREAD("unread"),
        /** A thread opens or sends it. */
        IN_USE("in use"),
        /** It was opened. */
        OPENED("opened already"),
        /** It was sent. */
        SENT("sent already"),
        /** It was closed. */
        CLOSED("closed");

        private final String said;

        State(String said) {
            this.said = said;
        }

        @Override
        public String toString() {
            return said;
        }
    }

    final Core core;
    private volatile State state = State.UNREAD;

    Envelope(Core core) {
        this.core = core;
    }

    /** The store's core. */
    public final Core core() {
        return core;
    }

    /** How many words there are. */
    public abstract int words();

    /** The word {@code index}, which is less than {@link #words()}, as long as this can be reached. */
    public abstract long word(long index);

    /** What became of it. */
    public final State state() {
        return state;
    }

    /**
     * Lets the caller, and nobody else, use the letter, until it calls {@link #release} or {@link #end}, or sends it.
     *
     * @throws IllegalStateException if it was used up, or another thread uses it
     */
    public final void use() {
        if (!begin()) {
            throw new IllegalStateException("the letter is " + state);
        }
    }

    /**
     * As {@link #use}, but false if it was used up.
     *
     * @throws IllegalStateException if it is in use: by another thread, or by code that its opening calls
     */
    public final boolean begin() {
        State seen = (State) STATE.compareAndExchange(this, State.UNREAD, State.IN_USE);
        if (seen == State.IN_USE) {
            throw new IllegalStateException(
                    "the letter is " + seen + " by another thread, or by code that its opening calls");
        }
        return seen == State.UNREAD;
    }

    /** Ends a use that changed nothing; does nothing if the letter was sent or given, whatever went wrong after that. */
    public final void release() {
        STATE.compareAndSet(this, State.IN_USE, State.UNREAD);
    }

    /** Sets the state, for who uses the letter. */
    final void become(State next) {
        STATE.setRelease(this, next);
    }

    /** Ends a use that leaves the letter, opened, to those who can reach this; it is dropped when nobody can. */
    public final void keep() {
        become(State.OPENED);
    }

    /** Ends a use, and drops the letter, unless it {@linkplain #give gave} what it had. */
    public final void end(State how) {
        if (state == State.IN_USE) {
            become(how);
            drop();
        }
    }

    /** One more count of {@code stone}, to which the letter refers. Returns it owned. */
    public final int share(Stripe stripe, int stone) {
        try {
            return core.counts().raise(stone);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * One count of {@code stone}, to which the letter refers, for the value that the caller opens: the letter's own, if it has nothing
     * else, and is opened with that, whatever comes after. Returns it owned.
     */
    public int give(Stripe stripe, int stone) {
        return share(stripe, stone);
    }

    /** Ends a use by writing the letter into the place of {@code lane} that the caller claimed. */
    final void send(Stripe stripe, Lane lane, long claim) {
        become(State.SENT);
        fill(stripe, lane, claim);
    }

    abstract void drop();

    abstract void fill(Stripe stripe, Lane lane, long claim);
}
