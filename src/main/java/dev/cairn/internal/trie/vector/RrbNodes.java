package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Counts;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.Arrays;

/**
 * Takes the nodes of a vector's trie apart and makes new nodes of their children, in one edit. Drops a node at once that it made and took
 * apart again.
 */
final class RrbNodes {
    /*
     * The edit owns a count of each node that it made and that is no child yet: the nodes in `made`. The sources stay reachable until the
     * edit is done (T1, T2). Copies become heirs at the end, so a copy that is taken apart before that borrows nothing.
     */
    private final VectorType type;
    private final Memory memory;
    private final Counts counts;
    private final Stripe stripe;
    private final long edit;
    private int[] made = new int[8];
    private int madeCount;
    private int[] heirs = new int[8];
    private int heirCount;

    RrbNodes(VectorType type, Stripe stripe) {
        this.type = type;
        this.memory = type.memory;
        this.counts = type.core.counts();
        this.stripe = stripe;
        this.edit = stripe.nextEdit();
    }

    VectorType type() {
        return type;
    }

    Stripe stripe() {
        return stripe;
    }

    long edit() {
        return edit;
    }

    /** Whether this edit made {@code node}. */
    boolean isMade(int node) {
        return Node.edit(memory, memory.at(node)) == edit;
    }

    /** Keeps a count of {@code node} until it becomes a child. Takes the count. */
    int own(int node) {
        if (madeCount == made.length) {
            made = Arrays.copyOf(made, madeCount * 2);
        }
        made[madeCount++] = node;
        return node;
    }

    /** Gives the caller the count of {@code node} that the edit owns. */
    void release(int node) {
        madeCount = without(made, madeCount, node);
    }

    private static int without(int[] nodes, int count, int node) {
        int i = count - 1;
        while (i >= 0 && nodes[i] != node) {
            i--;
        }
        if (i >= 0) {
            System.arraycopy(nodes, i + 1, nodes, i, count - i - 1);
        }
        return i < 0 ? count : count - 1;
    }

    /** Drops {@code node} if this edit made it. */
    void discard(int node) {
        if (isMade(node)) {
            release(node);
            stripe.drop(node);
        }
    }

    /** Makes the copies heirs, before another thread can reach them. */
    private void enlistHeirs() {
        for (int i = 0; i < heirCount; i++) {
            counts.enlist(heirs[i], type.core.shapes().children(), type.innerBytes);
        }
        heirCount = 0;
    }

    /** Drops the nodes that this edit made and that are no children. */
    void dropAll() {
        enlistHeirs();
        while (madeCount > 0) {
            stripe.drop(made[--madeCount]);
        }
    }

    /** How many children a node of {@code level} with {@code size} elements has. */
    int count(int node, int level, int size) {
        long at = memory.at(node);
        if (!RelaxedTrie.isRelaxed(memory, at)) {
            return regularCount(level, size);
        }
        int count = 0;
        for (int place = 0; place <= type.digitMask; place++) {
            count += RelaxedTrie.child(type, at, place) == 0 ? 0 : 1;
        }
        return count;
    }

    private int regularCount(int level, int size) {
        return (int) ((size - 1L) >>> type.shift(level)) + 1;
    }

    /** The children of a node of {@code level} with {@code size} elements. Drops the node if this edit made it. */
    ChildList takeApart(int node, int level, int size) {
        ChildList row = new ChildList(type.digitMask + 3);
        takeApart(node, level, size, row);
        return row;
    }

    /** Adds the children of a node of {@code level} with {@code size} elements to {@code row}. Drops the node if this edit made it. */
    void takeApart(int node, int level, int size, ChildList row) {
        long at = memory.at(node);
        boolean isMade = isMade(node);
        int origin = isMade ? counts.origin(at) : node;
        int before = 0;
        for (int place = 0; before < size; place++) {
            int child = RelaxedTrie.child(type, at, place);
            if (child != 0) {
                int count = RelaxedTrie.size(type, at, level, size, place, before);
                if (isMade && !counts.borrows(at, place)) {
                    row.insert(row.count(), own(child), count, true);
                } else {
                    row.add(child, count, origin, place);
                }
                before += count;
            }
        }
        if (isMade) {
            empty(node, at);
            discard(node);
        }
    }

    private void empty(int node, long at) {
        Node.ownAll(memory, at);
        memory.zeroWords(at + Node.BEARING_HEADER, type.innerBytes - Node.BEARING_HEADER);
        heirCount = without(heirs, heirCount, node);
    }

    /** An empty leaf with room for {@code count} elements. */
    int leaf(int count) {
        return own(LeafEdit.fresh(type, stripe, edit, count));
    }

    /** Makes one node of all of {@code row}. Makes none if it is empty, and two if it is too long, the first of {@code split} children. */
    void make(ChildList row, int level, int split, SplitResult to) {
        int count = row.count();
        int size = row.size(0, count);
        if (count <= type.digitMask + 1) {
            to.set(count == 0 ? 0 : make(row, 0, count, level), size);
        } else {
            int firstSize = row.size(0, split);
            int first = make(row, 0, split, level);
            to.set(first, firstSize, make(row, split, count, level), size - firstSize);
        }
    }

    /** As {@link #withChildren}, for one place, which gets {@code child} with {@code childSize} elements. */
    int withChild(int node, int level, int size, int place, int child, int childSize) {
        ChildList changed = new ChildList(1);
        changed.insert(0, child, childSize, isMade(child));
        return withChildren(node, level, size, new int[] {place}, changed);
    }

    /**
     * A copy of a node of {@code size} elements that this edit did not make, with the children {@code changed} at {@code places}. Takes the
     * children that this edit owns. Behind a place without a child there is no other child.
     */
    int withChildren(int node, int level, int size, int[] places, ChildList changed) {
        long from = memory.at(node);
        boolean isRelaxed =
                changed.count() > 1 || !staysRegular(from, level, size, places[0], changed.child(0), changed.size(0));
        int bytes = isRelaxed ? type.relaxedBytes : type.innerBytes;
        int copy = stripe.allocate(bytes, isRelaxed ? Kind.RELAXED : Kind.INNER, 0, edit);
        long to = memory.at(copy);
        memory.copy(from + Node.BEARING_HEADER, to + Node.BEARING_HEADER, type.innerBytes - Node.BEARING_HEADER);
        int shared = clearBehind(to, from, level, size);
        if (isRelaxed) {
            copyEnds(from, to, level, size, places, changed);
        }
        for (int i = 0; i < changed.count(); i++) {
            memory.setInt(to + Node.BEARING_HEADER + 4L * places[i], changed.child(i));
            shared &= ~(1 << places[i]);
        }
        share(node, copy, shared);
        for (int i = 0; i < changed.count(); i++) {
            if (changed.isOwned(i)) {
                release(changed.child(i));
            } else {
                counts.raise(changed.child(i));
            }
        }
        return own(copy);
    }

    /**
     * Whether the digits of an index still lead to its element if {@code place} of a node has {@code child}, with {@code childSize}
     * elements.
     */
    private boolean staysRegular(long node, int level, int size, int place, int child, int childSize) {
        int last = regularCount(level, size) - 1;
        return !RelaxedTrie.isRelaxed(memory, node)
                && (place == last || (place == last + 1 && size == (long) place << type.shift(level)))
                && childSize <= 1L << type.shift(level)
                && (level == 1 || !isRelaxed(child));
    }

    /**
     * Removes from a copy the children that other versions put behind those of a regular node. Returns the places of the children that
     * stay.
     */
    private int clearBehind(long copy, long node, int level, int size) {
        int count = RelaxedTrie.isRelaxed(memory, node) ? type.digitMask + 1 : regularCount(level, size);
        int occupied = 0;
        for (int place = 0; place <= type.digitMask; place++) {
            if (place >= count) {
                memory.setInt(copy + Node.BEARING_HEADER + 4L * place, 0);
            } else if (RelaxedTrie.child(type, copy, place) != 0) {
                occupied |= 1 << place;
            }
        }
        return occupied;
    }

    private void copyEnds(long from, long to, int level, int size, int[] places, ChildList changed) {
        long ends = RelaxedTrie.ends(type, to);
        boolean isRelaxed = RelaxedTrie.isRelaxed(memory, from);
        int shift = type.shift(level);
        int next = 0;
        int more = 0;
        int before = 0;
        for (int place = 0; place <= type.digitMask; place++) {
            int end = isRelaxed ? RelaxedTrie.end(type, from, place) : (int) Math.min(size, (place + 1L) << shift);
            if (next < places.length && places[next] == place) {
                more += changed.size(next++) - (end - before);
            }
            memory.setInt(ends + 4L * place, end + more);
            before = end;
        }
    }

    private void share(int origin, int copy, int places) {
        if (counts.share(
                origin,
                copy,
                places,
                Integer.bitCount(places) > type.core.fewChildren(),
                type.core.shapes().children(),
                type.innerBytes)) {
            addHeir(copy);
        }
    }

    /** A node of {@code level} with the children {@code from} to {@code to} of {@code row}. The edit owns the node instead of these. */
    int make(ChildList row, int from, int to, int level) {
        int first = row.origin(from) != 0 && fits(row.place(from), to - from) ? row.place(from) : 0;
        int last = row.place(to - 1) - (to - 1 - from);
        int other = row.origin(to - 1) != 0 && fits(last, to - from) ? last : 0;
        int byFirst = shared(row, from, to, row.origin(from), first);
        int byLast = shared(row, from, to, row.origin(to - 1), other);
        return Integer.bitCount(byFirst) >= Integer.bitCount(byLast)
                ? make(row, from, to, level, row.origin(from), first, byFirst)
                : make(row, from, to, level, row.origin(to - 1), other, byLast);
    }

    private boolean fits(int start, int count) {
        return start >= 0 && start + count <= type.digitMask + 1;
    }

    /**
     * The places at which {@code origin} has the same children, if the children {@code from} to {@code to} are put from {@code start} on.
     */
    private static int shared(ChildList row, int from, int to, int origin, int start) {
        int shared = 0;
        for (int i = from; i < to && origin != 0; i++) {
            int place = start + i - from;
            shared |= row.origin(i) == origin && row.place(i) == place ? 1 << place : 0;
        }
        return shared;
    }

    private int make(ChildList row, int from, int to, int level, int origin, int start, int shared) {
        boolean isRegular = isRegular(row, from, to, level, start);
        int bytes = isRegular ? type.innerBytes : type.relaxedBytes;
        int node = stripe.allocate(bytes, isRegular ? Kind.INNER : Kind.RELAXED, 0, edit);
        long at = memory.at(node);
        memory.zeroWords(at + Node.BEARING_HEADER, bytes - Node.BEARING_HEADER);
        for (int i = from; i < to; i++) {
            memory.setInt(at + Node.BEARING_HEADER + 4L * (start + i - from), row.child(i));
        }
        if (!isRegular) {
            writeEnds(row, from, to, start, RelaxedTrie.ends(type, at));
        }
        if (shared == 0) {
            Node.ownAll(memory, at);
        } else {
            share(origin, node, shared);
        }
        for (int i = from; i < to; i++) {
            if (row.isOwned(i)) {
                release(row.child(i));
            } else if ((shared >>> (start + i - from) & 1) == 0) {
                counts.raise(row.child(i));
            }
        }
        return own(node);
    }

    // two loops: in one loop, the JIT assumes again and again that it ends with the children
    private void writeEnds(ChildList row, int from, int to, int start, long ends) {
        int end = 0;
        int place = start;
        for (int i = from; i < to; i++, place++) {
            end += row.size(i);
            memory.setInt(ends + 4L * place, end);
        }
        for (; place <= type.digitMask; place++) {
            memory.setInt(ends + 4L * place, end);
        }
    }

    /** Whether the digits of an index lead to its element below these children: all but the last are full, and none is relaxed. */
    private boolean isRegular(ChildList row, int from, int to, int level, int start) {
        long full = 1L << type.shift(level);
        if (start != 0 || row.size(to - 1) > full) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((i < to - 1 && row.size(i) != full) || (level > 1 && isRelaxed(row, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isRelaxed(ChildList row, int i) {
        int origin = row.origin(i);
        return (origin == 0 || isRelaxed(origin)) && isRelaxed(row.child(i));
    }

    private boolean isRelaxed(int node) {
        return RelaxedTrie.isRelaxed(memory, memory.at(node));
    }

    private void addHeir(int node) {
        if (heirCount == heirs.length) {
            heirs = Arrays.copyOf(heirs, heirCount * 2);
        }
        heirs[heirCount++] = node;
    }
}
