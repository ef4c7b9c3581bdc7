package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies the entries of a small map or set from the store to the heap, if they have no references. Makes no base. */
public final class MapCopy {
    /** Copying up to so many entries takes less time than a base does, including the collector's work. */
    static final int MOST = 16;

    private static final boolean COPIES = MapTable.LIMIT >= MOST;

    private final MapType type;
    private final Memory memory;
    private final TableDraft entries;
    private long weight;

    private MapCopy(MapType type, int size) {
        this.type = type;
        this.memory = type.memory;
        this.entries = new TableDraft(type, size);
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
        return header.root() == 0 || copy.addAll(header.root()) ? MapTable.of(copy.entries, copy.weight) : null;
    }

    /** The entries of a packed map or set, which cannot have a base; null if {@code node} is another. Borrows the node. */
    public static @Nullable MapTable ofPacked(MapType type, int node) {
        long at = type.memory.at(node);
        long meta = type.memory.getLong(at + Node.AT_META);
        if (!MapNode.isPacked(meta)) {
            return null;
        }
        int size = MapNode.entriesOf(meta);
        MapCopy copy = new MapCopy(type, size);
        if (!copy.addSideBySide(at + Node.HEADER, size)) {
            throw new IllegalStateException("an entry of the packed node " + node + " has a reference");
        }
        return MapTable.of(copy.entries, copy.weight);
    }

    /** Adds the entries below a node, in the order of the hashes. Returns false if an entry cannot be copied. */
    private boolean addAll(int reference) {
        long at = memory.at(reference);
        if (MapNode.isLeaf(memory, at) || MapNode.isCollision(memory, at)) {
            return addSideBySide(MapNode.body(memory, at), MapNode.size(memory, at));
        }
        if (type.bearsAny(at)) {
            return false; // before the others are copied
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
        boolean hasKeyBits = type.hasKeyBits();
        boolean needsValue = type.values != null && !type.hasValueBits();
        Object key = hasKeyBits ? null : type.keys.copyAt(type.core, entry);
        Object value =
                needsValue ? Objects.requireNonNull(type.values).copyAt(type.core, entry + type.valueOffset) : null;
        if ((key == null && !hasKeyBits) || (value == null && needsValue)) {
            return false;
        }
        long keyBits = hasKeyBits ? memory.getLong(entry) : 0;
        long valueBits = type.hasValueBits() ? memory.getLong(entry + type.valueOffset) : 0;
        entries.add(type.hash(keyBits, key), keyBits, key, valueBits, value);
        weight += type.bears() ? MapType.weight(key, value) : 0;
        return true;
    }
}
