package dev.cairn.model;

import static dev.cairn.model.Node.NIL;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A store reduced to its counts: the state that mutators and the reclaimer share, and the atomic actions on it.
 *
 * <p>It is the executable form of "ownership by inheritance": copying a node touches no child, and counts are put
 * right when a node dies. {@link Mutator} and {@link Reclaimer} are the programs, {@link Oracle} checks the
 * {@linkplain Rule rules and invariants}, {@link Run} puts them together and kills some.
 */
final class CountingModel {
    /*
     * Concurrency. Every method that acts on shared state is ONE atomic action of a real store (a load, a store or a
     * compare-and-set loop that succeeded) and ends with a step, at which others run or the actor is killed. Methods
     * that a mutator may call only raise (T3); `lower`, `replaceHeir` and `writeHeader` are the reclaimer's.
     * A reference is looked up anew for every action, so that use of a freed node is seen (I9).
     */

    static final int SLOTS = 4;
    static final int DEPTH = 3;
    /** So few that the field for the heirs is often full, and copies have to take plain counts. */
    static final int MAX_HEIRS = 3;

    final Settings settings;
    final RandomGenerator random;
    final Interleaver interleaver;
    final Figures figures = new Figures();

    /** Roots that users hold; a root may be there several times. */
    final List<Integer> handles = new ArrayList<>();
    /** The root table: two entries a mutator, for the handles that its running operation holds (T1, T2). */
    final int[] held;
    /** References let go, which the reclaimer has yet to lower. */
    final Deque<Integer> drops = new ArrayDeque<>();

    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Integer> freeRefs = new ArrayDeque<>();
    private final boolean reuseAtOnce;
    private final BitSet frozenEdits = new BitSet();
    private int lastEdit;

    CountingModel(Settings settings, RandomGenerator random, Interleaver interleaver) {
        this.settings = settings;
        this.random = random;
        this.interleaver = interleaver;
        this.held = new int[2 * settings.mutators()];
        this.reuseAtOnce = random.nextBoolean();
        nodes.add(null);
    }

    // ---- what anyone may do ----

    /** The live node of that reference. */
    Node at(int ref) {
        Node node = ref > NIL && ref < nodes.size() ? nodes.get(ref) : null;
        Rule.I9.require(node != null, "a freed node is referred to", ref);
        return node;
    }

    private Node atLevel(int ref, int level) {
        Node node = at(ref);
        Rule.I9.require(node.level == level, "a node was freed and its place used anew while referred to", node);
        return node;
    }

    /** Borrows a node; returns the borrowed child in a slot. */
    int slot(int ref, int level, int slot) {
        int child = atLevel(ref, level).slots[slot];
        interleaver.step();
        return child;
    }

    /** Borrows a node; returns a copy of its slots, all borrowed. */
    int[] slots(int ref, int level) {
        int[] slots = atLevel(ref, level).slots.clone();
        interleaver.step();
        return slots;
    }

    /** Borrows a node and makes the caller an owner of it. */
    void raise(int ref) {
        Node node = at(ref);
        Rule.I9.require(node.own > 0, "a node that nobody owns is referred to", node);
        node.own++;
        interleaver.step();
    }

    // ---- what mutators do ----

    /** Returns the owned root of some handle, or NIL if there is none: a user's thread picks up a version. */
    int raiseSomeHandle() {
        int root = handles.isEmpty() ? NIL : handles.get(random.nextInt(handles.size()));
        if (root == NIL) {
            interleaver.step();
        } else {
            raise(root);
        }
        return root;
    }

    /** Takes a root and makes a handle of it. */
    void publish(int root) {
        handles.add(root);
        interleaver.step();
    }

    /** Removes some handle; returns its owned root, or NIL if there is none. */
    int takeSomeHandle() {
        if (handles.isEmpty()) {
            return NIL;
        }
        int chosen = random.nextInt(handles.size());
        int root = handles.get(chosen);
        handles.set(chosen, handles.getLast());
        handles.removeLast();
        interleaver.step();
        return root;
    }

    /** Takes a reference into an entry of the root table: it was counted before it is visible here (I9). */
    void hold(int entry, int ref) {
        held[entry] = ref;
        interleaver.step();
    }

    /** Empties an entry of the root table; returns what it held, owned: the entry is free before the count falls. */
    int letGo(int entry) {
        int ref = held[entry];
        held[entry] = NIL;
        interleaver.step();
        return ref;
    }

    /** Takes a reference and leaves it to the reclaimer to lower. */
    void drop(int ref) {
        drops.add(ref);
        interleaver.step();
    }

    /** Takes the slots' children; returns a new node, owned and not READY. */
    int allocate(int level, int maker, int edit, int[] slots) {
        int ref = freeRefs.isEmpty() ? nodes.size() : reuseAtOnce ? freeRefs.pollLast() : freeRefs.pollFirst();
        Node node = new Node(ref, level, maker, edit, slots);
        if (ref == nodes.size()) {
            nodes.add(node);
        } else {
            nodes.set(ref, node);
        }
        interleaver.step();
        return ref;
    }

    /** A node that its maker may still change, header and slots (I8). */
    Node unpublished(int ref, int maker) {
        Node node = at(ref);
        Rule.I8.require(!isReady(node) && node.maker == maker, "a mutator changes a published node", maker, node);
        return node;
    }

    /** Enters a copy among the heirs of its origin, unless the field is full. Reads no header but its own word (I8). */
    boolean addHeir(int origin, int heir) {
        Node node = at(origin);
        Rule.I9.require(node.own > 0, "a node that nobody owns is copied", node);
        boolean room = node.heirs < MAX_HEIRS;
        if (room) {
            node.heirs++;
            node.heirsXor ^= heir;
        }
        interleaver.step();
        return room;
    }

    /** Marks a node READY, or almost: a builder's waits for {@link #freeze}. */
    void counted(int ref) {
        at(ref).counted = true;
        interleaver.step();
    }

    int newEdit() {
        return ++lastEdit;
    }

    /** Makes all nodes of an edit READY, in O(1). */
    void freeze(int edit) {
        frozenEdits.set(edit);
        interleaver.step();
    }

    boolean isReady(Node node) {
        return node.counted && (node.edit == 0 || frozenEdits.get(node.edit));
    }

    // ---- what the one reclaimer does (T3) ----

    /** Takes a reference and lowers the count. */
    void lower(int ref) {
        Node node = at(ref);
        Rule.I1.require(node.own > 0, "own falls below 0", node);
        node.own--;
        interleaver.step();
    }

    /** Puts another heir in place of a dead one, or takes it out if there is no other (NIL). */
    void replaceHeir(int origin, int heir, int other) {
        Node node = at(origin);
        node.heirsXor ^= heir ^ other;
        if (other == NIL) {
            node.heirs--;
            Rule.I2.require(node.heirs >= 0, "heirs fall below 0", node);
        }
        interleaver.step();
    }

    /** Writes origin and borrowed, one 64-bit store; they still are what the caller read, as it alone writes them. */
    void writeHeader(Node node, int readBorrowed, int readOrigin, int borrowed, int origin) {
        Rule.I8.require(at(node.ref) == node, "a node was freed while the reclaimer changed it", node);
        Rule.I8.require(
                node.borrowed == readBorrowed && node.origin == readOrigin,
                "another wrote a header that the reclaimer changes",
                node);
        node.borrowed = borrowed;
        node.origin = origin;
        interleaver.step();
    }

    void free(Node node) {
        forget(node);
        figures.frees++;
        interleaver.step();
    }

    // ---- what the oracle and a recount do, while nobody runs ----

    /** Frees a node without a step. */
    void forget(Node node) {
        Rule.T3.require(at(node.ref) == node, "a node is freed twice", node);
        nodes.set(node.ref, null);
        freeRefs.add(node.ref);
    }

    /** All nodes that are allocated. */
    List<Node> allocated() {
        return nodes.stream().filter(node -> node != null).toList();
    }

    /** One more than the largest reference. */
    int limit() {
        return nodes.size();
    }

    boolean isAllocated(int ref) {
        return nodes.get(ref) != null;
    }

    /** All references from outside: handles and the root table. */
    List<Integer> roots() {
        List<Integer> roots = new ArrayList<>(handles);
        for (int ref : held) {
            if (ref != NIL) {
                roots.add(ref);
            }
        }
        return roots;
    }
}
