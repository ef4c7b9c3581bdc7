package dev.cairn.model;

import java.util.Arrays;

/** One node: what the header of a real one holds, and its slots. Slots of a published node never change. */
final class Node {
    static final int NIL = 0;

    final int ref;
    final int level;
    /** The mutator that made it, the only one who may change it before it is READY. */
    final int maker;
    /** The edit number of the builder that made it, or 0. */
    final int edit;

    final int[] slots;

    /* own, heirs and heirsXor are one 64-bit word of a real node; origin and borrowed are another. */
    int own = 1;
    int heirs;
    int heirsXor;
    int origin = NIL;
    int borrowed;

    /** Whether it has counted all it refers to; for a builder's node that also needs its edit to be frozen. */
    boolean counted;

    Node(int ref, int level, int maker, int edit, int[] slots) {
        this.ref = ref;
        this.level = level;
        this.maker = maker;
        this.edit = edit;
        this.slots = slots;
    }

    /** Whether the slot refers to a child whose count it carries itself. */
    boolean owns(int slot) {
        return slots[slot] != NIL && (borrowed & (1 << slot)) == 0;
    }

    /** Whether the reclaimer leaves it alone: it is owned, or pinned. */
    boolean isLive() {
        return own > 0 || heirs > 1;
    }

    /** The positions of all slots that refer to something. */
    int occupied() {
        int mask = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            mask |= slots[slot] == NIL ? 0 : 1 << slot;
        }
        return mask;
    }

    @Override
    public String toString() {
        return "node %d at level %d, own %d, heirs %d, XOR %d, origin %d, borrowed %s, slots %s"
                .formatted(
                        ref,
                        level,
                        own,
                        heirs,
                        heirsXor,
                        origin,
                        Integer.toBinaryString(borrowed),
                        Arrays.toString(slots));
    }
}
