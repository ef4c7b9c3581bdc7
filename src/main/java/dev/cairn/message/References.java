package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;

/** How the words of letters of one store refer to collections. */
final class References {
    /*
     * Layout
     *
     *     63                      32 31           8 7      0
     *     +-------------------------+--------------+--------+
     *     |                       kind             | stone 6|
     *     +-------------------------+--------------+--------+
     *     |     number of store     |       reference       |
     *     +-------------------------+-----------------------+
     */
    private final Core core;
    private final int store;

    /** The inside of the store of {@code options}, which is made if it is the standard store and was not made yet. */
    static Core core(MessageOptions options) {
        Store store = options.store();
        return LetterBridge.get().core(store);
    }

    References(Core core) {
        this.core = core;
        this.store = LetterBridge.get().number(core);
    }

    /** What {@code value} is in a letter, and what it refers to. */
    Draft draft(MessageOptions options, @org.jspecify.annotations.Nullable Object value) {
        Draft draft = new Draft();
        AnyForm.ANY.write(new WotaWriter(options, draft::append, (stone, out) -> put(draft, stone)), value);
        return draft;
    }

    private boolean put(Draft draft, Version stone) {
        LetterBridge.Ready ready = LetterBridge.get().ready(core, stone);
        ready.writePending();
        draft.append(Preamble.of(Preamble.STONE, ready.kind()));
        draft.append(store, ready);
        return true;
    }

    /** The collection of a reference in a letter, with a count from {@code from}. */
    Version get(long kind, long word, LetterBridge.Source from) {
        if (word >>> Integer.SIZE != store) {
            throw new IllegalStateException("a reference into store " + (word >>> Integer.SIZE) + ", not " + store);
        }
        return (Version) LetterBridge.get().revive(core, (int) kind, (int) word, from);
    }
}
