package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Header;
import dev.cairn.internal.life.MapNode;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.Nullable;

/** Copies the entries of a small map or set in the store to the heap, if they refer to nothing in the store; makes no base. */
public final class MapCopy {
    /** Up to so many are copied in less time than a base takes, the collector's part included. */
    private static final int MOST = Math.min(MapTable.LIMIT, 16);

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
     * The entries of the map or set that the header {@code node} is of; null if they are many, or a key or value of them is no copy
     * ({@link SlotCodec#copyAt}). Borrows the node; runs none of a user's code.
     */
    public static @Nullable MapTable of(MapType type, int node) {
        Header header = Header.read(type.core, node);
        long size = header.extent();
        if (MOST == 0 || size > MOST) {
            return null;
        }
        MapCopy copy = new MapCopy(type, (int) size);
        return header.root() == 0 || copy.addAll(header.root()) ? MapTable.of(type, copy.hashes, copy.cells) : null;
    }

    /** Adds what is under a node, in the order of the hashes; false if something can't be copied. */
    private boolean addAll(int reference) {
        long at = memory.at(reference);
        if (MapNode.isLeaf(memory, at) || MapNode.isCollision(memory, at)) {
            return addSideBySide(at);
        }
        for (int left = type.fragments(at); left != 0; left &= left - 1) {
            long cell = type.cell(at, Integer.lowestOneBit(left));
            if (!(Cell.isChild(cell) ? addAll(Cell.index(cell)) : add(Cell.at(cell)))) {
                return false;
            }
        }
        return true;
    }

    /** Adds the entries of a node without children, which lie one after another. */
    private boolean addSideBySide(long at) {
        long entry = MapNode.body(memory, at);
        for (int left = MapNode.size(memory, at); left > 0; left--, entry += type.stride) {
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
