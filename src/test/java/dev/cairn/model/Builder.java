package dev.cairn.model;

import static dev.cairn.model.CountingModel.DEPTH;
import static dev.cairn.model.Node.NIL;

/** Edits in place the nodes it made itself, starting from a source that its user holds until it is done (T1). */
final class Builder {
    private final CountingModel model;
    private final int mutator;
    private final Maker maker;
    private int root;

    /** Borrows the source for the whole life of the builder. */
    Builder(CountingModel model, int mutator, int source) {
        this.model = model;
        this.mutator = mutator;
        this.maker = new Maker(model, mutator, model.newEdit());
        this.root = source;
    }

    /** Takes a leaf to the end of a path; NIL removes what is there. */
    void put(int path, int leaf) {
        int node = root;
        int parent = NIL;
        for (int level = 0; level < DEPTH; level++) {
            if (node == NIL && leaf == NIL) {
                return;
            }
            int editable = editable(node, level, Mutator.digit(path, level));
            if (level == 0) {
                root = editable;
            } else if (editable != node) {
                place(parent, Mutator.digit(path, level - 1), editable);
            }
            parent = editable;
            node = model.slot(parent, level, Mutator.digit(path, level));
        }
        place(parent, Mutator.digit(path, DEPTH - 1), leaf);
    }

    /** Freezes what was built; returns it, owned, or the borrowed source if nothing was changed. */
    int build() {
        model.freeze(maker.edit);
        return root;
    }

    /** The node itself if this builder made it, and else one in its place that it may edit. */
    private int editable(int node, int level, int slot) {
        if (node == NIL) {
            return maker.fresh(level, slot, NIL);
        }
        return model.at(node).edit == maker.edit ? node : maker.copy(node, level, Maker.NONE, NIL);
    }

    /** Takes the child into a slot of a node of its own, and drops what the slot owned before. */
    private void place(int ref, int slot, int child) {
        Node node = model.unpublished(ref, mutator);
        int before = node.slots[slot];
        boolean owned = node.owns(slot);
        int borrowed = node.borrowed;
        int origin = node.origin;
        model.interleaver.step();
        node.slots[slot] = child;
        model.interleaver.step();
        node.borrowed = borrowed & ~(1 << slot); // no compare-and-set: nobody else writes this header while T1 holds
        node.origin = origin;
        model.interleaver.step();
        if (owned) {
            model.drop(before);
        }
    }
}
