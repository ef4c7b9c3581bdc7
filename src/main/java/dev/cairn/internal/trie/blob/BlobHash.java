package dev.cairn.internal.trie.blob;

import dev.cairn.internal.slot.Hash;
import java.util.Arrays;

/** The hash of a blob's bits, the same whatever its layout. */
public final class BlobHash {
    private static final int CHUNK = 1 << 13;
    private static final int PAIR = 2 * Long.BYTES;

    private BlobHash() {}

    /** The hash of {@code base}, which the caller fences, with {@code seed}. */
    public static long of(BlobBase base, long seed) {
        long bytes = base.bytes();
        long key = Hash.key(seed);
        long state = seed;
        byte[] chunk = new byte[(int) Math.min(CHUNK, (bytes + PAIR) & -PAIR)];
        for (long from = 0; ; from += chunk.length) {
            int count = (int) Math.min(chunk.length, bytes - from);
            base.copyOut(8 * from, chunk, 0, count);
            if (count < chunk.length) {
                return end(state, chunk, count, base.length(), key);
            }
            for (int i = 0; i < count; i += PAIR) {
                state = Hash.absorb(state, Hash.word(chunk, i), Hash.word(chunk, i + Long.BYTES), key);
            }
        }
    }

    /** The last bytes of fewer than a chunk; there is always a pair that is not full. */
    private static long end(long state, byte[] chunk, int count, long length, long key) {
        int last = count & -PAIR;
        Arrays.fill(chunk, count, last + PAIR, (byte) 0);
        long hash = state;
        for (int i = 0; i < last; i += PAIR) {
            hash = Hash.absorb(hash, Hash.word(chunk, i), Hash.word(chunk, i + Long.BYTES), key);
        }
        return Hash.end(hash, Hash.word(chunk, last), Hash.word(chunk, last + Long.BYTES), length, key);
    }
}
