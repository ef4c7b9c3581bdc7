package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import java.util.function.LongConsumer;

/** Finds the differences of two tries, side by side. */
public final class TrieDiff {
    /*
     * If both have a node that splits hashes, its cells are compared: as bytes if both nodes have the same form. If one has less (nothing, an
     * entry, or entries with equal hashes), each entry of either is looked up in the other, since nearly all of them differ.
     */
    private final MapType type;
    private final Memory memory;
    private final Changes to;
    private long visited;

    TrieDiff(MapType type, Changes to) {
        this.type = type;
        this.memory = type.memory;
        this.to = to;
    }

    /** Receives the differences, each by the addresses of the entries. */
    public interface Changes {
        /** The key of {@code entryOfA} is in the first base only. */
        void removed(long entryOfA);

        /** The key of {@code entryOfB} is in the second base only. */
        void added(long entryOfB);

        /** Both have the key, with different values. */
        void changed(long entryOfA, long entryOfB);

        /** Whether it needs no more differences. */
        default boolean isDone() {
            return false;
        }
    }

    /** Compares two tries (0: empty). Returns how many nodes were visited. */
    long run(int a, int b) {
        cells(Cell.childOrNone(a), Cell.childOrNone(b), 0);
        return visited;
    }

    private long visit(long child) {
        visited++;
        return memory.at(Cell.index(child));
    }

    /** Compares the cells to which {@code shift} bits of the hash led. */
    private void cells(long a, long b, int shift) {
        if (a == b) {
            return;
        }
        if (!Cell.isChild(a) && !Cell.isChild(b)) {
            entries(a, b);
        } else if (parts(a) && parts(b)) {
            nodes(visit(a), visit(b), shift);
        } else {
            forEach(a, entry -> compare(entry, find(b, entry, shift)));
            forEach(b, entry -> addIfMissing(entry, find(a, entry, shift)));
        }
    }

    /** Whether a cell is a node that splits hashes. */
    private boolean parts(long cell) {
        return Cell.isChild(cell) && !MapNode.isCollision(memory, memory.at(Cell.index(cell)));
    }

    private void nodes(long a, long b, int shift) {
        for (int left = differing(a, b); left != 0 && !to.isDone(); left &= left - 1) {
            int bit = Integer.lowestOneBit(left);
            cells(type.cell(a, bit), type.cell(b, bit), shift + type.bits);
        }
    }

    /** The fragments at which two nodes may differ. If both have the same form, those at which their bytes differ. */
    private int differing(long a, long b) {
        int entries = MapNode.entries(memory, a);
        int fragments = type.fragments(a);
        if (entries != MapNode.entries(memory, b)
                || fragments != type.fragments(b)
                || MapNode.isLeaf(memory, a) != MapNode.isLeaf(memory, b)) {
            return fragments | type.fragments(b);
        }
        int children = fragments & ~entries;
        long inA = MapNode.body(memory, a);
        long inB = MapNode.body(memory, b);
        int count = Integer.bitCount(entries);
        long before = MapNode.entryBytes(count, type.stride);
        return Integer.expand(differingEntries(inA, inB, count), entries)
                | Integer.expand(differingChildren(inA + before, inB + before, Integer.bitCount(children)), children);
    }

    private int differingEntries(long inA, long inB, int count) {
        int differing = 0;
        int bytes = count * type.stride;
        for (int done = 0; done < bytes; ) {
            long equal = memory.mismatch(inA + done, inB + done, bytes - done);
            if (equal < 0) {
                break;
            }
            int i = (int) (done + equal) / type.stride;
            differing |= 1 << i;
            done = (i + 1) * type.stride;
        }
        return differing;
    }

    private int differingChildren(long inA, long inB, int count) {
        int differing = 0;
        for (int i = 0; i < count; i++) {
            differing |= memory.getInt(inA + 4L * i) != memory.getInt(inB + 4L * i) ? 1 << i : 0;
        }
        return differing;
    }

    /** Compares two cells that are entries or nothing. */
    private void entries(long a, long b) {
        long inA = Cell.at(a);
        long inB = Cell.at(b);
        boolean same = inA != 0 && inB != 0 && type.isSameKey(inA, inB);
        if (inA != 0) {
            compare(inA, same ? inB : 0);
        }
        if (inB != 0) {
            addIfMissing(inB, same ? inA : 0);
        }
    }

    private void compare(long inA, long inB) {
        if (inB == 0) {
            to.removed(inA);
        } else if (!type.isSameValue(inA, inB)) {
            to.changed(inA, inB);
        }
    }

    private void addIfMissing(long inB, long inA) {
        if (inA == 0) {
            to.added(inB);
        }
    }

    private void forEach(long cell, LongConsumer action) {
        if (!Cell.isChild(cell)) {
            if (cell != Cell.NONE) {
                action.accept(Cell.at(cell));
            }
            return;
        }
        long at = visit(cell);
        if (MapNode.isCollision(memory, at)) {
            forEachInCollision(at, action);
            return;
        }
        for (int left = type.fragments(at); left != 0; left &= left - 1) {
            forEach(type.cell(at, Integer.lowestOneBit(left)), action);
        }
    }

    private void forEachInCollision(long at, LongConsumer action) {
        long entry = MapNode.body(memory, at);
        for (int left = MapNode.size(memory, at); left > 0; left--, entry += type.stride) {
            action.accept(entry);
        }
    }

    /** The entry in {@code cell} with the key of {@code entry}; 0 if there is none. */
    private long find(long cell, long entry, int shift) {
        if (!Cell.isChild(cell)) {
            return cell != Cell.NONE && type.isSameKey(Cell.at(cell), entry) ? Cell.at(cell) : 0;
        }
        long hash = type.hashAt(entry);
        long found = cell;
        for (int depth = shift; parts(found); depth += type.bits) {
            found = type.cell(visit(found), 1 << type.fragment(hash, depth));
        }
        return Cell.isChild(found) ? findInCollision(visit(found), hash, entry) : find(found, entry, shift);
    }

    private long findInCollision(long at, long hash, long entry) {
        return type.hashAt(MapNode.body(memory, at)) == hash ? type.findInCollision(at, entry) : 0;
    }
}
