package dev.cairn.model;

import static dev.cairn.model.CountingModel.SLOTS;
import static dev.cairn.model.Node.NIL;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Checks the invariants by number: those that hold between any two steps, and those that hold when all is drained. */
final class Oracle {
    private final CountingModel model;

    Oracle(CountingModel model) {
        this.model = model;
    }

    /** Between any two steps, and after any kill. */
    void checkAlways() {
        checkReachableIsReady();
        checkCountsAreEnough();
    }

    /** When mutators have finished and the reclaimer is idle, even if some were killed on the way. */
    void checkDrained() {
        checkAlways();
        for (Node node : model.allocated()) {
            Rule.I4.require(node.isLive(), "a dead node is left", node);
        }
    }

    /** When drained and nobody was killed, or after a recount. */
    void checkExact() {
        checkDrained();
        checkOwn();
        checkHeirs();
        checkLive();
    }

    /** When drained and nothing is held. */
    void checkEmpty() {
        Rule.I6.require(model.roots().isEmpty(), "something is held", model.roots());
        List<Node> left = model.allocated();
        Rule.I6.require(left.isEmpty(), "nodes are left", left);
    }

    /** I7, and I9 in that what users reach is not freed. */
    private void checkReachableIsReady() {
        BitSet reachable = closure(model.roots(), false);
        reachable.stream()
                .forEach(ref -> Rule.I7.require(
                        model.isReady(model.at(ref)), "a node is reachable and not READY", model.at(ref)));
    }

    /** I9 (and I7, for nodes that nobody reaches): each owning slot and heir of a live READY node is counted. */
    private void checkCountsAreEnough() {
        int[] own = new int[model.limit()];
        int[] heirs = new int[model.limit()];
        BitSet owningSlots = new BitSet();
        long pinned = 0;
        for (Node node : model.allocated()) {
            pinned += node.own == 0 && node.isLive() ? 1 : 0;
            if (node.isLive() && model.isReady(node)) {
                heirs[node.origin]++;
                addOwners(node, own, owningSlots);
            }
        }
        model.figures.pinned = Math.max(model.figures.pinned, pinned);
        model.roots().forEach(ref -> own[ref]++);
        model.drops.forEach(ref -> own[ref]++);
        for (int ref = 1; ref < own.length; ref++) {
            if (own[ref] > 0 || heirs[ref] > 0) {
                Node node = model.at(ref);
                Rule.I9.require(node.own >= own[ref], "own is less than the true one", node, own[ref]);
                Rule.I9.require(node.heirs >= heirs[ref], "heirs are fewer than the true ones", node, heirs[ref]);
            }
        }
    }

    /** Adds the slots that own what this node's slots refer to, each once. */
    private void addOwners(Node node, int[] own, BitSet owningSlots) {
        for (int slot = 0; slot < node.slots.length; slot++) {
            if (node.slots[slot] != NIL) {
                int position = owner(node, slot).ref * SLOTS + slot;
                if (!owningSlots.get(position)) {
                    owningSlots.set(position);
                    own[node.slots[slot]]++;
                }
            }
        }
    }

    /** I3: goes up the chain of origins to the node whose slot owns the child. */
    private Node owner(Node node, int slot) {
        int child = node.slots[slot];
        Node owner = node;
        for (int hops = 0; !owner.owns(slot); hops++) {
            int origin = owner.origin;
            Rule.I3.require(origin != NIL && model.isAllocated(origin), "no owner up the chain", slot, node, owner);
            owner = model.at(origin);
            Rule.I3.require(
                    slot < owner.slots.length && owner.slots[slot] == child && hops < model.limit(),
                    "another child up the chain",
                    slot,
                    node,
                    owner);
        }
        return owner;
    }

    /** I1. */
    private void checkOwn() {
        int[] own = new int[model.limit()];
        for (Node node : model.allocated()) {
            for (int slot = 0; slot < node.slots.length; slot++) {
                if (node.owns(slot)) {
                    own[node.slots[slot]]++;
                }
            }
        }
        model.roots().forEach(ref -> own[ref]++);
        model.drops.forEach(ref -> own[ref]++);
        for (Node node : model.allocated()) {
            Rule.I1.require(node.own == own[node.ref], "own is not the true one", node, own[node.ref]);
        }
    }

    /** I2. */
    private void checkHeirs() {
        int[] heirs = new int[model.limit()];
        int[] xor = new int[model.limit()];
        for (Node node : model.allocated()) {
            heirs[node.origin]++;
            xor[node.origin] ^= node.ref;
        }
        for (Node node : model.allocated()) {
            Rule.I2.require(
                    node.heirs == heirs[node.ref] && node.heirsXor == xor[node.ref],
                    "heirs or XOR are not the true ones",
                    node,
                    heirs[node.ref],
                    xor[node.ref]);
        }
    }

    /** I5: a pinned node is kept by its heirs, as their origin, and keeps what it owns. */
    private void checkLive() {
        BitSet live = closure(model.roots(), true);
        for (Node node : model.allocated()) {
            Rule.I5.require(live.get(node.ref), "a node is kept by nobody", node);
        }
    }

    /** All nodes reachable through slots, and through origins if asked. */
    BitSet closure(Collection<Integer> roots, boolean throughOrigins) {
        BitSet reached = new BitSet();
        Deque<Node> todo = new ArrayDeque<>();
        for (int root : roots) {
            reach(root, reached, todo);
        }
        Node node;
        while ((node = todo.poll()) != null) {
            for (int child : node.slots) {
                reach(child, reached, todo);
            }
            if (throughOrigins) {
                reach(node.origin, reached, todo);
            }
        }
        return reached;
    }

    private void reach(int ref, BitSet reached, Deque<Node> todo) {
        if (ref != NIL && !reached.get(ref)) {
            reached.set(ref);
            todo.add(model.at(ref));
        }
    }
}
