package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.Nullable;

/** Copies the entries of a small map or set from the store to the heap, if they have no references. Makes no base. */
public final class MapCopy {
    /** Copying up to so many entries takes less time than a base does, including the collector's work. */
    static final int MOST = 16;

    private static final boolean COPIES = MapTable.LIMIT >= MOST;

    private final MapType type;
    private final Memory memory;
    private final long[] hashes;
    private final @Nullable Object[] cells;
    private int count;

    private MapCopy(MapType type, int size) {
        this.type = type;
        this.memory = type.memory;
        this.hashes = new long[size];
        this.cells = new @Nullable Object[size * MapTable.width(type)];
    }

    /**
     * The entries of the map or set of {@code node}; null if they are many, or an entry cannot be copied ({@link SlotCodec#copyAt}). A
     * packed map is always copied. Borrows the node. Runs no user's code.
     */
    public static @Nullable MapTable of(MapType type, int node) {
        MapTable packed = ofPacked(type, node);
        if (packed != null || !COPIES) {
            return packed;
        }
        Header header = Header.read(type.memory, node);
        long size = header.extent();
        if (size > MOST) {
            return null;
        }
        MapCopy copy = new MapCopy(type, (int) size);
        return header.root() == 0 || copy.addAll(header.root()) ? MapTable.of(type, copy.hashes, copy.cells) : null;
    }

    /** The entries of a packed map or set, which cannot have a base; null if {@code node} is another. Borrows the node. */
    public static @Nullable MapTable ofPacked(MapType type, int node) {
        long at = type.memory.at(node);
        long meta = type.memory.getLong(at + Node.AT_META);
        if (!MapNode.isPacked(meta)) {
            return null;
        }
        MapCopy copy = new MapCopy(type, MapNode.entriesOf(meta));
        if (!copy.addSideBySide(at + Node.HEADER, copy.hashes.length)) {
            throw new IllegalStateException("an entry of the packed node " + node + " has a reference");
        }
        return MapTable.of(type, copy.hashes, copy.cells);
    }

    /** Adds the entries below a node, in the order of the hashes. Returns false if an entry cannot be copied. */
    private boolean addAll(int reference) {
        long at = memory.at(reference);
        if (MapNode.isLeaf(memory, at) || MapNode.isCollision(memory, at)) {
            return addSideBySide(MapNode.body(memory, at), MapNode.size(memory, at));
        }
        for (int left = type.fragments(at); left != 0; left &= left - 1) {
            long cell = type.cell(at, Integer.lowestOneBit(left));
            if (!(Cell.isChild(cell) ? addAll(Cell.index(cell)) : add(Cell.at(cell)))) {
                return false;
            }
        }
        return true;
    }

    /** Adds {@code size} entries, which lie one after another. */
    private boolean addSideBySide(long first, int size) {
        long entry = first;
        for (int left = size; left > 0; left--, entry += type.stride) {
            if (!add(entry)) {
                return false;
            }
        }
        return true;
    }

    private boolean add(long entry) {
        Object key = type.keys.copyAt(type.core, entry);
        SlotCodec<Object> values = type.values;
        Object value = values == null ? null : values.copyAt(type.core, entry + type.valueOffset);
        if (key == null || (values != null && value == null)) {
            return false;
        }
        int width = MapTable.width(type);
        hashes[count] = type.hash(key);
        cells[count * width] = key;
        if (width == 2) {
            cells[count * 2 + 1] = value;
        }
        count++;
        return true;
    }
}
