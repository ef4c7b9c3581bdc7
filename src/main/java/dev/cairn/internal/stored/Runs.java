package dev.cairn.internal.stored;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobChange;
import dev.cairn.internal.trie.blob.PieceCursor;
import dev.cairn.internal.trie.vector.VectorBase;

/** Where the elements of a vector or the bytes of a blob lie in its store: in runs, within which one follows the other. */
public abstract class Runs {
    private final int width;
    private final long size;

    private Runs(int width, long size) {
        this.width = width;
        this.size = size;
    }

    /**
     * Those of {@code stored}. If a blob has bits that do not begin at a byte in memory, those of a copy, which takes O(n).
     *
     * @throws UnsupportedOperationException if it is a map or a set
     */
    public static Runs of(StoredVersion stored) {
        Base base = stored.base();
        return switch (base) {
            case VectorBase vector -> new OfVector(vector, stored.extent());
            case BlobBase blob -> new OfBlob(hasBytes(blob) ? blob : copy(stored, blob));
            default ->
                throw new UnsupportedOperationException(
                        "maps and sets have no runs of elements; native code finds their entries by the header");
        };
    }

    /** Bytes of an element. */
    public final int width() {
        return width;
    }

    /** How many elements there are. */
    public final long size() {
        return size;
    }

    /** The address of element {@code index}. O(log n). */
    public abstract long at(long index);

    /** The index behind the run that has element {@code index}. O(log n). */
    public abstract long end(long index);

    private static BlobBase copy(StoredVersion stored, BlobBase blob) {
        stored.core().requireWritable();
        return BlobChange.copy(blob, null);
    }

    /** Whether each byte of {@code blob} is a byte in memory, with zeros behind the last bit. */
    private static boolean hasBytes(BlobBase blob) {
        Memory memory = blob.memory();
        PieceCursor pieces = blob.pieces();
        for (long bit = 0; bit < blob.length(); bit += pieces.length()) {
            pieces.seek(bit, blob.length() - bit);
            int rest = (int) pieces.length() & 7;
            boolean isLast = bit + pieces.length() == blob.length();
            if ((pieces.first() & 7) != 0 || (rest != 0 && !isLast)) {
                return false;
            }
            if (rest != 0 && (memory.getByte(pieces.at() + (pieces.length() >>> 3)) & 0xFF >>> rest) != 0) {
                return false;
            }
        }
        return true;
    }

    private static final class OfVector extends Runs {
        private final VectorBase base;

        OfVector(VectorBase base, long size) {
            super(base.type().width(), size);
            this.base = base;
        }

        @Override
        public long at(long index) {
            return base.elementAt((int) index);
        }

        @Override
        public long end(long index) {
            return Math.min(size(), base.leafEnd((int) index));
        }
    }

    private static final class OfBlob extends Runs {
        private final BlobBase base;

        OfBlob(BlobBase base) {
            super(Byte.BYTES, base.bytes());
            this.base = base;
        }

        private PieceCursor piece(long index) {
            PieceCursor piece = base.pieces();
            piece.seek(8 * index, base.length() - 8 * index);
            return piece;
        }

        @Override
        public long at(long index) {
            return piece(index).at();
        }

        @Override
        public long end(long index) {
            return index + ((piece(index).length() + 7) >>> 3);
        }
    }
}
