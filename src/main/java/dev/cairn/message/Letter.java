package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.letter.NodeEnvelope;
import dev.cairn.internal.life.Core;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to another owner: off the heap, in the words of {@link Wota}, where each collection of the letter's store is a
 * reference to its nodes and takes two words, whatever its size. The letter keeps alive what it refers to. What else is in the value
 * is copied.
 *
 * <p>A letter is used up once: by {@link #open()} or {@link #reader()}, by {@link Mailbox#send}, or by {@link #close()}. After that
 * every use but closing throws an {@link IllegalStateException} that says what became of it; so does a use while another thread
 * opens or sends it. A letter that nobody can reach any more is dropped when the collector finds it. Any thread may use a letter; it
 * is confined to no scope.
 */
public final class Letter implements AutoCloseable {
    private final MessageOptions options;
    private final LetterReferences references;
    private final Envelope envelope;

    Letter(MessageOptions options, LetterReferences references, Envelope envelope) {
        this.options = options;
        this.references = references;
        this.envelope = envelope;
    }

    /** As {@link #of(MessageOptions, Object)}, with the default options but for the store. */
    public static Letter of(Store store, @Nullable Object value) {
        return of(MessageOptions.defaults().store(store), value);
    }

    /**
     * A letter of {@code value}. O(what is in it, collections apart, and the changes that wait in these). The store
     * keeps the codecs of the collections as long as a letter needs them.
     *
     * @throws dev.cairn.codec.CodecException if there is something in it that letters do not have, or too much
     * @throws dev.cairn.ForeignStoreException if a collection in it is of another store
     * @throws dev.cairn.StoreFullException if there is no room for the letter
     */
    public static Letter of(MessageOptions options, @Nullable Object value) {
        Core core = options.core();
        LetterReferences references = new LetterReferences(core);
        Draft draft = references.draft(options, value);
        Envelope envelope = core.change(stripe -> new NodeEnvelope(core, stripe, draft.write(core, stripe)));
        return new Letter(options, references, envelope);
    }

    /** The store that it lies in. */
    public Store store() {
        return options.store();
    }

    Envelope envelope() {
        return envelope;
    }

    /**
     * The value. A collection in it is a version over the nodes of the one that was sent, and dies with the scope that is open in this
     * thread, if one is. A failure leaves the letter as it was; only an error of the virtual machine may come too late for that.
     *
     * @throws IllegalStateException if it was used up before
     * @throws FormatException if the options do not name a record or enum that is in it, or it is more than they allow
     */
    public @Nullable Object open() {
        envelope.core().check();
        envelope.use();
        boolean done = false;
        try {
            Object value = read(envelope::give).decodeAll();
            done = true;
            return value;
        } finally {
            if (done) {
                envelope.end(Envelope.State.OPENED);
            } else {
                envelope.release();
            }
        }
    }

    /**
     * The value, read where it lies; uses the letter up. Its words, and so what they refer to, stay until the collector finds that no
     * reader of them can be reached. An {@link #open() opened} letter lets go of both at once.
     *
     * @throws IllegalStateException if it was used up before
     */
    public WotaReader reader() {
        envelope.core().check();
        envelope.use();
        envelope.keep();
        return read(envelope::share);
    }

    private WotaReader read(LetterBridge.Source from) {
        return new WotaReader(options, new WordSource.OfLetter(envelope), 0, (kind, word) -> references.get(kind, word, from));
    }

    /** Drops what it refers to, without decoding it. Does nothing if it was opened, sent or closed before. */
    @Override
    public void close() {
        if (envelope.begin()) {
            envelope.end(Envelope.State.CLOSED);
        }
    }

    /** What became of it. */
    @Override
    public String toString() {
        return "Letter[" + envelope.state() + "]";
    }
}
