package dev.cairn.model;

import static dev.cairn.model.CountingModel.DEPTH;
import static dev.cairn.model.CountingModel.SLOTS;
import static dev.cairn.model.Node.NIL;

/** Makes nodes for one mutator: fresh ones, and copies that inherit. Edit number 0 means they are not to be edited. */
final class Maker {
    /** In place of a slot's number: no slot of the copy is replaced. */
    static final int NONE = -1;

    private final CountingModel model;
    private final int maker;
    final int edit;

    Maker(CountingModel model, int maker, int edit) {
        this.model = model;
        this.maker = maker;
        this.edit = edit;
    }

    int leaf() {
        return finish(model.allocate(DEPTH, maker, 0, new int[0]));
    }

    /** Takes the child; returns a fresh node that has nothing else, owned. */
    int fresh(int level, int slot, int child) {
        int[] slots = new int[SLOTS];
        slots[slot] = child;
        return finish(model.allocate(level, maker, edit, slots));
    }

    /** Returns a fresh tree, owned. */
    int tree(int level) {
        if (level == DEPTH) {
            return leaf();
        }
        int[] slots = new int[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            slots[slot] = model.random.nextInt(10) < 8 ? tree(level + 1) : NIL;
        }
        return finish(model.allocate(level, maker, edit, slots));
    }

    /**
     * Borrows a node and takes a child; returns a copy, owned, that has the child in place of one slot. The other
     * slots are borrowed from the original if it has room for one more heir, and else get plain counts.
     */
    int copy(int original, int level, int replaced, int child) {
        int[] slots = model.slots(original, level);
        if (replaced != NONE) {
            slots[replaced] = child;
        }
        int copy = model.allocate(level, maker, edit, slots);
        Node node = model.unpublished(copy, maker);
        int shared = replaced == NONE ? node.occupied() : node.occupied() & ~(1 << replaced);
        if (shared != 0 && !inherit(node, original, shared)) {
            raise(slots, shared);
            model.figures.plainCopies++;
        }
        return finish(copy);
    }

    private boolean inherit(Node copy, int original, int shared) {
        if (model.at(original).heirs == CountingModel.MAX_HEIRS) {
            return false;
        }
        copy.origin = original;
        copy.borrowed = shared;
        model.interleaver.step();
        if (model.addHeir(original, copy.ref)) {
            return true;
        }
        copy.origin = NIL;
        copy.borrowed = 0;
        return false;
    }

    private void raise(int[] slots, int mask) {
        for (int slot = 0; slot < slots.length; slot++) {
            if ((mask & (1 << slot)) != 0) {
                model.raise(slots[slot]);
            }
        }
    }

    /** Only now, when all it refers to is counted, is it READY (I7). */
    private int finish(int ref) {
        model.counted(ref);
        return ref;
    }
}
