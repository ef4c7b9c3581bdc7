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

/** What can be read of a blob. */
abstract class ReadableBlob extends AbstractVersion<Blob, BlobBase> {
    private static final int SHOWN = 16;
    private static final int ARRAY_MOST = Integer.MAX_VALUE - 8;
    private static final long SEED = 0x5EED_B10BL;

    final BlobBase base;

    /** 0 before somebody asked for it. */
    private int hash;

    /** A copy of which the bytes lie one behind another, once somebody needed it. */
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

    /** No change of a blob waits. */
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

    /** The number of bytes that the bits take, the last of which may not be full. */
    public final long byteLength() {
        return base.bytes();
    }

    /** Whether all bits lie in one piece, so that p is 1. */
    public final boolean isContiguous() {
        return base.isContiguous();
    }

    /** The bit with the number {@code bit}. O(log p). Throws {@link IndexOutOfBoundsException} unless there is one. */
    public final boolean getBit(long bit) {
        return getBits(bit, 1) != 0;
    }

    /**
     * The {@code count} bits from {@code bit} on as a number without sign. O(log p).
     *
     * @param count 0 to 64
     * @throws IndexOutOfBoundsException unless there are so many
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

    /** The byte at {@code index}. O(log p). Throws {@link IndexOutOfBoundsException} unless there is one. */
    public final byte getByte(long index) {
        base.check();
        Objects.checkIndex(index, base.bytes());
        try {
            return base.byteAt(index);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The four bytes from {@code index} on. O(log p). Throws {@link IndexOutOfBoundsException} unless there are so many. */
    public final int getInt(long index) {
        return (int) getBits(bit(index), Integer.SIZE);
    }

    /** The eight bytes from {@code index} on. O(log p). Throws {@link IndexOutOfBoundsException} unless there are so many. */
    public final long getLong(long index) {
        return getBits(bit(index), Long.SIZE);
    }

    /** The first bit of a byte, as far as there are any. */
    private long bit(long index) {
        base.check();
        return 8 * Objects.checkIndex(index, base.bytes() + 1);
    }

    /**
     * The bytes in place, read-only. The blob stays alive as long as the segment is reachable, also beyond a scope's end, and
     * one collection longer. O(1) if they lie in one piece and begin at a byte in memory; else O(n) in time and memory, once,
     * for a copy that lives as long as this object or the segment. Without native access each call copies.
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

    /** The bytes as {@link #asSegment} has them. Throws {@link IllegalStateException} if there are too many for a buffer. */
    public final ByteBuffer asByteBuffer() {
        requireAtMost(Integer.MAX_VALUE);
        return asSegment().asByteBuffer();
    }

    private void requireAtMost(int most) {
        if (base.bytes() > most) {
            throw new IllegalStateException(base.bytes() + " bytes; here at most " + most);
        }
    }

    /** What Jackson writes when it does not know the module. */
    @JsonValue
    @SuppressWarnings("UnusedMethod") // Jackson calls it
    private byte[] writtenBytes() {
        if (extent() % Byte.SIZE != 0) {
            throw new IllegalStateException(extent() + " bits are no bytes, and a byte array has no other");
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
     * @throws IndexOutOfBoundsException unless there are so many, and room for them
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

    /** The bytes in order. It can be marked and reset. */
    public final InputStream inputStream() {
        base.check();
        return new BlobInputStream(base);
    }

    /** The first byte from which on the bits are those of {@code pattern}; -1 if there is none. */
    public final long indexOf(Blob pattern) {
        return indexOf(pattern, 0);
    }

    /**
     * The first byte, not before {@code fromByte}, from which on the bits are those of {@code pattern}; -1 if there is none.
     * Looks for its first 256 bytes as the virtual machine looks for text, with vectors, and compares the rest in bulk.
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

    /** As {@link #indexOf(Blob, long)}, of the bytes of an array. */
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
     * The first bit in which this and {@code other} differ; the shorter one's length, if they don't as far as it goes; -1 if they
     * are equal.
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

    /** Whether {@code other} is a blob of the same bits, however they lie and in whatever store. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Blob that && base.length() == that.base.length() && mismatch(that) < 0);
    }

    /** A hash of the bits, the same in every run on machines of one byte order. O(n) the first time. */
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
