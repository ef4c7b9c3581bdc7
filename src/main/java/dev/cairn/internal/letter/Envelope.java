package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Owns one letter on behalf of a handle, until that is opened, sent or closed; each happens once. */
public final class Envelope {
    /*
     * A letter that was made here has a token of its own; one that was received is owned by its place, and its batch has the
     * token. What was read and is light stays in its place until the whole batch is settled: that takes no stripe. A short letter has
     * no node; it is its place.
     *
     * state goes from UNREAD to IN_USE by compare-and-set; who did that sets it back, or to how the letter ended.
     */
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

    private final Core core;
    private final int node;
    private final @Nullable Batch batch;
    private final int place;
    private final @Nullable Token token;
    private volatile State state = State.UNREAD;

    /** A letter that nobody sent yet; takes {@code node}. */
    public Envelope(Core core, Stripe stripe, int node) {
        this.core = core;
        this.node = node;
        this.batch = null;
        this.place = 0;
        this.token = stripe.registerHolder(this, node, 0, null);
    }

    /** The letter in a place of the segment that {@code batch} owns; {@code node} is nil if it is a short one. */
    Envelope(Core core, Batch batch, int place, int node) {
        this.core = core;
        this.node = node;
        this.batch = batch;
        this.place = place;
        this.token = null;
    }

    /** The store's core. */
    public Core core() {
        return core;
    }

    /** How many words there are. */
    public int words() {
        return node == 0
                ? core.memory().getInt(Segment.state(core.memory(), segment(), place))
                : LetterNode.words(core, node);
    }

    /** Where the first word is. */
    public long body() {
        return node == 0 ? Segment.words(core.memory(), segment(), place) : LetterNode.body(core, node);
    }

    private int segment() {
        return Objects.requireNonNull(batch).segment;
    }

    /** What became of it. */
    public State state() {
        return state;
    }

    /**
     * Lets the caller, and nobody else, use the letter, until it calls {@link #release} or {@link #end}, or sends it.
     *
     * @throws IllegalStateException if it was used up, or another thread uses it
     */
    public void use() {
        if (!begin()) {
            throw new IllegalStateException("the letter is " + state);
        }
    }

    /**
     * As {@link #use}, but false if it was used up.
     *
     * @throws IllegalStateException if another thread uses it
     */
    public boolean begin() {
        State seen = (State) STATE.compareAndExchange(this, State.UNREAD, State.IN_USE);
        if (seen == State.IN_USE) {
            throw new IllegalStateException("the letter is " + seen + " by another thread");
        }
        return seen == State.UNREAD;
    }

    /** Ends a use that changed nothing. */
    public void release() {
        become(State.UNREAD);
    }

    private void become(State next) {
        STATE.setRelease(this, next);
    }

    /** Ends a use that leaves the letter, opened, to those who can reach this; it is dropped when nobody can. */
    public void keep() {
        become(State.OPENED);
    }

    /** Ends a use, and drops the letter. */
    public void end(State how) {
        become(how);
        Batch from = batch;
        try {
            if (from != null && (node == 0 || LetterNode.isLight(core, node))) {
                from.settle(1);
            } else {
                core.reassign(stripe -> stripe.drop(takeOut(stripe)));
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Ends a use by writing the letter into the place of {@code lane} that the caller claimed. */
    void send(Stripe stripe, Lane lane, long claim) {
        become(State.SENT);
        if (node != 0) {
            lane.fill(claim, takeOut(stripe));
            return;
        }
        long body = body();
        Memory memory = core.memory();
        lane.fill(claim, words(), memory.getLong(body), memory.getLong(body + Long.BYTES));
        Objects.requireNonNull(batch).settle(1, stripe);
    }

    private int takeOut(Stripe stripe) {
        if (batch == null) {
            return Objects.requireNonNull(token).handOver();
        }
        core.memory().setInt(Segment.place(core.memory(), batch.segment, place), 0);
        batch.settle(1, stripe);
        return node;
    }
}
