package dev.cairn.internal.trie.vector;

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

    long bits(int k) {
        return bits == null ? 0 : bits[k];
    }

    @Nullable
    Object prepared(int k) {
        return prepared == null ? null : prepared[k];
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
