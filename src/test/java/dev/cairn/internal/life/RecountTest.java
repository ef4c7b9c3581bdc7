package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plants damage in a sound store, one word a test, and asks the recount which invariants are broken. */
class RecountTest {
    private final Family family = new Family();
    private final Core core = family.core;

    @Test
    void aSoundStoreHasNoViolations() {
        assertBroken("");
        Recount.Result result = core.verify();
        assertEquals(Family.CHILDREN + 4, result.nodes());
        assertEquals(0, result.pinned());
    }

    @Test
    void aPinnedNodeIsSound() {
        family.drop(family.parent);
        assertBroken("");
        Drain.of(core);
        assertBroken("");
        assertEquals(1, core.verify().pinned());
    }

    @Test
    void aDeadNodeThatWaitsIsSound() {
        family.drop(family.left);
        family.drop(family.right);
        family.drop(family.parent);
        core.exclusively(() -> {
            core.tokens.gatherAlone();
            return core.tokens.releaser.step(1);
        });
        assertTrue(core.tokens.releaser.deaths.size() > 0);
        assertBroken("");
        Drain.of(core);
        assertEquals(1, core.verify().nodes(), "the loner");
    }

    @Test
    void aCountTooMuch() {
        family.addToCount(family.child(3), Node.OWN_ONE);
        assertBroken("I1");
    }

    @Test
    void aCountTooLittle() {
        family.addToCount(family.child(3), -Node.OWN_ONE);
        assertBroken("I1");
        family.addToCount(family.left, -Node.OWN_ONE);
        assertBroken("I1 I4");
    }

    @Test
    void anImmortalNodeNeedsNobody() {
        family.addToCount(family.loner, Node.count(Node.OWN_MAX - 1, 0, 0));
        assertBroken("");
        family.lonerToken.hold(0, 0);
        assertBroken("");
    }

    @Test
    void anotherXor() {
        family.addToCount(family.parent, 1);
        assertBroken("I2");
    }

    @Test
    void anHeirTooMuch() {
        family.addToCount(family.parent, Node.HEIR_ONE);
        assertBroken("I2");
    }

    @Test
    void anHeirOfANodeThatBearsNoReferences() {
        family.addToCount(family.loner, Node.HEIR_ONE);
        assertBroken("I2");
    }

    @Test
    void anotherOrigin() {
        family.setLineage(family.left, family.loner, family.borrowed(family.left));
        assertBroken("I2");
        family.setLineage(family.left, 0, family.borrowed(family.left));
        assertBroken("I2");
    }

    @Test
    void anOwnedPositionMarkedAsBorrowed() {
        family.setLineage(family.left, family.parent, family.borrowed(family.left) | 1);
        assertBroken("I1 I3");
    }

    @Test
    void aBorrowedPositionMarkedAsOwned() {
        family.setLineage(family.left, family.parent, family.borrowed(family.left) & ~2);
        assertBroken("I1");
    }

    @Test
    void aBorrowedChildThatItsOriginLacks() {
        family.setChild(family.left, 1, family.child(2));
        assertBroken("I3");
    }

    @Test
    void originsInACircle() {
        family.setLineage(family.parent, family.left, 0);
        family.addToCount(family.left, Node.HEIR_ONE + (family.parent & 0xFFFF_FFFFL));
        assertBroken("I3");
    }

    @Test
    void noKind() {
        family.setMeta(family.loner, 0);
        assertBroken("I7");
    }

    @Test
    void anUnknownShape() {
        family.setMeta(family.loner, Node.meta(Kind.BEARING_LEAF, 77, 0));
        assertBroken("I7");
    }

    @Test
    void aBearingNodeInABlockThatIsTooSmall() {
        family.setMeta(family.loner, Node.meta(Kind.INNER, 0, 0));
        assertBroken("I7");
    }

    @Test
    void aChildThatIsAFreeBlock() {
        family.setChild(family.parent, 0, family.freeBlock());
        assertBroken("I1 I5");
    }

    @Test
    void aChildThatIsNotTheStartOfABlock() {
        for (int wrong : new int[] {family.child(0) + 1, 1, -1, Integer.MAX_VALUE}) {
            family.setChild(family.parent, 0, wrong);
            assertBroken("I1 I5");
        }
    }

    @Test
    void aNodeThatNobodyWasGiven() {
        core.change(stripe -> stripe.allocate(Family.LEAF_BYTES, Kind.LEAF, 0, 0));
        assertBroken("I1 I5");
    }

    @Test
    void aBlockThatNobodyWroteTo() {
        core.change(stripe -> {
            int reference = core.allocator().allocate(stripe.magazines, Family.LEAF_BYTES);
            core.memory().zeroWords(core.memory().at(reference), Family.LEAF_BYTES);
            return reference;
        });
        assertBroken("I4 I5 I7");
    }

    @Test
    void nodesThatOnlyHoldEachOther() {
        core.change(stripe -> {
            int one = family.inner(stripe);
            int other = family.inner(stripe);
            family.setChild(one, 0, other);
            family.setChild(other, 0, one);
            return one;
        });
        assertBroken("I5");
    }

    @Test
    void aMarkWithoutAPlaceInTheQueue() {
        core.memory().setLong(core.memory().at(family.parent) + Node.AT_QUEUED, 1);
        assertBroken("I4");
    }

    @Test
    void aFreedNodeInTheQueue() {
        core.tokens.releaser.deaths.add(family.freeBlock());
        assertBroken("I4");
    }

    @Test
    void namesAreRoots() {
        int first = name("first", family.loner);
        int second = name("second", family.parent);
        assertBroken("");
        family.lonerToken.hold(0, 0);
        assertBroken("I1");
        core.change(stripe -> {
            stripe.drop(family.loner);
            return 0;
        });
        assertBroken("");
        core.memory().getAndAddLong(cellAt(second), 1);
        assertBroken("I12");
        core.memory().getAndAddLong(cellAt(second), -1);
        core.removeRoot(first);
        core.removeRoot(second);
        assertBroken("");
    }

    @Test
    void aListOfNamesThatLeadsToNoRoot() {
        int root = name("name", family.loner);
        int next = core.memory().getInt(cellAt(root) + Long.BYTES);
        for (int wrong : new int[] {family.child(0), family.freeBlock(), -1, root}) {
            core.memory().setInt(cellAt(root) + Long.BYTES, wrong);
            assertBroken("I7");
        }
        core.memory().setInt(cellAt(root) + Long.BYTES, next);
        assertBroken("");
    }

    @Test
    void descriptorsAreRoots() {
        DescriptorTable table = core.descriptors();
        DescriptorWriter.add(core, "first", TypeLayout.NONE);
        DescriptorWriter.add(core, "second", TypeLayout.NONE);
        assertBroken("");
        int second = table.first();
        int first = table.next(second);
        long atNumber = core.memory().at(second) + Node.HEADER;
        for (int wrong : new int[] {family.child(0), family.freeBlock(), -1, second}) {
            core.memory().setInt(atNumber + Integer.BYTES, wrong);
            assertBroken("I1 I5 I7"); // the first one is not found
        }
        core.memory().setInt(atNumber + Integer.BYTES, first);
        core.memory().setInt(core.memory().at(first) + Node.HEADER, 2);
        assertBroken("I1 I5 I7");
        core.memory().setInt(core.memory().at(first) + Node.HEADER, 1);
        assertBroken("");
        family.addToCount(first, Node.OWN_ONE);
        assertBroken("I1");
        family.addToCount(first, -Node.OWN_ONE);
        assertBroken("");
    }

    /** Names {@code node}; returns the root. */
    private int name(String name, int node) {
        return core.change(stripe -> {
            int root = core.roots().make(stripe, name, Roots.OF_ATOM);
            core.roots().add(root, core.counts().raise(node));
            return root;
        });
    }

    private long cellAt(int root) {
        return core.memory().at(root) + Node.HEADER;
    }

    @Test
    void aBlockFreedInAMagazine() {
        core.allocator().free(family.freeBlock());
        assertBroken("I11");
    }

    /** That the recount names these invariants, and no others. */
    private void assertBroken(String invariants) {
        List<String> violations = core.exclusively(() -> Recount.of(core, core.tokens, core.roots()))
                .violations();
        String broken = violations.stream()
                .map(violation -> violation.substring(0, violation.indexOf(':')))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        assertEquals(invariants, broken, violations::toString);
    }
}
