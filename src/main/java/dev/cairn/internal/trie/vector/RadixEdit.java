package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Counts;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A vector's trie while it is edited. Copies each node on its way once, and then edits the copy in place: it knows its own nodes by its
 * edit number. Persistent operations and builders share this code.
 */
final class RadixEdit {
    /*
     * On the way down, a node of another edit is copied. The copy shares all children but the child on the way, whose slot stays filled but
     * is not counted until the next step replaces it. If an allocation fails in between, that slot is counted after all. So the nodes made
     * so far are a valid tree, which can be dropped or edited further.
     *
     * Invariant: The source stays reachable until the edit is done (T1, T2). So the reclaimer merges nothing into nodes of this edit, and
     * only this edit writes their slots and lineage (I8).
     */
    private final VectorType type;
    private final Memory memory;
    private final Counts counts;
    private Stripe stripe;
    private final int end;
    private long edit;
    private int root;
    private int height;
    private boolean rootOwned;
    private boolean irregular;
    private int size;
    private long uncounted;
    private int[] heirs = new int[8];
    private int borrowers;
    private long node;
    private int position;

    /** How many places behind {@code position} the next leaves take: the last one was pushed there, and nothing else was done since. */
    private int beside;

    /** In an irregular trie: the index within the child at the position. `left` is the number of elements of that child. */
    private int rest;

    private int left;

    /** Begins from a trie of {@code end} elements, which the caller keeps alive. Borrows {@code root}. */
    RadixEdit(VectorType type, Stripe stripe, int root, int height, int end) {
        this.type = type;
        this.memory = type.memory;
        this.counts = type.core.counts();
        this.stripe = stripe;
        this.edit = stripe.nextEdit();
        this.root = root;
        this.height = height;
        this.end = end;
        this.size = end;
        this.irregular = RelaxedTrie.isIrregular(type, root, end);
    }

    int root() {
        return root;
    }

    int height() {
        return height;
    }

    boolean isIrregular() {
        return irregular;
    }

    long number() {
        return edit;
    }

    /** Continues under another stripe. */
    void resume(Stripe next) {
        stripe = next;
    }

    /** From here on, the nodes made so far are not edited in place. */
    void freeze() {
        edit = stripe.nextEdit();
        beside = 0;
    }

    /** Makes the caller the owner of one count of the root. The edit gives its own count up, if it has one. */
    int takeRoot() {
        if (root != 0 && !rootOwned) {
            counts.raise(root);
        }
        rootOwned = false;
        return root;
    }

    /** Makes this edit the owner of one count of the root. Takes it from the caller. */
    void ownRoot() {
        rootOwned = root != 0;
    }

    /** Makes the nodes so far a valid tree, also after an allocation failed. */
    void makeValid() {
        while (borrowers > 0) { // counted down first: after an error, no copy is entered twice
            counts.enlist(heirs[--borrowers], type.core.shapes().children(), type.innerBytes);
        }
        if (uncounted != 0) {
            counts.raise(memory.getInt(uncounted));
            uncounted = 0;
        }
    }

    /** Drops the nodes made so far. */
    void abort() {
        makeValid();
        if (rootOwned) {
            stripe.drop(root);
        }
        rootOwned = false;
        root = 0;
    }

    private int digit(int index, int level) {
        return (index >>> type.shift(level)) & type.digitMask;
    }

    static long slot(long node, int position) {
        return node + Node.BEARING_HEADER + 4L * position;
    }

    private boolean isMine(int reference) {
        return Node.edit(memory, memory.at(reference)) == edit;
    }

    /** Replaces element {@code index} of the trie. If no block is left, the element stays as it was. */
    void write(int index, long value, @Nullable Object prepared) {
        descend(index, 1);
        int leaf = memory.getInt(slot(node, position));
        if (!isMine(leaf)) {
            int count = irregular ? left : type.leafElements();
            leaf = LeafEdit.copy(type, stripe, edit, leaf, count, count);
            replace(leaf);
        }
        LeafEdit.write(type, stripe, leaf, irregular ? rest : index & type.leafMask, value, prepared);
    }

    /** The address of element {@code index} of the trie, to be read. */
    long elementAt(int index) {
        return RelaxedTrie.elementAt(type, root, height, index);
    }

    /** Appends a leaf of {@code count} elements, whose first element has the index {@code start}. Takes the leaf, unless this throws. */
    void pushLeaf(int start, int leaf, int count) {
        if (irregular || count != type.leafElements()) {
            pushIrregular(start, leaf, count);
            return;
        }
        if (beside > 0) {
            beside--;
            position++;
            replace(leaf);
            return;
        }
        while (height == 0 || start >>> type.shift(height) > type.digitMask) {
            grow();
        }
        descend(start, 1);
        replace(leaf);
        beside = type.digitMask - position;
    }

    private void pushIrregular(int start, int leaf, int count) {
        makeValid();
        RrbEdit trie = new RrbEdit(type, stripe, root, height, start);
        try {
            trie.append(leaf, 0, count);
        } catch (Throwable e) {
            trie.abort();
            throw e;
        }
        int next = trie.takeRoot();
        release();
        stripe.drop(leaf);
        root = next;
        rootOwned = true;
        height = trie.height();
        size = trie.size();
        irregular = RelaxedTrie.isIrregular(type, root, size);
    }

    private void grow() {
        int top = inner();
        if (root != 0) {
            memory.setInt(slot(memory.at(top), 0), takeRoot());
        }
        root = top;
        rootOwned = true;
        height++;
    }

    /** Removes the last leaf, whose first element has the index {@code start}, and levels that are no longer needed. */
    void popLeaf(int start) {
        if (start == 0) {
            clear();
            return;
        }
        int level = 1;
        while (level < height && (start & ((1 << type.shift(level + 1)) - 1)) == 0) {
            level++;
        }
        descend(start, level);
        replace(0);
        while (height > 1 && start <= 1 << type.shift(height)) {
            int child = counts.raise(memory.getInt(slot(memory.at(root), 0)));
            release();
            root = child;
            rootOwned = true;
            height--;
        }
    }

    /** Removes all elements. */
    void clear() {
        beside = 0;
        release();
        root = 0;
        height = 0;
    }

    private void release() {
        if (rootOwned) {
            stripe.drop(root);
            rootOwned = false;
        }
    }

    /** Goes down to the node of {@code level} that leads to {@code index}. Copies the nodes on the way that are not this edit's. */
    private void descend(int index, int level) {
        beside = 0;
        rest = index;
        left = size;
        position = step(root, index, height);
        if (!isMine(root)) {
            int copy = copyInner(root, index, height, position);
            release();
            root = copy;
            rootOwned = true;
        }
        node = memory.at(root);
        for (int below = height - 1; below >= level; below--) {
            int child = memory.getInt(slot(node, position));
            if (child == 0) {
                child = inner();
                replace(child);
            }
            int next = step(child, index, below);
            if (!isMine(child)) {
                child = copyInner(child, index, below, next);
            }
            node = memory.at(child);
            position = next;
        }
    }

    /** The place at a node of {@code level} that leads to {@code index}. */
    private int step(int parent, int index, int level) {
        if (!irregular) {
            return digit(index, level);
        }
        long at = memory.at(parent);
        int place = RelaxedTrie.place(type, at, level, rest);
        int before = RelaxedTrie.before(type, at, level, place);
        left = RelaxedTrie.size(type, at, level, left, place, before);
        rest -= before;
        return place;
    }

    /** Puts {@code child} at the current position. Takes it, and releases the old child. */
    private void replace(int child) {
        long slot = slot(node, position);
        int before = memory.getInt(slot);
        memory.setInt(slot, child);
        if (slot == uncounted) {
            uncounted = 0;
        } else if (counts.borrows(node, position)) {
            counts.ceaseToBorrow(node, position);
        } else if (before != 0) {
            stripe.drop(before);
        }
    }

    /**
     * The positions at which a node of this edit has children. To the left of the source's end all have children. To the right of it, other
     * versions may have filled places, with gaps.
     */
    private int filled(long node, int index, int level) {
        int span = type.shift(level + 1);
        if (!irregular && (((long) index >>> span) + 1) << span <= end) {
            return type.allPositions;
        }
        int filled = 0;
        for (int i = 0; i <= type.digitMask; i++) {
            if (memory.getInt(slot(node, i)) != 0) {
                filled |= 1 << i;
            }
        }
        return filled;
    }

    private void enlistLater(int copy) {
        if (borrowers == heirs.length) {
            heirs = Arrays.copyOf(heirs, borrowers * 2);
        }
        heirs[borrowers++] = copy;
    }

    private int inner() {
        int fresh = stripe.allocate(type.innerBytes, Kind.INNER, 0, edit);
        long at = memory.at(fresh);
        Node.ownAll(memory, at);
        memory.zeroWords(at + Node.BEARING_HEADER, type.innerBytes - Node.BEARING_HEADER);
        return fresh;
    }

    /** Copies {@code source} to the current position, or makes the copy the root. Leaves the child at {@code except} uncounted. */
    private int copyInner(int source, int index, int level, int except) {
        long from = memory.at(source);
        boolean isRelaxed = irregular && RelaxedTrie.isRelaxed(memory, from);
        int bytes = isRelaxed ? type.relaxedBytes : type.innerBytes;
        int copy = stripe.allocate(bytes, isRelaxed ? Kind.RELAXED : Kind.INNER, 0, edit);
        long to = memory.at(copy);
        memory.copy(from + Node.BEARING_HEADER, to + Node.BEARING_HEADER, bytes - Node.BEARING_HEADER);
        int shared = filled(to, index, level) & ~(1 << except);
        if (counts.share(
                source,
                copy,
                shared,
                Integer.bitCount(shared) > type.core.fewChildren(),
                type.core.shapes().children(),
                type.innerBytes)) {
            enlistLater(copy);
        }
        if (source != root) {
            replace(copy);
        }
        assert uncounted == 0;
        long slot = slot(to, except);
        uncounted = memory.getInt(slot) == 0 ? 0 : slot;
        return copy;
    }
}
