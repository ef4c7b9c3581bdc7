package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import org.jspecify.annotations.Nullable;

/** Finds what edits change in a trie, and changes nothing. Compares and hashes, which may run a user's code, before a stripe is taken. */
final class MapPlan {
    /*
     * Goes down with the edits in the order of their hashes, to each node once. The result for a subtree is a cell. If it is the old cell,
     * nothing changes.
     *
     * The form is canonical, so that equal content has equal shape. A subtree of one entry is that entry, in the node above. A subtree whose
     * hashes are all equal is a collision node, at any height. Any other subtree is a node, which splits it by the next fragment of the
     * hashes. Only the root may hold one entry.
     */
    private static final long NEEDED = -1;

    /** The distance from the greatest int keeps the size of a version positive, with its pending edits. */
    private static final int SIZE_MAX = Integer.MAX_VALUE & ~0xFFFF;

    /** Maps up to this size are likely to be in the cache anyway. */
    private static final int IN_CACHE = 1 << 14;

    final MapSteps steps = new MapSteps();
    final EditBatch edits;
    private final MapType type;
    private final Memory memory;
    private final long[] replaced;
    private final Longs pending = new Longs(6);
    private final Items items = new Items();
    private final @Nullable MapReadAhead ahead;
    private final long root;

    /** The changes of {@code edits}, which are in order, to the trie at {@code root} (0: empty). The caller keeps both reachable. */
    MapPlan(int root, EditBatch edits) {
        this.edits = edits;
        this.type = edits.type;
        this.memory = type.memory;
        this.replaced = new long[edits.count()];
        this.ahead = isFar(root) && replaced.length > 1 ? new MapReadAhead(edits) : null;
        this.root = replaced.length == 0 ? Cell.childOrNone(root) : root(root);
    }

    private boolean isFar(int reference) {
        return reference != 0 && MapNode.size(memory, memory.at(reference)) > IN_CACHE;
    }

    /** The root after the edits: nothing, or a child. */
    long root() {
        return root;
    }

    /** The entry whose key and place the entry of {@code edit} takes over; 0 if there is none. */
    long replaced(int edit) {
        return replaced[edit];
    }

    /** How many entries are under a cell. */
    int size(long cell) {
        if (Cell.isMade(cell)) {
            return steps.size(Cell.index(cell));
        }
        if (Cell.isStoredChild(cell)) {
            return MapNode.size(memory, memory.at(Cell.index(cell)));
        }
        return cell == Cell.NONE ? 0 : 1;
    }

    private long root(int reference) {
        long cell = reference == 0 ? fill(0, 0, 0, replaced.length) : node(reference, 0, 0, replaced.length);
        if (!Cell.isEntry(cell)) {
            return cell;
        }
        int fragments = 1 << type.fragment(hash(cell), 0);
        pending.add(cell);
        return Cell.made(steps.add(0, fragments, 0, fragments, 1, pending, 0));
    }

    private long hash(long entryCell) {
        return Cell.isEdit(entryCell) ? edits.hash(Cell.index(entryCell)) : type.hashAt(Cell.at(entryCell));
    }

    /** The end of the edits from {@code from} on that have the same fragment at a node. */
    private int groupEnd(int from, int to, int shift) {
        int end = from + 1;
        if (end < to) {
            int fragment = type.fragment(edits.hash(from), shift);
            while (end < to && type.fragment(edits.hash(end), shift) == fragment) {
                end++;
            }
        }
        return end;
    }

    /** The subtree at {@code reference} after the edits {@code from} to {@code to}. */
    private long node(int reference, int shift, int from, int to) {
        long at = memory.at(reference);
        if (ahead != null) {
            ahead.read(at, shift, from, to);
        }
        if (MapNode.isCollision(memory, at)) {
            return collision(reference, shift, from, to);
        }
        int oldEntries = MapNode.entries(memory, at);
        int oldChildren = MapNode.isLeaf(memory, at) ? 0 : MapNode.children(memory, at);
        int entries = oldEntries;
        int children = oldChildren;
        int changed = 0;
        int size = 0;
        int first = pending.size();
        int end;
        for (int i = from; i < to; i = end) {
            end = groupEnd(i, to, shift);
            int bit = 1 << type.fragment(edits.hash(i), shift);
            long before = type.cell(at, bit);
            long after = Cell.isChild(before)
                    ? node(Cell.index(before), shift + type.bits, i, end)
                    : fill(Cell.at(before), shift + type.bits, i, end);
            if (after != before) {
                changed |= bit;
                entries = Cell.isEntry(after) ? entries | bit : entries & ~bit;
                children = Cell.isChild(after) ? children | bit : children & ~bit;
                size += size(after) - size(before);
                pending.add(after);
            }
        }
        if (changed == 0) {
            return Cell.child(reference);
        }
        long only = only(at, first, changed, entries, children);
        if (only != NEEDED) {
            pending.cut(first);
            return only;
        }
        int all = sum(size, MapNode.size(memory, at));
        int step = steps.add(reference, entries, children, changed, all, pending, first);
        pending.cut(first);
        return Cell.made(step);
    }

    private static int sum(int added, int before) {
        if ((long) added + before > SIZE_MAX) {
            throw new IllegalStateException("a map or set holds at most " + SIZE_MAX + " entries");
        }
        return added + before;
    }

    /** The cell that replaces a changed node with one cell or none; NEEDED if the node stays. */
    private long only(long at, int first, int changed, int entries, int children) {
        int left = entries | children;
        if ((left & (left - 1)) != 0) {
            return NEEDED;
        }
        if (left == 0) {
            return Cell.NONE;
        }
        long cell = (left & changed) == 0
                ? type.cell(at, left)
                : pending.get(first + Integer.bitCount(changed & (left - 1)));
        return children == 0 || isCollision(cell) ? cell : NEEDED;
    }

    private boolean isCollision(long child) {
        return Cell.isMade(child)
                ? steps.isCollision(Cell.index(child))
                : MapNode.isCollision(memory, memory.at(Cell.index(child)));
    }

    /** The subtree of one entry (0: none) after the edits {@code from} to {@code to}. The entry comes before new entries with its hash. */
    private long fill(long entry, int shift, int from, int to) {
        if (to - from == 1) {
            if (entry == 0) {
                return fresh(from);
            }
            if (edits.hasKeyOf(from, entry)) {
                return replace(from, entry);
            }
            if (edits.removes(from)) {
                return Cell.entry(entry);
            }
        }
        int mark = items.size();
        long hash = entry == 0 ? 0 : type.hashAt(entry);
        long after = Cell.entry(entry);
        boolean isMet = entry == 0;
        for (int i = from; i < to; i++) {
            if (!isMet && edits.hash(i) == hash && edits.hasKeyOf(i, entry)) {
                isMet = true;
                after = replace(i, entry);
            } else {
                items.add(edits.hash(i), fresh(i));
            }
        }
        if (entry != 0) {
            items.insert(mark, hash, after);
        }
        return spread(mark, shift);
    }

    private long fresh(int edit) {
        if (edits.removes(edit)) {
            return Cell.NONE;
        }
        return edits.isEntry(edit) ? Cell.entry(edits.entry(edit)) : Cell.edit(edit);
    }

    /** The entry at {@code entry} after an edit of its key. */
    private long replace(int edit, long entry) {
        if (edits.removes(edit)) {
            return Cell.NONE;
        }
        if (edits.hasValueOf(edit, entry)) {
            return Cell.entry(entry);
        }
        replaced[edit] = entry;
        return Cell.edit(edit);
    }

    /** The subtree at {@code reference}, whose hashes are all equal, after the edits {@code from} to {@code to}. */
    private long collision(int reference, int shift, int from, int to) {
        long at = memory.at(reference);
        long hash = type.hashAt(MapNode.body(memory, at));
        int same = from;
        while (same < to && Long.compareUnsigned(edits.hash(same), hash) < 0) {
            same++;
        }
        int end = same;
        while (end < to && edits.hash(end) == hash) {
            end++;
        }
        int mark = items.size();
        for (int i = from; i < same; i++) {
            items.add(edits.hash(i), fresh(i));
        }
        items.add(hash, same == end ? Cell.child(reference) : collide(reference, same, end));
        for (int i = end; i < to; i++) {
            items.add(edits.hash(i), fresh(i));
        }
        return spread(mark, shift);
    }

    /** The entries at {@code reference} after the edits {@code from} to {@code to}, which have the same hash. */
    private long collide(int reference, int from, int to) {
        long at = memory.at(reference);
        int first = pending.size();
        boolean[] met = new boolean[to - from];
        boolean changes = false;
        long entry = MapNode.body(memory, at);
        for (int left = MapNode.size(memory, at); left > 0; left--, entry += type.stride) {
            long after = collide(entry, from, to, met);
            changes |= after != Cell.entry(entry);
            if (after != Cell.NONE) {
                pending.add(after);
            }
        }
        for (int i = from; i < to; i++) {
            long more = met[i - from] ? Cell.NONE : fresh(i);
            if (more != Cell.NONE) {
                pending.add(more);
                changes = true;
            }
        }
        long result = changes ? together(first) : Cell.child(reference);
        pending.cut(first);
        return result;
    }

    private long collide(long entry, int from, int to, boolean[] met) {
        for (int i = from; i < to; i++) {
            if (!met[i - from] && edits.hasKeyOf(i, entry)) {
                met[i - from] = true;
                return replace(i, entry);
            }
        }
        return Cell.entry(entry);
    }

    /** The subtree of the pending entries, whose hashes are equal. */
    private long together(int first) {
        return switch (pending.size() - first) {
            case 0 -> Cell.NONE;
            case 1 -> pending.get(first);
            default -> Cell.made(steps.addCollision(pending, first));
        };
    }

    /** The subtree of the items from {@code mark} on, which are removed. */
    private long spread(int mark, int shift) {
        long result = spread(mark, items.size(), shift);
        items.cut(mark);
        return result;
    }

    private long spread(int from, int to, int shift) {
        if (to - from < 2) {
            return to == from ? Cell.NONE : items.cell(from);
        }
        int first = pending.size();
        if (items.hash(from) == items.hash(to - 1)) {
            for (int i = from; i < to; i++) {
                pending.add(items.cell(i));
            }
            long result = together(first);
            pending.cut(first);
            return result;
        }
        int entries = 0;
        int children = 0;
        int size = 0;
        int end;
        for (int i = from; i < to; i = end) {
            int fragment = type.fragment(items.hash(i), shift);
            if (shift >= Long.SIZE || (entries | children) >>> fragment != 0) {
                throw misplaced(i);
            }
            end = i + 1;
            while (end < to && type.fragment(items.hash(end), shift) == fragment) {
                end++;
            }
            long cell = spread(i, end, shift + type.bits);
            entries |= Cell.isEntry(cell) ? 1 << fragment : 0;
            children |= Cell.isChild(cell) ? 1 << fragment : 0;
            size += size(cell);
            pending.add(cell);
        }
        int step = steps.add(0, entries, children, entries | children, size, pending, first);
        pending.cut(first);
        return Cell.made(step);
    }

    /** The exception for an entry that another hash led to: a damaged file, or one that somebody forged. */
    private RuntimeException misplaced(int item) {
        String what = "a key with the hash " + Long.toHexString(items.hash(item))
                + " is in a part of a map to which its hash does not lead";
        return type.core.corrupt(what, new IllegalStateException(what));
    }

    /** A stack of cells for a new subtree, each with its hash, in the order of the hashes. */
    private static final class Items {
        private final Longs hashes = new Longs(0);
        private final Longs cells = new Longs(0);

        int size() {
            return cells.size();
        }

        long hash(int index) {
            return hashes.get(index);
        }

        long cell(int index) {
            return cells.get(index);
        }

        /** Adds a cell, unless it is NONE. No hash in the stack is greater. */
        void add(long hash, long cell) {
            if (cell != Cell.NONE) {
                hashes.add(hash);
                cells.add(cell);
            }
        }

        /** Inserts a cell, unless it is NONE, among those from {@code mark} on, before those with its hash. */
        void insert(int mark, long hash, long cell) {
            if (cell == Cell.NONE) {
                return;
            }
            add(hash, cell);
            int place = size() - 1;
            for (; place > mark && Long.compareUnsigned(hash(place - 1), hash) >= 0; place--) {
                hashes.set(place, hash(place - 1));
                cells.set(place, cell(place - 1));
            }
            hashes.set(place, hash);
            cells.set(place, cell);
        }

        void cut(int size) {
            hashes.cut(size);
            cells.cut(size);
        }
    }
}
