package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import org.jspecify.annotations.Nullable;

/** Finds out soon that a table is not what a map or set in the store is: by its size, or by the first entry in which they differ. */
public final class TableCompare {
    private final MapTable table;
    private final MapType type;
    private final Memory memory;
    private int index;

    private TableCompare(MapTable table) {
        this.table = table;
        this.type = table.type();
        this.memory = type.memory;
    }

    /**
     * Whether {@code table} is known to differ from what the header or leaf {@code node} is of, a map or set of the same codecs in the same
     * store. If this says no, they may be equal. Borrows the node.
     */
    public static boolean differs(MapTable table, int node) {
        Header header = Header.read(table.type().memory, node);
        return header.extent() != table.size()
                || (header.root() != 0 && new TableCompare(table).differs(header.root()));
    }

    /** Goes over both in the order of the hashes; entries with the same hash may stand in another order, and say nothing. */
    private boolean differs(int reference) {
        long at = memory.at(reference);
        if (MapNode.isPacked(memory.getLong(at + Node.AT_META))) {
            return differsFromPacked(at + Node.HEADER);
        }
        if (MapNode.isCollision(memory, at)) {
            index += MapNode.size(memory, at);
            return false;
        }
        for (int left = type.fragments(at); left != 0; left &= left - 1) {
            long cell = type.cell(at, Integer.lowestOneBit(left));
            if (Cell.isChild(cell) ? differs(Cell.index(cell)) : isOther(Cell.at(cell))) {
                return true;
            }
        }
        return false;
    }

    private boolean differsFromPacked(long first) {
        for (long entry = first; index < table.size(); entry += type.stride) {
            if (isOther(entry) && !isTied(index - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the entry at {@code place} has the hash of another, so that it may stand in another order. */
    private boolean isTied(int place) {
        long hash = table.hashes[place];
        return (place > 0 && table.hashes[place - 1] == hash)
                || (place + 1 < table.size() && table.hashes[place + 1] == hash);
    }

    private boolean isOther(long entry) {
        int next = index++;
        @Nullable Object value = table.valueAt(next);
        return !type.keys.isAt(type.core, entry, table.keyAt(next)) || !type.hasValue(entry, value);
    }
}
