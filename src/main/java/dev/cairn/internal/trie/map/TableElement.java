package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SmallElement;

/** A small map or set on the heap, as an element of another collection. */
public record TableElement(MapTable table) implements SmallElement {
    @Override
    public int writePending() {
        return writePending(false);
    }

    /** As {@link #writePending()}; {@code again} says whether that was called before for these entries. */
    int writePending(boolean again) {
        int size = table.size();
        int inner = Bulk.NONE;
        for (int i = 0; table.type().bears() && i < size; i++) {
            inner = Prepared.writePending(table.keyAt(i), again, inner);
            inner = Prepared.writePending(table.valueAt(i), again, inner);
        }
        return size > MapTable.COPIED_MAX ? Bulk.TOO_MUCH : Bulk.around(inner, size);
    }

    @Override
    public int save(Stripe stripe, boolean orLeaf) {
        return TableWriter.save(table, stripe, orLeaf);
    }

    /** Compares the sizes first, and then looks for the first entry that differs. */
    @Override
    public boolean differs(int node) {
        Header header = Header.read(table.type().memory, node);
        return header.extent() != table.size() || (header.root() != 0 && new Walk(table).differs(header.root()));
    }

    /**
     * Goes over a table and a trie in the order of the hashes. Entries with the same hash may be in another order, so they are not
     * compared.
     */
    private static final class Walk {
        private final MapTable table;
        private final MapType type;
        private final Memory memory;
        private int index;

        Walk(MapTable table) {
            this.table = table;
            this.type = table.type();
            this.memory = type.memory;
        }

        boolean differs(int reference) {
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

        /** Whether another entry has the hash of the entry at {@code place}, so that both may be in another order. */
        private boolean isTied(int place) {
            long hash = table.hashes[place];
            return (place > 0 && table.hashes[place - 1] == hash)
                    || (place + 1 < table.size() && table.hashes[place + 1] == hash);
        }

        private boolean isOther(long entry) {
            int next = index++;
            return !type.hasKey(entry, table.keyBitsAt(next), table.keyAt(next))
                    || !type.hasValue(entry, table.valueBitsAt(next), table.valueAt(next));
        }
    }
}
