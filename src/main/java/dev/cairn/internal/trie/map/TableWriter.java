package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;

/** Writes the entries of a table: the same trie as from a plan of them, without a plan. */
final class TableWriter {
    /*
     * A node is valid before an entry is saved in it: it owns its children, and its entries are zeros. So if saving an entry fails half-way,
     * the node is dropped with all that it owns.
     */
    private static final int EACH = -1;

    private final MapTable table;
    private final MapType type;
    private final Memory memory;
    private final Stripe stripe;

    private TableWriter(MapTable table, Stripe stripe) {
        this.table = table;
        this.type = table.type();
        this.memory = type.memory;
        this.stripe = stripe;
    }

    /**
     * The trie of these entries with a header; or, if {@code orLeaf}, without one if a leaf is all of it. Returns the header or leaf owned. If
     * this throws, nothing is left of it.
     */
    static int save(MapTable table, Stripe stripe, boolean orLeaf) {
        int size = table.size();
        TableWriter writer = new TableWriter(table, stripe);
        if (orLeaf && size > 0 && size <= MapCopy.MOST && table.type().isCopied && !writer.bears(0, size)) {
            return writer.leaf(Kind.MAP_PACKED, 0, size, size);
        }
        Memory memory = table.type().memory;
        int root = write(table, stripe);
        return orLeaf && root != 0 && MapNode.isLeaf(memory, memory.at(root))
                ? root
                : HeaderWriter.writeOwner(table.type().core, stripe, new Header(root, 0, size, 0));
    }

    /** The root of the trie of these entries; 0 if there are none. Returns it owned. If this throws, nothing is left of it. */
    static int write(MapTable table, Stripe stripe) {
        return table.size() == 0 ? 0 : new TableWriter(table, stripe).node(0, table.size(), 0);
    }

    /** Whether one of the entries {@code from} to {@code to} will hold references. */
    private boolean bears(int from, int to) {
        for (int i = from; type.bears() && i < to; i++) {
            Object key = table.keyAt(i);
            Object value = table.valueAt(i);
            if ((key != null && type.keys.bears(key))
                    || (value != null && type.values != null && type.values.bears(value))) {
                return true;
            }
        }
        return false;
    }

    /** The node of the entries {@code from} to {@code to}, whose hashes share their first {@code shift} bits. Returns it owned. */
    private int node(int from, int to, int shift) {
        if (to - from > 1 && table.hashes[from] == table.hashes[to - 1]) {
            return collision(from, to);
        }
        int all = 0;
        int children = 0;
        for (int i = from, end; i < to; i = end) {
            end = groupEnd(i, to, shift);
            int bit = 1 << type.fragment(table.hashes[i], shift);
            all |= bit;
            children |= end - i == 1 ? 0 : bit;
        }
        return children == 0 && !bears(from, to)
                ? leaf(Kind.MAP_LEAF, from, to, all)
                : inner(from, to, shift, all & ~children, children);
    }

    private int inner(int from, int to, int shift, int entries, int children) {
        int[] made = children(from, to, shift, Integer.bitCount(children));
        int offset = Node.BEARING_HEADER + (int) MapNode.entryBytes(Integer.bitCount(entries), type.stride);
        int node = allocate(offset + Integer.BYTES * made.length, entries, made);
        long at = memory.at(node);
        Node.ownAll(memory, at);
        MapNode.set(memory, at, children, to - from);
        for (int i = 0; i < made.length; i++) {
            memory.setInt(at + offset + (long) i * Integer.BYTES, made[i]);
        }
        return filled(node, Node.BEARING_HEADER, Integer.bitCount(entries), from, to, shift);
    }

    /** A node of only the entries {@code from} to {@code to}, without references. {@code entries} is what its header says of them. */
    private int leaf(Kind kind, int from, int to, int entries) {
        int bytes = (int) MapNode.entryBytes(to - from, type.stride);
        int node = stripe.allocate(Node.HEADER + bytes, kind, type.shapeNumber, MapNode.edit(entries));
        return filled(node, Node.HEADER, to - from, from, to, EACH);
    }

    private int collision(int from, int to) {
        int size = to - from;
        int bytes = Node.BEARING_HEADER + size * type.stride;
        int node = stripe.allocate(bytes, Kind.MAP_COLLISION, type.shapeNumber, MapNode.edit(0));
        long at = memory.at(node);
        Node.ownAll(memory, at);
        MapNode.set(memory, at, 0, size);
        return filled(node, Node.BEARING_HEADER, size, from, to, EACH);
    }

    /**
     * Saves the {@code count} entries that lie in the node itself: those from {@code from} to {@code to} that are alone in their fragment, or
     * if {@code shift} is EACH, each of them. Takes the node, and returns it owned.
     */
    private int filled(int node, int header, int count, int from, int to, int shift) {
        long entry = memory.at(node) + header;
        memory.fill(entry, (long) count * type.stride, (byte) 0);
        try {
            for (int i = from, end; i < to; i = end) {
                end = shift == EACH ? i + 1 : groupEnd(i, to, shift);
                if (end - i == 1) {
                    save(entry, i);
                    entry += type.stride;
                }
            }
            return node;
        } catch (Throwable e) {
            stripe.drop(node);
            throw e;
        }
    }

    private void save(long to, int index) {
        type.saveKey(stripe, to, table.keyBitsAt(index), table.keyAt(index));
        if (type.values != null) {
            type.saveValue(stripe, to, table.valueBitsAt(index), table.valueAt(index));
        }
    }

    /** The end of the entries from {@code from} on that have the same fragment at a node. */
    private int groupEnd(int from, int to, int shift) {
        int fragment = type.fragment(table.hashes[from], shift);
        int end = from + 1;
        while (end < to && type.fragment(table.hashes[end], shift) == fragment) {
            end++;
        }
        return end;
    }

    private int[] children(int from, int to, int shift, int count) {
        int[] made = new int[count];
        int n = 0;
        try {
            for (int i = from, end; i < to; i = end) {
                end = groupEnd(i, to, shift);
                if (end - i > 1) {
                    made[n++] = node(i, end, shift + type.bits);
                }
            }
        } catch (Throwable e) {
            drop(made);
            throw e;
        }
        return made;
    }

    private int allocate(int bytes, int entries, int[] children) {
        try {
            return stripe.allocate(bytes, Kind.MAP_NODE, type.shapeNumber, MapNode.edit(entries));
        } catch (Throwable e) {
            drop(children);
            throw e;
        }
    }

    private void drop(int[] nodes) {
        for (int node : nodes) {
            stripe.drop(node);
        }
    }
}
