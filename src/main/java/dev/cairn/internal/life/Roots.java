package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.lang.invoke.VarHandle;
import java.util.function.IntConsumer;

/** The named roots of a store: a list of nodes in the store, each with a name and a cell, that begins in the superblock. */
public final class Roots {
    /*
     * Layout of a root node
     *     header 16 | cell 8 | next 4 | previous 4 | length 4 | name, two bytes a character
     * The field for the shape says what has the name: an atom or a mailbox.
     *
     * The list owns one count of each root node, and each cell one count of its reference; these are roots, as tokens are (I1). The
     * previous node of the first is 0.
     *
     * Concurrency: a thread that adds or removes a root holds a lock of the caller's, and a stripe; a recount holds all stripes. Before
     * the first link is written the stack has room for the whole change, so both directions always agree while the process lives. If it
     * dies, the links to the next nodes hold, and lead to complete nodes; those to the previous ones must be written again (mend).
     */
    /** The offset of a word that is not 0 while a process changes the list of root nodes, or if it died meanwhile. */
    static final int AT_NAMES_BUSY = 136;

    static final int AT_CELL = Node.HEADER;
    static final int AT_NEXT = AT_CELL + Long.BYTES;
    private static final int AT_PREVIOUS = AT_NEXT + Integer.BYTES;
    static final int AT_LENGTH = AT_PREVIOUS + Integer.BYTES;
    static final int AT_NAME = AT_LENGTH + Integer.BYTES;

    /** The bytes of a root node without its name. */
    static final int NAMELESS_BYTES = AT_NAME;

    /** In the place of a shape: the name is that of an atom. */
    public static final int OF_ATOM = 0;

    /** In the place of a shape: the name is that of a mailbox, whose node the cell holds as long as the mailbox has the name. */
    public static final int OF_MAILBOX = 1;

    private final Memory memory;
    private final Counts counts;
    private final long head;
    private final long version;
    private final long busy;

    Roots(Memory memory, Counts counts) {
        this.memory = memory;
        this.counts = counts;
        this.head = memory.atOffset(Superblock.AT_ROOTS);
        this.version = memory.atOffset(Superblock.AT_NAMES_VERSION);
        this.busy = memory.atOffset(AT_NAMES_BUSY);
    }

    /** The first root node, or 0. */
    public int first() {
        return memory.getIntAcquire(head);
    }

    /** The root node after {@code root}, or 0. */
    public int next(int root) {
        return memory.getIntAcquire(memory.at(root) + AT_NEXT);
    }

    /** The root node before {@code root}, or 0. */
    int previous(int root) {
        return memory.getInt(memory.at(root) + AT_PREVIOUS);
    }

    /** The length of the name of {@code root}. */
    int length(int root) {
        return memory.getInt(memory.at(root) + AT_LENGTH);
    }

    /** The name of {@code root}. */
    public String name(int root) {
        return name(root, length(root));
    }

    /** The name of {@code root}, whose length is {@code length}. */
    String name(int root, int length) {
        char[] name = new char[length];
        for (int i = 0; i < name.length; i++) {
            name[i] = memory.getChar(memory.at(root) + AT_NAME + (long) i * Character.BYTES);
        }
        return new String(name);
    }

    /** Calls {@code action} with each root node. Nobody adds or removes one meanwhile. */
    public void forEach(IntConsumer action) {
        for (int root = first(); root != 0; root = next(root)) {
            action.accept(root);
        }
    }

    /** The root node with this name, or 0. Nobody adds or removes one meanwhile. O(number of roots). */
    public int find(String name) {
        for (int root = first(); root != 0; root = next(root)) {
            if (memory.getInt(memory.at(root) + AT_LENGTH) == name.length()
                    && name(root).equals(name)) {
                return root;
            }
        }
        return 0;
    }

    /** Runs {@code action}, which changes the list. Nobody else does. Makes the list right first, if the last one that did was killed. */
    void change(Runnable action) {
        if (memory.getIntAcquire(busy) != 0) {
            mendAll();
        }
        memory.setInt(busy, 1);
        VarHandle.fullFence();
        action.run(); // after an error, the next one makes the list right
        memory.setIntRelease(busy, 0);
    }

    private void mendAll() {
        int previous = 0;
        for (int root = first(); root != 0; root = next(root)) {
            mend(previous);
            previous = root;
        }
    }

    /** Makes right what a process that was killed left half done in the list and in the cells, which nobody uses now. */
    void recover() {
        mendAll();
        forEach(root -> cell(root).recover());
        linkSegments();
    }

    /** Links what senders to mailboxes that were killed had claimed. Nobody sends or receives meanwhile. */
    void linkSegments() {
        forEach(root -> {
            int post = isOfMailbox(root) ? cell(root).reference() : 0;
            if (post != 0) {
                LaneLinks.mend(memory, post);
            }
        });
    }

    /** Whether the name of {@code root} is that of a mailbox. */
    public boolean isOfMailbox(int root) {
        return Node.shape(memory, memory.at(root)) == OF_MAILBOX;
    }

    /** The cell of {@code root}, valid as long as the node is. */
    public RootCell cell(int root) {
        return new RootCell(memory, counts, memory.at(root) + AT_CELL);
    }

    long cellWord(int root) {
        return memory.getLongAcquire(memory.at(root) + AT_CELL);
    }

    /** Makes a root node {@code of} an atom or a mailbox that is not in the list yet; returns it owned. Leaves room on the stack for {@link #add}. */
    public int make(Stripe stripe, String name, int of) {
        StackRoom.require(); // nothing is touched yet
        int root = stripe.allocate(AT_NAME + name.length() * Character.BYTES, Kind.ROOT, of, 0);
        long at = memory.at(root);
        memory.setLong(at + AT_CELL, 0);
        memory.setInt(at + AT_LENGTH, name.length());
        for (int i = 0; i < name.length(); i++) {
            memory.setChar(at + AT_NAME + (long) i * Character.BYTES, name.charAt(i));
        }
        return root;
    }

    /** Puts a root node into the list, with {@code reference} in its cell. Takes both. O(1). */
    public void add(int root, int reference) {
        cell(root).fill(reference);
        int second = first();
        link(root, second);
        link(0, root);
    }

    /** Takes a root node out of the list and empties its cell; drops both. The caller can reach it, and has room on the stack. O(1). */
    void remove(Stripe stripe, int root) {
        if (cell(root).reference() != 0) { // else a process was killed that was here before
            cell(root).clear(stripe); // first: a recount counts what the cell of a root in the list holds
        }
        link(previous(root), next(root));
        raiseVersion();
        stripe.drop(root);
    }

    /** Lets readers that walk the list begin anew. */
    void raiseVersion() {
        memory.setIntRelease(version, memory.getInt(version) + 1);
    }

    /** Writes again, into the root node after {@code before}, which is the one before it; 0 is the beginning of the list, or its end. */
    void mend(int before) {
        int after = before == 0 ? first() : next(before);
        if (after != 0) {
            memory.setInt(memory.at(after) + AT_PREVIOUS, before);
        }
    }

    /** Makes two nodes neighbours; 0 is the beginning of the list, or its end. */
    private void link(int before, int after) {
        memory.setIntRelease(before == 0 ? head : memory.at(before) + AT_NEXT, after);
        if (after != 0) {
            memory.setInt(memory.at(after) + AT_PREVIOUS, before);
        }
    }
}
