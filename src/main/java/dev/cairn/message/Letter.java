package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.letter.NodeEnvelope;
import dev.cairn.internal.life.Core;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to another owner, off the heap, in the words of {@link Wota}. A collection of the letter's store takes two words,
 * whatever its size: they refer to its nodes, and the letter keeps these alive. All other values are copied.
 *
 * <p>A letter is used up once: by {@link #open()} or {@link #reader()}, by {@link Mailbox#send}, or by {@link #close()}. After that
 * every use but {@code close} throws an {@link IllegalStateException} that says how it was used up. So does a use while another thread
 * opens or sends the letter. When the collector finds a letter unreachable, the letter is dropped. Any thread may use a letter; no scope
 * confines it.
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
     * A letter of {@code value}. O(n + e), where n is the number of values outside collections, and e the number of pending edits of the
     * collections. The store keeps the codecs of the collections as long as a letter needs them.
     *
     * @throws dev.cairn.codec.CodecException if messages do not have a value in it, or if it exceeds the limits
     * @throws dev.cairn.ForeignStoreException if a collection in it lies in another store
     * @throws dev.cairn.StoreFullException if the store has no room for the letter
     */
    public static Letter of(MessageOptions options, @Nullable Object value) {
        Core core = options.core();
        LetterReferences references = new LetterReferences(core);
        Draft draft = references.draft(options, value);
        Envelope envelope = core.change(stripe -> new NodeEnvelope(core, stripe, draft.write(core, stripe)));
        return new Letter(options, references, envelope);
    }

    /** The store in which this letter lies. */
    public Store store() {
        return options.store();
    }

    Envelope envelope() {
        return envelope;
    }

    /**
     * Reads the value, and uses the letter up. A collection in it shares the nodes of the collection that was sent. If a scope is open in
     * this thread, the collection dies with it. A failure leaves the letter as it was, unless an error of the virtual machine comes too
     * late.
     *
     * @throws IllegalStateException if the letter was used up before
     * @throws FormatException if the options do not have a record or enum of the value, or if the value exceeds their limits
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
                references.finished();
            } else {
                envelope.release();
            }
        }
    }

    /**
     * A reader of the value where it lies. Uses the letter up. The words, and the collections to which they refer, stay until the collector
     * finds all readers of the letter unreachable. {@link #open()} lets go of them at once.
     *
     * @throws IllegalStateException if the letter was used up before
     */
    public WotaReader reader() {
        envelope.core().check();
        envelope.use();
        envelope.keep();
        references.finished();
        return read(envelope::share);
    }

    private WotaReader read(LetterBridge.Source from) {
        return new WotaReader(
                options, new WordSource.OfLetter(envelope), 0, (kind, word) -> references.get(kind, word, from));
    }

    /** Drops the references of the letter without decoding the value. Does nothing if the letter was opened, sent or closed before. */
    @Override
    public void close() {
        if (envelope.begin()) {
            envelope.end(Envelope.State.CLOSED);
            references.finished();
        }
    }

    /** The letter was sent. */
    void sent() {
        references.finished();
    }

    /** The state of the letter: how it was used up, if it was. */
    @Override
    public String toString() {
        return "Letter[" + envelope.state() + "]";
    }
}
