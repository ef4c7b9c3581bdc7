package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.letter.LetterNode;
import dev.cairn.internal.letter.Stones;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * A value on its way to another owner: encoded off the heap, in the words of Wota, where a collection is a reference to its nodes
 * and so takes two words, whatever its size. The letter keeps alive what it refers to.
 *
 * <p>A letter is used up once: by {@link #open()}, by {@link Mailbox#send}, or by {@link #close()}. After that every use but closing
 * throws an {@link IllegalStateException} that says what became of it; so does a use while another thread opens or sends it. A letter
 * that nobody can reach any more is dropped when the collector finds it. Any thread may use a letter; it is confined to no scope.
 */
public final class Letter implements AutoCloseable {
    private static final int STONE = 6;
    private static final int TYPE_BITS = 8;

    private final Store store;
    private final Envelope envelope;

    Letter(Store store, Envelope envelope) {
        this.store = store;
        this.envelope = envelope;
    }

    /**
     * A letter of one collection of {@code store}. O(1), once the changes that wait in it are written; 100 bytes off the heap.
     *
     * @throws dev.cairn.ForeignStoreException if it is of another store
     * @throws dev.cairn.StoreFullException if there is no room for the letter
     */
    public static Letter of(Store store, Version value) {
        Core core = Stones.known().core(store);
        Draft draft = draft(core, value);
        return new Letter(store, core.change(stripe -> new Envelope(core, stripe, draft.write(core, stripe))));
    }

    static Draft draft(Core core, Version value) {
        Stones stones = Stones.known();
        Stones.Ready stone = Objects.requireNonNull(stones.ready(core, Objects.requireNonNull(value, "value")));
        Draft draft = new Draft();
        draft.append((long) stone.kind() << TYPE_BITS | STONE);
        draft.append(stones.number(core), stone);
        return draft;
    }

    /** The store that it lies in. */
    public Store store() {
        return store;
    }

    Envelope envelope() {
        return envelope;
    }

    /**
     * The value. What it refers to is not copied: a collection in it is a version over the sender's nodes. A failure leaves the
     * letter as it was.
     *
     * @throws IllegalStateException if it was used up before
     */
    public Version open() {
        Core core = envelope.core();
        core.check();
        envelope.use();
        boolean done = false;
        try {
            Version value = decode(core);
            done = true;
            return value;
        } finally {
            if (done) {
                envelope.end(Envelope.State.OPENED);
            } else {
                envelope.release();
            }
            Reference.reachabilityFence(this);
        }
    }

    private Version decode(Core core) {
        Memory memory = core.memory();
        long at = LetterNode.body(core, envelope.node());
        int kind = (int) (memory.getLong(at) >>> TYPE_BITS);
        return (Version) Stones.known().revive(core, kind, (int) memory.getLong(at + Long.BYTES));
    }

    /** Drops what it refers to, without decoding it. Does nothing if it was opened, sent or closed before. */
    @Override
    public void close() {
        try {
            if (envelope.begin()) {
                envelope.end(Envelope.State.CLOSED);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** What became of it, and how many words it has. */
    @Override
    public String toString() {
        return "Letter[" + envelope.state() + "]";
    }
}
