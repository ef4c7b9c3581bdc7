package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/** Finds edits by their keys in a batch that only grows, and whose keys are all on the heap. */
final class EditIndex {
    /*
     * The edits of one head are a list, the newest first. Edits are added to the lists when a key is looked up, so putting and removing cost
     * nothing here.
     */
    private static final int FIRST_CAPACITY = 16;

    final EditBatch edits;
    private int count;

    /** For each head, its newest edit plus one. For each edit, the previous edit of its head plus one. */
    private int[] newest = new int[FIRST_CAPACITY];

    private int[] older = new int[FIRST_CAPACITY];

    EditIndex(EditBatch edits) {
        this.edits = edits;
    }

    /** The newest edit of a key, or -1. It may run a user's code. */
    int find(long hash, long bits, @Nullable Object key) {
        addNew();
        int edit = newest[head(hash)] - 1;
        while (edit >= 0 && !isOf(edit, hash, bits, key)) {
            edit = older[edit] - 1;
        }
        return edit;
    }

    private boolean isOf(int edit, long hash, long bits, @Nullable Object key) {
        return edits.hash(edit) == hash && edits.type.areSameKeys(edits.keyBits(edit), edits.key(edit), bits, key);
    }

    private void addNew() {
        if (edits.count() > newest.length) {
            newest = new int[2 * Integer.highestOneBit(edits.count())];
            older = new int[newest.length];
            count = 0;
        }
        for (; count < edits.count(); count++) {
            int head = head(edits.hash(count));
            older[count] = newest[head];
            newest[head] = count + 1;
        }
    }

    private int head(long hash) {
        return Long.hashCode(hash) & (newest.length - 1);
    }
}
