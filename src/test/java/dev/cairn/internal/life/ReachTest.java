package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.internal.life.Reach.Size;
import dev.cairn.internal.node.Kind;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final int INNER_BYTES = 160;
    private static final int SLAB_BYTES = 1 << 16;

    private final Family family = new Family();
    private final Core core = family.core;

    @Test
    void nothingReachesNothing() {
        assertEquals(new Size(0, 0), Reach.from(core, 0, 0).size());
    }

    @Test
    void aNodeIsCountedOnceHoweverOftenItIsReached() {
        Size left = new Size(32, INNER_BYTES + 31 * Family.LEAF_BYTES);
        assertEquals(left, Reach.from(core, family.left).size());
        assertEquals(
                left,
                Reach.from(core, family.left, family.child(5), family.left).size());
    }

    @Test
    void whatBothReachIsShared() {
        Reach parent = Reach.from(core, family.parent);
        Reach left = Reach.from(core, family.left);
        Size leaves = new Size(31, 31 * Family.LEAF_BYTES);
        assertEquals(leaves, left.sizeOfShared(parent));
        assertEquals(leaves, parent.sizeOfShared(left));
        assertEquals(parent.size(), parent.sizeOfShared(parent));
        assertEquals(new Size(0, 0), parent.sizeOfShared(Reach.from(core, family.loner)));
    }

    @Test
    void runsOfSlabsAreNodesLikeOthers() {
        for (int i = 0; i < Family.CHILDREN; i++) {
            int position = i;
            core.change(stripe -> {
                int run = stripe.allocate(3 * SLAB_BYTES - 8, Kind.LEAF, 0, 0);
                family.setChild(family.parent, position, run);
                return run;
            });
        }
        Size size = new Size(33, INNER_BYTES + 32L * 3 * SLAB_BYTES);
        Reach parent = Reach.from(core, family.parent);
        assertEquals(size, parent.size());
        assertEquals(size, parent.sizeOfShared(parent));
        assertEquals(new Size(0, 0), parent.sizeOfShared(Reach.from(core, family.left)));
    }

    @Test
    void aReferenceToNoBlockIsAViolation() {
        family.setChild(family.parent, 0, -1);
        assertThrows(IllegalStateException.class, () -> Reach.from(core, family.parent));
    }
}
