package dev.cairn.message;

import dev.cairn.Version;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
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

    LetterReferences(Core core) {
        this.core = core;
        this.store = LetterBridge.get().number(core);
    }

    /** The words of {@code value} in a letter, and the collections to which they refer. */
    Draft draft(MessageOptions options, @Nullable Object value) {
        Draft draft = new Draft();
        AnyForm.write(new WotaWriter(options, draft::append, (collection, out) -> append(draft, collection)), value);
        return draft;
    }

    private boolean append(Draft draft, Version collection) {
        LetterBridge.Ready ready = LetterBridge.get().ready(core, collection);
        ready.writePending();
        draft.append(Preamble.of(Preamble.COLLECTION, ready.kind()));
        draft.append(store, ready);
        return true;
    }

    /** The collection that a reference in a letter names. {@code from} gives the count of it. */
    Version get(long kind, long word, LetterBridge.Source from) {
        if (word >>> Integer.SIZE != store) {
            throw new IllegalStateException("a reference into store " + (word >>> Integer.SIZE) + ", not " + store);
        }
        return (Version) LetterBridge.get().revive(core, (int) kind, (int) word, from);
    }
}
