package dev.cairn.model;

import static dev.cairn.model.Node.NIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The scheme in small: what a copy, a death and a merge do to the counts; and that the oracle sees damaged ones. */
class CountingModelExampleTest {
    private static final int LEVEL = CountingModel.DEPTH - 1;

    private final SplittableRandom random = new SplittableRandom(1);
    private final CountingModel model =
            new CountingModel(new Settings(1, 1, 0, Settings.Kill.NOBODY, Fault.NONE), random, new Interleaver(random));
    private final Maker maker = new Maker(model, 0, 0);
    private final Reclaimer reclaimer = new Reclaimer(model);
    private final Oracle oracle = new Oracle(model);

    /** Four leaves under it, and a handle on it. */
    private final Node original = original();

    private final int[] leaves = original.slots;

    @Test
    void aCopyTouchesNoChild() {
        Node copy = copyReplacing(original, 0);

        assertEquals(0b1110, copy.borrowed);
        assertEquals(original.ref, copy.origin);
        assertEquals(copy.ref, original.heirsXor);
        assertEquals(1, original.heirs);
        assertTrue(Arrays.stream(leaves).allMatch(leaf -> model.at(leaf).own == 1));
        oracle.checkExact();
    }

    @Test
    void theOnlyHeirTakesOverWhatADeadNodeOwned() {
        Node copy = copyReplacing(original, 0);

        drop(original);

        assertFalse(model.isAllocated(original.ref));
        assertFalse(model.isAllocated(leaves[0]), "the replaced child goes with its only owner");
        assertEquals(0, copy.borrowed);
        assertEquals(NIL, copy.origin);
        oracle.checkExact();
        drop(copy);
        oracle.checkEmpty();
    }

    @Test
    void withTwoHeirsADeadNodeStaysUntilOneIsLeft() {
        Node first = copyReplacing(original, 0);
        Node second = copyReplacing(original, 1);

        drop(original);

        assertTrue(model.isAllocated(original.ref), "a pinned node");
        oracle.checkExact();
        drop(first);
        assertFalse(model.isAllocated(original.ref));
        assertEquals(0, second.borrowed);
        oracle.checkExact();
        drop(second);
        oracle.checkEmpty();
    }

    @Test
    void theHeirOfADeadHeirBorrowsFromItsOrigin() {
        Node middle = copyReplacing(original, 0);
        Node last = copyReplacing(middle, 1);

        drop(middle);

        assertEquals(original.ref, last.origin);
        assertEquals(0b1100, last.borrowed, "what the middle one replaced is now the last one's own");
        assertEquals(last.ref, original.heirsXor);
        oracle.checkExact();
        drop(original);
        drop(last);
        oracle.checkEmpty();
    }

    @Test
    void theOracleSeesEveryDamage() {
        Node copy = copyReplacing(original, 0);
        Node leaf = model.at(leaves[1]);
        Node lost = model.at(maker.fresh(0, 0, NIL));

        lost.slots[0] = lost.ref;
        assertSeen(Rule.I5, oracle::checkExact);
        lost.slots[0] = NIL;
        assertSeen(Rule.I1, oracle::checkExact);
        lost.own = 0;
        assertSeen(Rule.I4, oracle::checkDrained);
        model.forget(lost);
        oracle.checkExact();
        leaf.own = 0;
        assertSeen(Rule.I9, oracle::checkAlways);
        leaf.own = 1;
        original.heirsXor ^= leaf.ref;
        assertSeen(Rule.I2, oracle::checkExact);
        original.heirsXor ^= leaf.ref;
        copy.borrowed |= 1;
        assertSeen(Rule.I3, oracle::checkAlways);
        copy.borrowed &= ~1;
        copy.counted = false;
        assertSeen(Rule.I7, oracle::checkAlways);
        assertSeen(Rule.I6, oracle::checkEmpty);
    }

    private static void assertSeen(Rule rule, Runnable check) {
        assertEquals(rule, assertThrows(Violation.class, check::run).rule);
    }

    private Node original() {
        int[] slots = new int[CountingModel.SLOTS];
        Arrays.setAll(slots, _ -> maker.leaf());
        int ref = model.allocate(LEVEL, 0, 0, slots);
        model.counted(ref);
        model.publish(ref);
        return model.at(ref);
    }

    private Node copyReplacing(Node source, int slot) {
        int ref = maker.copy(source.ref, LEVEL, slot, maker.leaf());
        model.publish(ref);
        return model.at(ref);
    }

    private void drop(Node root) {
        model.handles.remove(Integer.valueOf(root.ref));
        reclaimer.reclaim(root.ref);
    }
}
