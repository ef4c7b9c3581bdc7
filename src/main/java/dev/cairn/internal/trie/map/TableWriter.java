package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;

/**
 * Writes a small table as an element of another collection: the same trie as from a plan of its entries, without a plan and a base. Its
 * keys and values have no references, so only an allocation can fail.
 */
public final class TableWriter {
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

    /** Whether {@link #save} can write {@code table}. */
    public static boolean isSaved(MapTable table) {
        MapType type = table.type();
        if (table.size() > MapTable.COPIED_MAX) {
            return false;
        }
        for (int i = 0; type.bears() && i < table.size(); i++) {
            Object key = table.keyAt(i);
            Object value = table.valueAt(i);
            if ((key != null && type.keys.bears(key))
                    || (value != null && type.values != null && type.values.bears(value))) {
                return false;
            }
        }
        return true;
    }

    /** A leaf that is a map or set of these entries, or a header of one. Returns it owned. If no block is left, nothing was made. */
    public static int save(MapTable table, Stripe stripe) {
        int size = table.size();
        if (size > 0 && size <= MapCopy.MOST && table.type().isCopied) {
            return new TableWriter(table, stripe).leaf(Kind.MAP_PACKED, 0, size, size);
        }
        Memory memory = table.type().memory;
        int root = size == 0 ? 0 : new TableWriter(table, stripe).node(0, size, 0);
        return root != 0 && MapNode.isLeaf(memory, memory.at(root))
                ? root
                : HeaderWriter.writeOwner(table.type().core, stripe, new Header(root, 0, size, 0));
    }

    /** The node of the entries {@code from} to {@code to}, whose hashes share their first {@code shift} bits. Returns it owned. */
    private int node(int from, int to, int shift) {
        if (to - from > 1 && table.hashes[from] == table.hashes[to - 1]) {
            return collision(from, to);
        }
        int all = bits(from, to, shift);
        if (Integer.bitCount(all) == to - from) {
            return leaf(Kind.MAP_LEAF, from, to, all);
        }
        int entries = 0;
        int children = 0;
        for (int i = from, end; i < to; i = end) {
            end = groupEnd(i, to, shift);
            int bit = 1 << type.fragment(table.hashes[i], shift);
            entries |= end - i == 1 ? bit : 0;
            children |= end - i == 1 ? 0 : bit;
        }
        int[] made = children(from, to, shift, Integer.bitCount(children));
        int offset = Node.BEARING_HEADER + (int) MapNode.entryBytes(Integer.bitCount(entries), type.stride);
        int node = allocate(offset + Integer.BYTES * made.length, entries, made);
        long at = memory.at(node);
        Node.ownAll(memory, at);
        MapNode.set(memory, at, children, to - from);
        long entry = MapNode.body(memory, at);
        for (int i = from, end; i < to; i = end) {
            end = groupEnd(i, to, shift);
            if (end - i == 1) {
                write(entry, i);
                entry += type.stride;
            }
        }
        for (int i = 0; i < made.length; i++) {
            memory.setInt(at + offset + (long) i * Integer.BYTES, made[i]);
        }
        return node;
    }

    /** The fragments of the entries {@code from} to {@code to} at a node. */
    private int bits(int from, int to, int shift) {
        int bits = 0;
        for (int i = from; i < to; i++) {
            bits |= 1 << type.fragment(table.hashes[i], shift);
        }
        return bits;
    }

    /** A node of only the entries {@code from} to {@code to}. {@code entries} is what its header says of them. */
    private int leaf(Kind kind, int from, int to, int entries) {
        int bytes = (int) MapNode.entryBytes(to - from, type.stride);
        int node = stripe.allocate(Node.HEADER + bytes, kind, type.shapeNumber, MapNode.edit(entries));
        long entry = memory.at(node) + Node.HEADER;
        for (int i = from; i < to; i++, entry += type.stride) {
            write(entry, i);
        }
        return node;
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

    private int collision(int from, int to) {
        int size = to - from;
        int bytes = Node.BEARING_HEADER + size * type.stride;
        int node = stripe.allocate(bytes, Kind.MAP_COLLISION, type.shapeNumber, MapNode.edit(0));
        long at = memory.at(node);
        Node.ownAll(memory, at);
        MapNode.set(memory, at, 0, size);
        for (int i = 0; i < size; i++) {
            write(at + Node.BEARING_HEADER + (long) i * type.stride, from + i);
        }
        return node;
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

    private void write(long to, int index) {
        memory.fill(to, type.stride, (byte) 0);
        type.saveKey(stripe, to, table.keyBitsAt(index), table.keyAt(index));
        if (type.values != null) {
            type.saveValue(stripe, to, table.valueBitsAt(index), table.valueAt(index));
        }
    }
}
