package dev.cairn.internal.trie.blob;

import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.Objects;

/** The bytes of a blob in order. */
public final class BlobInputStream extends InputStream {
    private final BlobBase blob;
    private long next;
    private long marked;

    /** All bytes of {@code blob}. */
    public BlobInputStream(BlobBase blob) {
        this.blob = blob;
    }

    private long rest() {
        return blob.bytes() - next;
    }

    @Override
    public int read() {
        if (rest() == 0) {
            return -1;
        }
        blob.check();
        try {
            return blob.byteAt(next++) & 0xFF;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int read(byte[] target, int from, int count) {
        int some = (int) Math.min(count, rest());
        blob.check();
        Objects.checkFromIndexSize(from, some, target.length);
        try {
            blob.copyOut(8 * next, target, from, some);
        } finally {
            Reference.reachabilityFence(this);
        }
        next += some;
        return some == 0 && count > 0 ? -1 : some;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, rest());
        next += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, rest());
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public void mark(int readLimit) {
        marked = next;
    }

    @Override
    public void reset() {
        next = marked;
    }
}
