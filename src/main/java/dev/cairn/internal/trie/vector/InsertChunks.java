package dev.cairn.internal.trie.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Inserted elements in order, in chunks. The operation that makes them may insert more until others see them. */
final class InsertChunks {
    /*
     * Element k goes before element place(k) of the base, so it is element place(k) + k of the version. A chunk has elements side by side.
     * The directory `firsts` has the index of each chunk's first element in the version, and so tells how many elements are before it.
     */
    private static final int CHUNK_BITS = 4;

    private static final int CHUNK_MOST = 1 << CHUNK_BITS;
    private static final int ROOM = 4;

    /** Inserted elements side by side: their places in the base, and their values in an array of longs or of objects. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunk(int[] places, Object values) {
        int count() {
            return places.length;
        }

        /**
         * How many elements of this chunk are before element {@code index} of the version. {@code rank} other inserted elements are before
         * the chunk.
         */
        int before(int index, int rank) {
            int before = 0;
            for (int i = 0; i < places.length; i++) {
                before += places[i] + rank + i < index ? 1 : 0;
            }
            return before;
        }

        Chunk with(int i, int place, long value, @Nullable Object object) {
            int count = places.length;
            int[] newPlaces = new int[count + 1];
            open(places, newPlaces, i, count);
            newPlaces[i] = place;
            if (values instanceof long[] bits) {
                long[] newBits = new long[count + 1];
                open(bits, newBits, i, count);
                newBits[i] = value;
                return new Chunk(newPlaces, newBits);
            }
            @Nullable Object[] objects = new Object[count + 1];
            open(values, objects, i, count);
            objects[i] = object;
            return new Chunk(newPlaces, objects);
        }

        Chunk part(int from, int to) {
            Object part = values instanceof long[] bits
                    ? Arrays.copyOfRange(bits, from, to)
                    : Arrays.copyOfRange((Object[]) values, from, to);
            return new Chunk(Arrays.copyOfRange(places, from, to), part);
        }
    }

    private final boolean isRaw;
    private Chunk[] chunks;

    /** The index of each chunk's first element in the version. */
    private int[] firsts;

    private int count;

    private InsertChunks(boolean isRaw, Chunk[] chunks, int[] firsts, int count) {
        this.isRaw = isRaw;
        this.chunks = chunks;
        this.firsts = firsts;
        this.count = count;
    }

    /** No elements, of a vector with a codec or, if {@code isRaw}, without. */
    static InsertChunks none(boolean isRaw) {
        return new InsertChunks(isRaw, new Chunk[0], new int[0], 0);
    }

    /** The same elements. More can be added to them. */
    InsertChunks copy() {
        return new InsertChunks(isRaw, Arrays.copyOf(chunks, count + ROOM), Arrays.copyOf(firsts, count + ROOM), count);
    }

    /** Copies {@code count} elements from {@code from} to {@code to}, and leaves a gap at {@code i}. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of one type
    private static void open(Object from, Object to, int i, int count) {
        System.arraycopy(from, 0, to, 0, i);
        System.arraycopy(from, i, to, i + 1, count - i);
    }

    /** Inserts an element before element {@code index} of the version. */
    void insert(int index, long value, @Nullable Object object) {
        if (count == 0) {
            Object values = isRaw ? new long[] {value} : new Object[] {object};
            chunks = new Chunk[] {new Chunk(new int[] {index}, values)};
            firsts = new int[] {index};
            count = 1;
            return;
        }
        int c = chunk(index - 1);
        if (chunks[c].count() == CHUNK_MOST) {
            split(c);
            c = chunk(index - 1);
        }
        int rank = rank(c);
        int i = chunks[c].before(index, rank);
        chunks[c] = chunks[c].with(i, index - rank - i, value, object);
        firsts[c] = i == 0 ? index : firsts[c];
        int[] all = firsts;
        for (int later = c + 1, end = count; later < end; later++) {
            all[later]++;
        }
    }

    private void split(int c) {
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, count + ROOM);
            firsts = Arrays.copyOf(firsts, count + ROOM);
        }
        int half = CHUNK_MOST / 2;
        Chunk chunk = chunks[c];
        int rank = rank(c);
        open(chunks, chunks, c + 1, count);
        open(firsts, firsts, c + 1, count);
        count++;
        chunks[c] = chunk.part(0, half);
        chunks[c + 1] = chunk.part(half, CHUNK_MOST);
        firsts[c + 1] = chunk.places[half] + rank + half;
    }

    /** The last chunk whose first element is not behind element {@code index} of the version; else the first chunk. */
    private int chunk(int index) {
        int[] all = firsts;
        int low = 0;
        for (int left = count; left > 1; ) {
            int half = left >>> 1;
            low = all[low + half] <= index ? low + half : low;
            left -= half;
        }
        return low;
    }

    /** How many inserted elements are before chunk {@code c}. */
    private int rank(int c) {
        return firsts[c] - chunks[c].places[0];
    }

    /** The inserted element that is element {@code index} of the version, or -1. */
    int find(int index) {
        if (count == 0) {
            return -1;
        }
        int c = chunk(index);
        int rank = rank(c);
        int i = chunks[c].before(index, rank);
        return i < chunks[c].count() && chunks[c].places[i] + rank + i == index ? c << CHUNK_BITS | i : -1;
    }

    /** How many inserted elements are before element {@code index} of the version. */
    int before(int index) {
        if (count == 0) {
            return 0;
        }
        int c = chunk(index);
        int rank = rank(c);
        return rank + chunks[c].before(index, rank);
    }

    long bits(int found) {
        return chunks[found >>> CHUNK_BITS].values instanceof long[] bits ? bits[found & (CHUNK_MOST - 1)] : 0;
    }

    @Nullable
    Object prepared(int found) {
        return chunks[found >>> CHUNK_BITS].values instanceof Object[] objects
                ? objects[found & (CHUNK_MOST - 1)]
                : null;
    }

    /** All {@code all} elements. */
    InsertBatch batch(int all) {
        InsertBatch batch = InsertBatch.of(all, isRaw);
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < chunks[c].count(); i++) {
                int found = c << CHUNK_BITS | i;
                batch.add(chunks[c].places[i], bits(found), prepared(found));
            }
        }
        return batch;
    }
}
