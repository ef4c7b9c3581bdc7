package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;

/** Writes the entries of new nodes: first the copied parts, which cannot fail, and then the parts that codecs save. */
final class EntryWriter {
    private final MapPlan plan;
    private final EditBatch edits;
    private final MapType type;
    private final Memory memory;
    private final Stripe stripe;

    EntryWriter(MapPlan plan, Stripe stripe) {
        this.plan = plan;
        this.edits = plan.edits;
        this.type = edits.type;
        this.memory = type.memory;
        this.stripe = stripe;
    }

    /** Whether a cell is an entry that holds references. */
    boolean bears(long cell) {
        if (Cell.isStoredEntry(cell)) {
            return type.bears(Cell.at(cell));
        }
        if (!Cell.isEdit(cell)) {
            return false;
        }
        int edit = Cell.index(cell);
        long replaced = plan.replaced(edit);
        return (replaced == 0 ? edits.bearsKey(edit) : type.bearsKey(replaced)) || edits.bearsValue(edit);
    }

    /** Copies the parts of an entry that lie in the store, and counts their references. The rest is zeros. */
    void prepare(long to, long cell) {
        if (Cell.isStoredEntry(cell)) {
            memory.copy(Cell.at(cell), to, type.stride);
            type.raiseKey(to);
            type.raiseValue(to);
            return;
        }
        int edit = Cell.index(cell);
        long replaced = plan.replaced(edit);
        zero(to);
        if (replaced != 0) {
            memory.copy(replaced, to, type.keyBytes);
            type.raiseKey(to);
        }
        if (edits.isEntry(edit)) {
            int offset = type.valueOffset;
            memory.copy(edits.entry(edit) + offset, to + offset, type.stride - offset);
            type.raiseValue(to);
        }
    }

    private void zero(long to) {
        int words = type.stride & -Long.BYTES;
        memory.zeroWords(to, words);
        for (int i = words; i < type.stride; i++) {
            memory.setByte(to + i, (byte) 0);
        }
    }

    /** Saves the parts that {@link #prepare} left zero. If that fails half-way, the entry owns its references. */
    void save(long to, long cell) {
        if (!Cell.isEdit(cell) || edits.isEntry(Cell.index(cell))) {
            return;
        }
        int edit = Cell.index(cell);
        if (plan.replaced(edit) == 0) {
            type.saveKey(stripe, to, edits.keyBits(edit), edits.key(edit));
        }
        if (type.values != null) {
            type.saveValue(stripe, to, edits.valueBits(edit), edits.value(edit));
        }
    }
}
