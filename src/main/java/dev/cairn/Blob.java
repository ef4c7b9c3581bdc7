package dev.cairn;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobBuilder;
import dev.cairn.internal.trie.blob.BlobChange;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An immutable sequence of bits off the heap, limited only by the room in the store. Bits are numbered from 0. The most significant bit
 * of a byte or a number comes first. If the last byte is not full, zeros follow the last bit.
 *
 * <p>A blob made from an array, a segment or a file lies in one piece, whatever its size. Slicing and joining copy only small pieces,
 * up to a kilobyte. A slice refers to a part of a piece and keeps the whole piece alive; {@link #compact()} makes a copy that does not.
 * Joined blobs are a balanced tree of pieces. In the costs below, p is the number of pieces, mostly 1, and n is the number of bytes.
 *
 * <p>Any thread may read a blob and derive others from it. Access to bits of a closed store throws {@link StoreClosedException}; an
 * operation that finds no memory throws {@link StoreFullException}.
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class Blob extends ReadableBlob implements Comparable<Blob>, Version {
    private static final long LENGTH_MOST = 1L << 60;

    Blob(BlobBase base) {
        super(base);
    }

    @Override
    Blob withBase(BlobBase newBase) {
        return new Blob(newBase);
    }

    @Override
    Blob withoutScope() {
        base.check();
        try {
            return new Blob(BlobChange.keep(base, null));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The codec for blobs as elements of other collections. Each is stored as a reference of four bytes: writing and reading it copies
     * no bits. Blob and collection must lie in the same store.
     */
    public static Codec<Blob> codec() {
        return BlobKind.OF_BLOBS;
    }

    @Override
    CollectionKind<?> kind() {
        return BlobKind.OF_BLOBS;
    }

    /** The empty blob of the standard store. */
    public static Blob empty() {
        return empty(Store.standard());
    }

    /** The empty blob of {@code store}. */
    public static Blob empty(Store store) {
        store.core().check();
        return new Blob(BlobBase.empty(store.core()));
    }

    /** A blob of {@code bytes} in the standard store. O(n). */
    @JsonCreator
    public static Blob from(byte[] bytes) {
        return from(Store.standard(), bytes);
    }

    /** A blob of {@code bytes} in {@code store}. O(n). */
    public static Blob from(Store store, byte[] bytes) {
        return from(store, MemorySegment.ofArray(bytes));
    }

    /** A blob of the bytes of {@code segment} in the standard store. O(n). */
    public static Blob from(MemorySegment segment) {
        return from(Store.standard(), segment);
    }

    /** A blob of the bytes of {@code segment} in {@code store}. O(n). */
    public static Blob from(Store store, MemorySegment segment) {
        if (segment.byteSize() == 0) {
            return empty(store);
        }
        requireRoom(store, segment.byteSize());
        BlobBase fresh = BlobChange.fresh(
                store.core(), 8 * segment.byteSize(), store.core().scope());
        fresh.memory().copyIn(segment, fresh.at());
        return new Blob(fresh);
    }

    /** Throws at once if {@code bytes} can never fit. */
    private static void requireRoom(Store store, long bytes) {
        store.core().check();
        long max = store.options().maxBytes();
        if (bytes > max) {
            throw new StoreFullException(bytes, store.core().allocator().heldBytes(), max);
        }
    }

    /** A blob of all bytes of {@code in}, in the standard store. O(n), in O(log n) pieces. */
    public static Blob from(InputStream in) throws IOException {
        return from(Store.standard(), in);
    }

    /** A blob of all bytes of {@code in}, in {@code store}. O(n), in O(log n) pieces. */
    public static Blob from(Store store, InputStream in) throws IOException {
        return builder(store).appendAll(in).build();
    }

    /** A blob of the bytes of {@code file} in the standard store, read without a copy on the heap. O(n). */
    public static Blob from(Path file) throws IOException {
        return from(Store.standard(), file);
    }

    /** A blob of the bytes of {@code file} in {@code store}, read without a copy on the heap. O(n). */
    public static Blob from(Store store, Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            long bytes = in.size();
            requireRoom(store, bytes);
            BlobBuilder builder = new BlobBuilder(store.core(), bytes);
            builder.append(in);
            return new Blob(builder.build());
        }
    }

    /** An empty builder in the standard store. */
    public static Builder builder() {
        return builder(Store.standard());
    }

    /** An empty builder in {@code store}. */
    public static Builder builder(Store store) {
        return new Builder(new BlobBuilder(store.core(), 0));
    }

    /**
     * The bits from number {@code from} to number {@code to}, exclusive. O(log p); O(1) for a blob in one piece. Slices of less than a
     * kilobyte are copied.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= from &lt;= to &lt;= length
     */
    public Blob slice(long from, long to) {
        base.check();
        Objects.checkFromToIndex(from, to, base.length());
        if (from == to || to - from == base.length()) {
            return from == to ? empty(store()) : this;
        }
        try {
            return new Blob(BlobChange.slice(base, from, to));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** As {@link #slice}, but with numbers of bytes. The last byte may be partial. Throws {@link IndexOutOfBoundsException} likewise. */
    public Blob sliceBytes(long from, long to) {
        base.check();
        Objects.checkFromToIndex(from, to, base.bytes());
        return slice(8 * from, Math.min(8 * to, base.length()));
    }

    /**
     * These bits, followed by the bits of {@code other}. O(log p), or O(bytes of {@code other}) if it lies in another store.
     *
     * @throws IllegalStateException if the result would be too long for a blob
     */
    public Blob concat(Blob other) {
        base.check();
        other.base.check();
        if (core() != other.core()) {
            return concat(builder(store()).append(other).build());
        }
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        if (base.length() + other.base.length() > LENGTH_MOST) {
            throw new IllegalStateException("blobs of " + base.length() + " and " + other.base.length()
                    + " bits are too long together; a blob has at most " + LENGTH_MOST + " bits");
        }
        try {
            return new Blob(BlobChange.concat(base, other.base));
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }

    /**
     * Compares by the first different bit, so by unsigned bytes. If one blob is the beginning of the other, the shorter one comes
     * first.
     */
    @Override
    public int compareTo(Blob other) {
        long found = mismatch(other);
        boolean isShorter = found == base.length() && found < other.base.length();
        return found < 0 ? 0 : isShorter || (found < other.base.length() && !getBit(found)) ? -1 : 1;
    }

    /** A copy of the bits in one piece, which keeps no other piece alive. O(n). */
    public Blob compact() {
        base.check();
        try {
            return isEmpty() ? this : new Blob(BlobChange.copy(base, core().scope()));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Builds a blob by appending; confined to the thread that made the builder. If memory runs out, all bits appended before stay. */
    public static final class Builder {
        private static final int READ_AT_ONCE = 1 << 16;

        private final BlobBuilder bits;

        private Builder(BlobBuilder bits) {
            this.bits = bits;
        }

        /** Appends a bit. Amortised O(1). */
        public Builder appendBit(boolean bit) {
            bits.appendBits(bit ? 1 : 0, 1);
            return this;
        }

        /** Appends the low {@code count} bits of {@code value}, 0 to 64, the most significant first. Amortised O(1). */
        public Builder appendBits(long value, int count) {
            bits.appendBits(value, Objects.checkIndex(count, Long.SIZE + 1));
            return this;
        }

        /** Appends the low 8 bits of {@code value}. Amortised O(1). */
        public Builder appendByte(int value) {
            return appendBits(value, Byte.SIZE);
        }

        /** Appends eight bytes, the most significant first. Amortised O(1). */
        public Builder appendLong(long value) {
            return appendBits(value, Long.SIZE);
        }

        /** Appends bytes. O(number of bytes); in bulk if the bits so far fill whole bytes. */
        public Builder appendAll(byte... bytes) {
            bits.appendBytes(bytes, 0, bytes.length);
            return this;
        }

        /** Appends all bytes of {@code in}. O(n). */
        public Builder appendAll(InputStream in) throws IOException {
            bits.check();
            byte[] bytes = new byte[READ_AT_ONCE];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                bits.appendBytes(bytes, 0, read);
            }
            return this;
        }

        /** Appends a copy of the bits of {@code blob}. O(n); {@link Blob#concat} copies nothing. */
        public Builder append(Blob blob) {
            bits.check();
            blob.base.check();
            try {
                bits.append(blob.base);
                return this;
            } finally {
                Reference.reachabilityFence(blob);
            }
        }

        /**
         * Appends a text in UTF-8. O(n).
         *
         * @throws IllegalArgumentException if the text has an unpaired surrogate, which UTF-8 cannot encode
         */
        public Builder appendText(String text) {
            bits.check();
            int[] codePoints = text.codePoints().toArray();
            for (int i = 0; i < codePoints.length; i++) {
                if (codePoints[i] >= Character.MIN_SURROGATE && codePoints[i] <= Character.MAX_SURROGATE) {
                    throw new IllegalArgumentException(
                            "U+%04X, an unpaired surrogate, at code point %d".formatted(codePoints[i], i));
                }
            }
            return appendAll(text.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * Appends an unsigned number as a Kim number: seven bits in each byte, the most significant first, and bit 7 set in all bytes
         * but the last. O(1).
         */
        public Builder appendKim(long value) {
            for (int shift = (Long.SIZE - 1 - Long.numberOfLeadingZeros(value | 1)) / 7 * 7; shift > 0; shift -= 7) {
                appendByte((int) (value >>> shift) | 0x80);
            }
            return appendByte((int) value & 0x7F);
        }

        /** The number of bits so far. */
        public long length() {
            return bits.length();
        }

        /** The bits so far. O(1). The builder stays usable; later changes do not affect the result. */
        public Blob build() {
            return new Blob(bits.build());
        }
    }
}
