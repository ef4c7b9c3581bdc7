package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elements that are inserted in one pass, in order, each before the one that stands at its place now. */
final class InsertBatch {
    /** Where the elements go; null if all go to the beginning. */
    private final int @Nullable [] places;

    /** Where in the row of elements the first is. */
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
     * A batch of {@code count} elements that all go to the beginning; they stand in one of the arrays, which others may
     * go on filling, from {@code begin} on.
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

    /** Adds an element; its place is not before that of the last one. */
    void add(int place, long value, @Nullable Object object) {
        Objects.requireNonNull(places)[count] = place;
        if (bits != null) {
            bits[count] = value;
        } else if (prepared != null) {
            prepared[count] = object;
        }
        count++;
    }

    int count() {
        return count;
    }

    int place(int k) {
        return places == null ? 0 : places[k];
    }

    /** How many elements from {@code k} on, and before {@code end}, go to the same place. */
    int alike(int k, int end) {
        return upTo(place(k), k, end) - k;
    }

    /** Writes {@code number} elements, from {@code k} on, to places {@code at} and on of a leaf of this edit, which are empty. */
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

    /** The first element from {@code k} on that has a place behind {@code last}; {@code end} if none before that has. */
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
