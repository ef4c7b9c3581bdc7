package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;
import org.jspecify.annotations.Nullable;

/** Elements that are inserted in one pass, in order, each before the one that stands at its place now. */
final class Batch {
    private final int[] places;
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private int count;

    private Batch(int[] places, long @Nullable [] bits, @Nullable Object @Nullable [] prepared) {
        this.places = places;
        this.bits = bits;
        this.prepared = prepared;
    }

    /** A batch with room for {@code room} elements, of a vector with a codec or, if {@code raw}, without. */
    static Batch of(int room, boolean raw) {
        return new Batch(new int[room], raw ? new long[room] : null, raw ? null : new Object[room]);
    }

    /** A batch of elements that all go to the beginning; takes {@code bits} or {@code prepared}. */
    static Batch front(int count, long @Nullable [] bits, @Nullable Object @Nullable [] prepared) {
        Batch batch = new Batch(new int[count], bits, prepared);
        batch.count = count;
        return batch;
    }

    /** A batch of one element. */
    static Batch of(int place, long value, @Nullable Object object) {
        Batch batch = of(1, object == null);
        batch.add(place, value, object);
        return batch;
    }

    /** Adds an element; its place is not before that of the last one. */
    void add(int place, long value, @Nullable Object object) {
        places[count] = place;
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
        return places[k];
    }

    /** How many elements from {@code k} on, and before {@code end}, go to the same place. */
    int alike(int k, int end) {
        int i = k + 1;
        while (i < end && places[i] == places[k]) {
            i++;
        }
        return i - k;
    }

    /** Writes {@code number} elements, from {@code k} on, to places {@code at} and on of a leaf of this edit. */
    void write(VectorType type, Stripe stripe, int k, int number, int leaf, int at) {
        if (bits != null && type.width == Long.BYTES) {
            type.memory.copyIn(bits, k, LeafEdit.body(type, type.memory.at(leaf), at), number);
            return;
        }
        for (int i = 0; i < number; i++) {
            long value = bits == null ? 0 : bits[k + i];
            LeafEdit.write(type, stripe, leaf, at + i, value, prepared == null ? null : prepared[k + i]);
        }
    }

    /** How many elements have places before {@code place}. */
    int before(int place) {
        int low = 0;
        for (int high = count; low < high; ) {
            int middle = (low + high) >>> 1;
            if (places[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
