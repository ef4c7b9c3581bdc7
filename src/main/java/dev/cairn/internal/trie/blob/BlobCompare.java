package dev.cairn.internal.trie.blob;

/** Compares the bits of blobs of any layout, also of two stores. Skips pieces that both share. */
public final class BlobCompare {
    private BlobCompare() {}

    /**
     * The first of {@code count} bits in which {@code a} from {@code bitA} on and {@code b} from {@code bitB} on differ, or -1. Both have
     * so many bits. The caller fences both.
     */
    public static long mismatch(BlobBase a, long bitA, BlobBase b, long bitB, long count) {
        if (a.core() == b.core() && a.root() == b.root() && a.first() == b.first() && bitA == bitB) {
            return -1;
        }
        PieceCursor x = a.pieces();
        PieceCursor y = b.pieces();
        for (long done = 0; done < count; done += y.length) {
            x.seek(bitA + done, count - done);
            y.seek(bitB + done, x.length);
            if (a.core() == b.core() && x.leaf == y.leaf && x.first == y.first) {
                continue;
            }
            long found = Bits.mismatch(a.memory(), x.body, x.first, b.memory(), y.body, y.first, y.length);
            if (found >= 0) {
                return done + found;
            }
        }
        return -1;
    }

    /** The first bit in which both differ; if one is the beginning of the other, its length; -1 if they are equal. */
    public static long mismatch(BlobBase a, BlobBase b) {
        long both = Math.min(a.length(), b.length());
        long found = mismatch(a, 0, b, 0, both);
        return found >= 0 || a.length() == b.length() ? found : both;
    }
}
