package dev.cairn.internal.trie.blob;

import dev.cairn.internal.slot.Hash;
import java.util.Arrays;

/** The hash of a blob's bits. It does not depend on the layout. */
public final class BlobHash {
    /*
     * Each product waits for the previous one. So the whole chunks go into four hashes side by side, pair by pair, which are combined at the
     * end. The rest, or all of a short blob, goes into one hash.
     */
    private static final int CHUNK = 1 << 13;
    private static final int PAIR = 2 * Long.BYTES;

    private BlobHash() {}

    /** The hash of {@code base} with {@code seed}. The caller fences the base. */
    public static long of(BlobBase base, long seed) {
        long bytes = base.bytes();
        long key = Hash.key(seed);
        byte[] chunk = new byte[(int) Math.min(CHUNK, (bytes + PAIR) & -PAIR)];
        long whole = bytes / CHUNK * CHUNK;
        long state = whole == 0 ? seed : chunks(base, whole, chunk, seed, key);
        int rest = (int) (bytes - whole);
        base.copyOut(8 * whole, chunk, 0, rest);
        return end(state, chunk, rest, base.length(), key);
    }

    private static long chunks(BlobBase base, long whole, byte[] chunk, long seed, long key) {
        long a = seed;
        long b = Hash.of(1, seed);
        long c = Hash.of(2, seed);
        long d = Hash.of(3, seed);
        for (long from = 0; from < whole; from += CHUNK) {
            base.copyOut(8 * from, chunk, 0, CHUNK);
            for (int i = 0; i < CHUNK; i += 4 * PAIR) {
                a = absorb(a, chunk, i, key);
                b = absorb(b, chunk, i + PAIR, key);
                c = absorb(c, chunk, i + 2 * PAIR, key);
                d = absorb(d, chunk, i + 3 * PAIR, key);
            }
        }
        return Hash.absorb(Hash.absorb(a, b, c, key), d, 0, key);
    }

    private static long absorb(long state, byte[] chunk, int from, long key) {
        return Hash.absorb(state, Hash.word(chunk, from), Hash.word(chunk, from + Long.BYTES), key);
    }

    /** The last bytes, fewer than a chunk. The last pair is never full. */
    private static long end(long state, byte[] chunk, int count, long length, long key) {
        int last = count & -PAIR;
        Arrays.fill(chunk, count, last + PAIR, (byte) 0);
        long hash = state;
        for (int i = 0; i < last; i += PAIR) {
            hash = absorb(hash, chunk, i, key);
        }
        return Hash.end(hash, Hash.word(chunk, last), Hash.word(chunk, last + Long.BYTES), length, key);
    }
}
