package dev.cairn.model;

import static dev.cairn.model.Node.NIL;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The program that lowers counts, hands over what dead nodes owned, and frees them: one a store (T3). */
final class Reclaimer {
    private final CountingModel model;
    /** What is left of the drop being worked on: nodes to remove (and, broken, count changes to make: T4). */
    private final Deque<Runnable> todo = new ArrayDeque<>();

    private final Set<Integer> toRemove = new HashSet<>();
    private boolean idle;

    Reclaimer(CountingModel model) {
        this.model = model;
    }

    void run() {
        while (true) {
            Integer dropped = model.drops.poll();
            idle = dropped == null;
            if (idle) {
                model.interleaver.step();
            } else {
                reclaim(dropped);
            }
        }
    }

    /** Whether it waits for something to be dropped. */
    boolean isIdle() {
        return idle && model.drops.isEmpty();
    }

    /** Takes a reference: lowers its count, and frees all that dies of it, iteratively. */
    void reclaim(int dropped) {
        lower(dropped);
        Runnable next;
        while ((next = todo.poll()) != null) {
            next.run();
        }
    }

    private void lower(int ref) {
        changeCounts(() -> {
            model.lower(ref);
            removeLaterIfDead(ref);
        });
    }

    private void replaceHeir(int origin, int heir, int other) {
        changeCounts(() -> {
            model.replaceHeir(origin, heir, other);
            removeLaterIfDead(origin);
        });
    }

    /** T4: at once, for until then the XOR of an origin's heirs names a node that is freed already. */
    private void changeCounts(Runnable change) {
        if (model.settings.fault() == Fault.COUNTS_ARE_QUEUED) {
            todo.add(change);
        } else {
            change.run();
        }
    }

    private void removeLaterIfDead(int ref) {
        if (!model.at(ref).isLive() && toRemove.add(ref)) {
            todo.add(() -> remove(ref));
        }
    }

    /** Frees a dead node: its only heir takes over what it owned, and without one its children are lowered. */
    private void remove(int ref) {
        toRemove.remove(ref);
        Node dead = model.at(ref);
        requireStillDead(dead);
        model.interleaver.step();
        if (dead.heirs == 0) {
            lowerOwned(dead, 0);
            if (dead.origin != NIL) {
                replaceHeir(dead.origin, dead.ref, NIL);
            }
            free(dead);
        } else {
            mergeIntoHeir(dead);
        }
    }

    private void mergeIntoHeir(Node dead) {
        Node heir = soleHeirOf(dead);
        int heirBorrowed = heir.borrowed;
        int stillBorrowed = heirBorrowed & dead.borrowed;
        int newOrigin = stillBorrowed == 0 ? NIL : dead.origin;
        model.interleaver.step();
        model.writeHeader(heir, heirBorrowed, dead.ref, stillBorrowed, newOrigin);
        if (dead.origin != NIL) {
            replaceHeir(dead.origin, dead.ref, newOrigin == NIL ? NIL : heir.ref);
        }
        lowerOwned(dead, heirBorrowed);
        free(dead);
        model.figures.merges++;
        if (stillBorrowed != 0 && Integer.bitCount(stillBorrowed) <= model.settings.plainAtMost()) {
            takePlainCounts(heir);
        }
    }

    /** The one node whose origin is the dead one: what the XOR of the heirs is when one is left (I2). */
    private Node soleHeirOf(Node dead) {
        Rule.I2.require(
                dead.heirsXor > NIL && dead.heirsXor < model.limit() && model.isAllocated(dead.heirsXor),
                "the XOR of the heirs names a freed node",
                dead);
        Node heir = model.at(dead.heirsXor);
        Rule.I2.require(heir.origin == dead.ref, "the XOR of the heirs names no heir", dead, heir);
        return heir;
    }

    /** Lowers the children a node owned, but for those that its heir took over. */
    private void lowerOwned(Node dead, int takenOver) {
        for (int slot = 0; slot < dead.slots.length; slot++) {
            if (dead.owns(slot) && (takenOver & (1 << slot)) == 0) {
                lower(dead.slots[slot]);
            }
        }
    }

    /** Makes an heir that borrows little the owner of all its slots, so that its origin is not pinned for its sake. */
    private void takePlainCounts(Node heir) {
        int borrowed = heir.borrowed;
        int origin = heir.origin;
        for (int slot = 0; slot < heir.slots.length; slot++) {
            if ((borrowed & (1 << slot)) != 0) {
                model.raise(heir.slots[slot]);
            }
        }
        model.writeHeader(heir, borrowed, origin, 0, NIL);
        replaceHeir(origin, heir.ref, NIL);
        model.figures.plainHeirs++;
    }

    private void free(Node dead) {
        requireStillDead(dead);
        model.free(dead);
    }

    /** Who can reach a node holds it (T1, T2), so none that is dead is ever raised or copied. */
    private void requireStillDead(Node dead) {
        Rule.T2.require(!dead.isLive(), "a dead node came back to life", dead);
    }
}
