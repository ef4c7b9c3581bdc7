package dev.cairn.internal.trie.vector;

import dev.cairn.internal.trie.Log;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Elements inserted among those of the base, that wait on the heap to be written in one pass: immutable, in chunks, of which a
 * version shares all but one with the version it was made from.
 */
public final class Insertions implements Waiting {
    /*
     * Entry k stands before element place(k) of the base, so it is element place(k) + k of the version. A chunk has entries
     * side by side; the directory says which element of the version its first entry is, and so how many are before it.
     */
    private static final int MOST = 2048;

    private static final int CHUNK_BITS = 6;
    private static final int CHUNK_MOST = 1 << CHUNK_BITS;

    /** Entries side by side: where in the base they go, and their values in an array of longs or of objects. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunk(int[] places, Object values) {
        int count() {
            return places.length;
        }

        /** How many of the entries, {@code rank} others being before them, are elements before {@code index} of the version. */
        int before(int index, int rank) {
            int low = 0;
            for (int high = places.length; low < high; ) {
                int middle = (low + high) >>> 1;
                if (places[middle] + rank + middle < index) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        Chunk with(int i, int place, long value, @Nullable Object object) {
            int count = places.length;
            int[] newPlaces = Arrays.copyOf(places, count + 1);
            System.arraycopy(places, i, newPlaces, i + 1, count - i);
            newPlaces[i] = place;
            Object newValues = values instanceof long[] ? new long[count + 1] : new Object[count + 1];
            System.arraycopy(values, 0, newValues, 0, i);
            System.arraycopy(values, i, newValues, i + 1, count - i);
            if (newValues instanceof long[] bits) {
                bits[i] = value;
            } else {
                ((@Nullable Object[]) newValues)[i] = object;
            }
            return new Chunk(newPlaces, newValues);
        }

        Chunk part(int from, int to) {
            Object part = values instanceof long[] bits
                    ? Arrays.copyOfRange(bits, from, to)
                    : Arrays.copyOfRange((Object[]) values, from, to);
            return new Chunk(Arrays.copyOfRange(places, from, to), part);
        }

        long bits(int i) {
            return values instanceof long[] bits ? bits[i] : 0;
        }

        @Nullable
        Object prepared(int i) {
            return values instanceof Object[] objects ? objects[i] : null;
        }
    }

    private final Chunk[] chunks;

    /** Which elements of the version the chunks' first entries are. */
    private final int[] firsts;

    private Insertions(Chunk[] chunks, int[] firsts) {
        this.chunks = chunks;
        this.firsts = firsts;
    }

    /** One element, before element {@code index} of the base. */
    public static Insertions of(int index, long value, @Nullable Object prepared) {
        Object values = prepared == null ? new long[] {value} : new Object[] {prepared};
        return new Insertions(new Chunk[] {new Chunk(new int[] {index}, values)}, new int[] {index});
    }

    /** How many entries may wait in a version of {@code size} elements. */
    public static int most(int size) {
        return Math.min(MOST, Log.limit(size));
    }

    /** These and one element more, before element {@code index} of the version. */
    public Insertions with(int index, long value, @Nullable Object prepared) {
        int c = chunk(index - 1);
        if (chunks[c].count() == CHUNK_MOST) {
            return split(c).with(index, value, prepared);
        }
        int rank = rank(c);
        int i = chunks[c].before(index, rank);
        Chunk[] newChunks = chunks.clone();
        newChunks[c] = chunks[c].with(i, index - rank - i, value, prepared);
        int[] newFirsts = firsts.clone();
        if (i == 0) {
            newFirsts[c] = index;
        }
        for (int later = c + 1; later < newFirsts.length; later++) {
            newFirsts[later]++;
        }
        return new Insertions(newChunks, newFirsts);
    }

    private Insertions split(int c) {
        int half = CHUNK_MOST / 2;
        Chunk chunk = chunks[c];
        int count = chunks.length;
        Chunk[] newChunks = Arrays.copyOf(chunks, count + 1);
        System.arraycopy(chunks, c, newChunks, c + 1, count - c);
        newChunks[c] = chunk.part(0, half);
        newChunks[c + 1] = chunk.part(half, CHUNK_MOST);
        int[] newFirsts = Arrays.copyOf(firsts, count + 1);
        System.arraycopy(firsts, c, newFirsts, c + 1, count - c);
        newFirsts[c + 1] = chunk.places[half] + rank(c) + half;
        return new Insertions(newChunks, newFirsts);
    }

    /** The last chunk whose first entry is not behind element {@code index} of the version, or the first chunk. */
    private int chunk(int index) {
        int low = 0;
        for (int high = firsts.length; low + 1 < high; ) {
            int middle = (low + high) >>> 1;
            if (firsts[middle] <= index) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many entries are before chunk {@code c}. */
    private int rank(int c) {
        return firsts[c] - chunks[c].places[0];
    }

    @Override
    public int find(int index, int count) {
        int c = chunk(index);
        int rank = rank(c);
        int i = chunks[c].before(index, rank);
        return i < chunks[c].count() && chunks[c].places[i] + rank + i == index ? c << CHUNK_BITS | i : -1;
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        int c = chunk(index);
        int rank = rank(c);
        return base.elementAt(index - rank - chunks[c].before(index, rank));
    }

    @Override
    public int added(int count) {
        return count;
    }

    @Override
    public long bits(int k) {
        return chunks[k >>> CHUNK_BITS].bits(k & (CHUNK_MOST - 1));
    }

    @Override
    public @Nullable Object prepared(int k) {
        return chunks[k >>> CHUNK_BITS].prepared(k & (CHUNK_MOST - 1));
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        Batch batch = Batch.of(count, chunks[0].values instanceof long[]);
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.count(); i++) {
                batch.add(chunk.places[i], chunk.bits(i), chunk.prepared(i));
            }
        }
        return VectorReshape.insert(source, source.confinement(), size - count, batch);
    }
}
