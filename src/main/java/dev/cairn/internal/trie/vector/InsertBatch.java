package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elements to be inserted in one pass, in order. Each goes before the element that is at its place now. */
final class InsertBatch {
    /** The places of the elements; null if all go to the beginning. */
    private final int @Nullable [] places;

    /** Where the first element is in its array. */
    private final int begin;

    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private int count;

    private InsertBatch(
            int @Nullable [] places, int begin, long @Nullable [] bits, @Nullable Object @Nullable [] prepared) {
        this.places = places;
        this.begin = begin;
        this.bits = bits;
        this.prepared = prepared;
    }

    /** A batch with room for {@code room} elements, of a vector with a codec or, if {@code raw}, without. */
    static InsertBatch of(int room, boolean raw) {
        return new InsertBatch(new int[room], 0, raw ? new long[room] : null, raw ? null : new Object[room]);
    }

    /**
     * A batch of {@code count} elements that all go to the beginning. They are in one of the arrays, from {@code begin} on. Others may fill
     * other places of the array.
     */
    static InsertBatch front(int begin, int count, long @Nullable [] bits, @Nullable Object @Nullable [] prepared) {
        InsertBatch batch = new InsertBatch(null, begin, bits, prepared);
        batch.count = count;
        return batch;
    }

    /** A batch of one element. */
    static InsertBatch of(int place, long value, @Nullable Object object) {
        InsertBatch batch = of(1, object == null);
        batch.add(place, value, object);
        return batch;
    }

    /** Adds an element. Its place is not before the place of the previous element. */
    void add(int place, long value, @Nullable Object object) {
        Objects.requireNonNull(places)[count] = place;
        if (bits != null) {
            bits[count] = value;
        } else if (prepared != null) {
            prepared[count] = object;
        }
        count++;
    }

    /** Makes the collections among the elements ready to be saved once more. The caller holds no stripe. */
    void makeReady() {
        int bulk = Bulk.NONE;
        for (int i = begin; prepared != null && i < begin + count; i++) {
            bulk = Prepared.writePending(prepared[i], true, bulk);
        }
    }

    int count() {
        return count;
    }

    int place(int k) {
        return places == null ? 0 : places[k];
    }

    /** How many elements have the place of element {@code k}: those from {@code k} on, and before {@code end}. */
    int atSamePlace(int k, int end) {
        return upTo(place(k), k, end) - k;
    }

    /**
     * Writes {@code number} elements, from element {@code k} on, to a leaf of this edit, from place {@code at} on. The places are empty.
     */
    void write(VectorType type, Stripe stripe, int k, int number, int leaf, int at) {
        if (bits != null && type.width == Long.BYTES) {
            type.memory.copyIn(bits, begin + k, LeafEdit.body(type, type.memory.at(leaf), at), number);
            return;
        }
        for (int i = 0; i < number; i++) {
            int from = begin + k + i;
            long value = bits == null ? 0 : bits[from];
            LeafEdit.fill(type, stripe, leaf, at + i, value, prepared == null ? null : prepared[from]);
        }
    }

    /** How many elements have places before {@code place}. */
    int before(int place) {
        return upTo(place - 1, 0, count);
    }

    /** The first element from {@code k} on whose place is behind {@code last}; {@code end} if no element before that has. */
    int upTo(int last, int k, int end) {
        if (places == null) {
            return last < 0 ? k : end;
        }
        int low = k;
        int high = k;
        for (int step = 1; high < end && places[high] <= last; step *= 2) {
            low = high + 1;
            high = Math.min(high + step, end);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle] <= last) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
