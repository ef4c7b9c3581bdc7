package dev.cairn.internal.trie.vector;

import dev.cairn.internal.trie.ClaimableRow;
import org.jspecify.annotations.Nullable;

/** The leaf behind the trie, to which versions append. A base owns a count of its node. */
public final class Tail extends ClaimableRow {
    final int reference;
    final int start;

    /** A tail whose first element has the index {@code start}, with {@code taken} filled places. */
    Tail(int reference, int start, int capacity, int taken) {
        this(reference, start, capacity, taken, null);
    }

    /** As above. It continues {@code before}, if that is not null. */
    Tail(int reference, int start, int capacity, int taken, @Nullable Tail before) {
        super(capacity, taken, before);
        this.reference = reference;
        this.start = start;
    }

    /** The index of the tail's first element. */
    public int start() {
        return start;
    }
}
