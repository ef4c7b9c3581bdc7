package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.FieldHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/** Owns one letter for a handle, until the letter is opened, sent or closed. Each letter ends in one of these three ways, once. */
public abstract class Envelope {
    /*
     * A thread sets state from UNREAD to IN_USE by compare-and-set. The same thread sets it back, or to the way in which the letter
     * ended.
     */
    private static final VarHandle STATE = FieldHandle.of(MethodHandles.lookup(), "state", State.class);

    /** The state of a letter. */
    public enum State {
        /** Nobody opened, sent or closed it. */
        UNREAD("unread"),
        /** A thread opens or sends it. */
        IN_USE("in use"),
        /** It was opened. */
        OPENED("opened already"),
        /** It was sent. */
        SENT("sent already"),
        /** It was closed. */
        CLOSED("closed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
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

    /** The number of words. */
    public abstract int words();

    /** The word {@code index}, which is less than {@link #words()}. The caller keeps this reachable. */
    public abstract long word(long index);

    /** The state of the letter. */
    public final State state() {
        return state;
    }

    /**
     * Begins a use: only the calling thread may use the letter, until it calls {@link #release} or {@link #end}, or sends the letter.
     *
     * @throws IllegalStateException if the letter was opened, sent or closed before, or another thread uses it
     */
    public final void use() {
        if (!begin()) {
            throw new IllegalStateException("the letter is " + state);
        }
    }

    /**
     * As {@link #use}, but returns false if the letter was opened, sent or closed before.
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

    /** Ends a use that changed nothing. Does nothing if the letter was sent, or gave away its stone, before an error came. */
    public final void release() {
        STATE.compareAndSet(this, State.IN_USE, State.UNREAD);
    }

    /** Sets the state. The caller uses the letter. */
    final void become(State next) {
        STATE.setRelease(this, next);
    }

    /** Ends a use: the letter is opened, and is dropped when nobody can reach this any more. */
    public final void keep() {
        become(State.OPENED);
    }

    /** Ends a use, and drops the letter, unless it {@linkplain #give gave} its stone away. */
    public final void end(State how) {
        if (state == State.IN_USE) {
            become(how);
            drop();
        }
    }

    /** Raises the count of {@code stone}, to which the letter refers. Returns the stone owned. */
    public final int share(Stripe stripe, int stone) {
        try {
            return core.counts().raise(stone);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * A count of {@code stone}, to which the letter refers, for the value that the caller opens. A letter that is a stone and no more
     * gives its own count, and is opened then, whatever error comes later. Returns the stone owned.
     */
    public int give(Stripe stripe, int stone) {
        return share(stripe, stone);
    }

    /** Ends a use: writes the letter into the place of {@code lane} that the caller claimed. */
    final void send(Stripe stripe, Lane lane, long claim) {
        become(State.SENT);
        fill(stripe, lane, claim);
    }

    abstract void drop();

    abstract void fill(Stripe stripe, Lane lane, long claim);
}
