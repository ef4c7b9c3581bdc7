package dev.cairn;

import java.io.InputStream;

/** The bytes of a blob in order. */
final class BlobInputStream extends InputStream {
    private final Blob blob;
    private long next;
    private long marked;

    BlobInputStream(Blob blob) {
        this.blob = blob;
    }

    private long rest() {
        return blob.byteLength() - next;
    }

    @Override
    public int read() {
        return rest() == 0 ? -1 : blob.getByte(next++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) {
        int some = (int) Math.min(count, rest());
        blob.copyTo(next, target, from, some);
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
