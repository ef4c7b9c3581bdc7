package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobChange;
import dev.cairn.internal.trie.blob.BlobHash;
import dev.cairn.internal.trie.blob.BlobInputStream;
import dev.cairn.internal.trie.blob.BlobSearch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The reading operations of blobs. */
abstract class ReadableBlob extends AbstractVersion<Blob, BlobBase> {
    private static final int SHOWN = 16;
    private static final int ARRAY_MOST = Integer.MAX_VALUE - 8;
    private static final long SEED = 0x5EED_B10BL;

    final BlobBase base;

    /** The hash code, or 0 if it was not computed yet. */
    private int hash;

    /** A contiguous copy, made when it is first needed. */
    private volatile @Nullable BlobBase copy;

    ReadableBlob(BlobBase base) {
        super(0);
        this.base = base;
        VarHandle.releaseFence();
    }

    @Override
    final BlobBase base() {
        return base;
    }

    /** A blob has no pending edits. */
    @Override
    final BlobBase fold() {
        return base;
    }

    @Override
    final long extent() {
        return base.length();
    }

    /** The number of bits. */
    public final long length() {
        return base.length();
    }

    /** The number of bytes of the bits; the last byte may be partial. */
    public final long byteLength() {
        return base.bytes();
    }

    /** Whether all bits lie in one piece (p = 1). */
    public final boolean isContiguous() {
        return base.isContiguous();
    }

    /** The bit with the number {@code bit}. O(log p). Throws {@link IndexOutOfBoundsException} if it is out of range. */
    public final boolean getBit(long bit) {
        return getBits(bit, 1) != 0;
    }

    /**
     * The {@code count} bits from {@code bit} on as an unsigned number. O(log p).
     *
     * @param count 0 to 64
     * @throws IndexOutOfBoundsException if the bits or the count are out of range
     */
    public final long getBits(long bit, int count) {
        base.check();
        Objects.checkFromIndexSize(bit, count, base.length());
        Objects.checkFromIndexSize(0, count, Long.SIZE);
        try {
            return count == 0 ? 0 : base.get(bit, count);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The byte at {@code index}. O(log p). Throws {@link IndexOutOfBoundsException} if it is out of range. */
    public final byte getByte(long index) {
        base.check();
        Objects.checkIndex(index, base.bytes());
        try {
            return base.byteAt(index);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The four bytes from {@code index} on, the first most significant. O(log p). Throws {@link IndexOutOfBoundsException} if there are
     * fewer.
     */
    public final int getInt(long index) {
        return (int) getBits(bit(index), Integer.SIZE);
    }

    /**
     * The eight bytes from {@code index} on, the first most significant. O(log p). Throws {@link IndexOutOfBoundsException} if there
     * are fewer.
     */
    public final long getLong(long index) {
        return getBits(bit(index), Long.SIZE);
    }

    /** The number of the first bit of the byte {@code index}; the index may also be the byte length. */
    private long bit(long index) {
        base.check();
        return 8 * Objects.checkIndex(index, base.bytes() + 1);
    }

    /**
     * The bytes in place, read-only. A reachable segment keeps the blob alive, even after the end of a scope, and until one garbage
     * collection later. O(1) if the bits lie in one piece that begins at a byte in memory. Otherwise the first call makes a copy, in
     * O(n) time and memory, which lives as long as this object or the segment. Without native access each call copies. When a
     * store in a file is closed that this process writes, its segments read as zeros.
     */
    public final MemorySegment asSegment() {
        if (isEmpty()) {
            base.check();
            return MemorySegment.ofArray(new byte[0]).asReadOnly();
        }
        BlobBase whole = wholeBytes();
        try {
            return whole.memory().view(whole.at(), whole.bytes(), Arena.ofAuto(), whole);
        } finally {
            Reference.reachabilityFence(whole);
        }
    }

    private BlobBase wholeBytes() {
        base.check();
        try {
            BlobBase known = base.isBytes() && base.scope() == null ? base : copy;
            if (known == null) {
                known = base.isBytes() ? BlobChange.keep(base, null) : BlobChange.copy(base, null);
                copy = known;
            }
            return known;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The bytes as a buffer, as {@link #asSegment}. Throws {@link IllegalStateException} if there are too many for a buffer. */
    public final ByteBuffer asByteBuffer() {
        requireAtMost(Integer.MAX_VALUE);
        return asSegment().asByteBuffer();
    }

    private void requireAtMost(int most) {
        if (base.bytes() > most) {
            throw new IllegalStateException("the blob has " + base.bytes() + " bytes; at most " + most + " fit");
        }
    }

    /** The value that Jackson writes without Cairn's Jackson module. */
    @JsonValue
    @SuppressWarnings("UnusedMethod") // Jackson calls it
    private byte[] writtenBytes() {
        if (extent() % Byte.SIZE != 0) {
            throw new IllegalStateException(extent() + " bits are not whole bytes, so they cannot become a byte array");
        }
        return toByteArray();
    }

    /** The bytes in a new array. O(n). Throws {@link IllegalStateException} if there are too many for an array. */
    public final byte[] toByteArray() {
        requireAtMost(ARRAY_MOST);
        byte[] bytes = new byte[(int) base.bytes()];
        copyTo(0, bytes, 0, bytes.length);
        return bytes;
    }

    /**
     * Copies {@code count} bytes from byte {@code index} on.
     *
     * @throws IndexOutOfBoundsException if there are fewer bytes, or {@code target} has less room
     */
    public final void copyTo(long index, byte[] target, int from, int count) {
        base.check();
        Objects.checkFromIndexSize(index, count, base.bytes());
        Objects.checkFromIndexSize(from, count, target.length);
        try {
            base.copyOut(8 * index, target, from, count);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Writes the bytes to {@code out}. O(n). */
    public final void writeTo(OutputStream out) throws IOException {
        inputStream().transferTo(out);
    }

    /** A stream of the bytes in order. It supports mark and reset. */
    public final InputStream inputStream() {
        base.check();
        return new BlobInputStream(base);
    }

    /** The number of the first byte at which the bits of {@code pattern} begin; -1 if there is none. */
    public final long indexOf(Blob pattern) {
        return indexOf(pattern, 0);
    }

    /**
     * The number of the first byte, from {@code fromByte} on, at which the bits of {@code pattern} begin; -1 if there is none. The
     * JVM's vectorised text search finds the first 256 bytes of the pattern; the rest is compared in bulk.
     */
    public final long indexOf(Blob pattern, long fromByte) {
        pattern.base.check();
        byte[] prefix = new byte[(int) Math.min(BlobSearch.PREFIX, pattern.base.length() >> 3)];
        pattern.copyTo(0, prefix, 0, prefix.length);
        try {
            return indexOf(
                    prefix,
                    pattern.base.length(),
                    fromByte,
                    at -> base.mismatch(8 * at, pattern.base, 0, pattern.base.length()) < 0);
        } finally {
            Reference.reachabilityFence(pattern);
        }
    }

    /** As {@link #indexOf(Blob, long)}, for the bytes of an array. */
    public final long indexOf(byte[] pattern, long fromByte) {
        byte[] prefix = Arrays.copyOf(pattern, Math.min(BlobSearch.PREFIX, pattern.length));
        byte[] candidate = new byte[pattern.length == prefix.length ? 0 : pattern.length];
        return indexOf(prefix, 8L * pattern.length, fromByte, at -> {
            base.copyOut(8 * at, candidate, 0, candidate.length);
            return candidate.length == 0 || Arrays.equals(candidate, pattern);
        });
    }

    private long indexOf(byte[] prefix, long bits, long fromByte, LongPredicate matches) {
        base.check();
        Objects.checkIndex(fromByte, base.bytes() + 1);
        try {
            return BlobSearch.find(base, prefix, bits, fromByte, matches);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The number of the first bit in which the blobs differ; the length of the shorter blob if it is the beginning of the longer one;
     * -1 if the blobs are equal.
     */
    public final long mismatch(Blob other) {
        base.check();
        other.base.check();
        try {
            return base.mismatch(other.base);
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }

    /** Whether {@code other} is a blob with the same bits. Their pieces and stores may differ. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Blob that && base.length() == that.base.length() && mismatch(that) < 0);
    }

    /** A hash of the bits. It is the same in every run on machines with the same byte order. O(n) for the first call. */
    @Override
    public final int hashCode() {
        base.check();
        int known = hash;
        if (known == 0) {
            try {
                known = Math.max(1, Long.hashCode(BlobHash.of(base, SEED)) & Integer.MAX_VALUE);
            } finally {
                Reference.reachabilityFence(this);
            }
            hash = known;
        }
        return known;
    }

    /** The length, and the first bytes in hexadecimal. */
    @Override
    public final String toString() {
        byte[] first = new byte[(int) Math.min(SHOWN, base.bytes())];
        copyTo(0, first, 0, first.length);
        String rest = base.bytes() > SHOWN ? "..." : "";
        return "Blob[" + base.length() + " bits: " + HexFormat.of().formatHex(first) + rest + "]";
    }
}
