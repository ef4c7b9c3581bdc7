package dev.cairn.message;

import dev.cairn.Version;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.letter.MailQueue;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.Bulk;
import org.jspecify.annotations.Nullable;

/** Writes and resolves the references to collections in the letters of one store. */
final class LetterReferences {
    /*
     * Layout
     *
     *     63                      32 31           8 7      0
     *     +-------------------------+--------------+--------+
     *     |                       kind             | type 6 |
     *     +-------------------------+--------------+--------+
     *     |     number of store     |       reference       |
     *     +-------------------------+-----------------------+
     */
    private final Core core;
    private final int store;
    private final @Nullable MailQueue queue;

    /** Of letters that were in no mailbox. */
    LetterReferences(Core core) {
        this(core, null);
    }

    /** Of letters of {@code queue}. */
    LetterReferences(MailQueue queue) {
        this(queue.core(), queue);
    }

    private LetterReferences(Core core, @Nullable MailQueue queue) {
        this.core = core;
        this.store = LetterBridge.get().number(core);
        this.queue = queue;
    }

    /** Called after a letter was used up. */
    void finished() {
        MailQueue from = queue;
        if (from != null) {
            from.finished();
        }
    }

    /** The words of {@code value} in a letter, and the collections to which they refer. */
    Draft draft(MessageOptions options, @Nullable Object value) {
        Draft draft = new Draft();
        AnyForm.write(new WotaWriter(options, draft::append, (collection, out) -> append(draft, collection)), value);
        return draft;
    }

    private boolean append(Draft draft, Version collection) {
        LetterBridge.Ready ready = LetterBridge.get().ready(core, collection);
        int bulk = Bulk.join(draft.bulk(), ready.writePending(false));
        if (Bulk.isMuch(bulk)) {
            ready.writeApart();
        } else {
            draft.setBulk(bulk);
        }
        draft.append(Preamble.of(Preamble.COLLECTION, ready.kind()));
        draft.append(store, ready);
        return true;
    }

    /** The collection that a reference in a letter names. {@code from} gives the count of it. */
    Version get(long kind, long word, LetterBridge.Source from) {
        int there = (int) (word >>> Integer.SIZE);
        if (there != store) {
            throw new IllegalStateException("a reference into store " + there + ", not " + store);
        }
        return (Version) LetterBridge.get().revive(core, (int) kind, (int) word, from);
    }
}
