package dev.cairn.internal.trie.blob;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Shape;
import org.jspecify.annotations.Nullable;

/** The part of a blob in its store: a piece of a leaf, or a tree of such pieces. */
public final class BlobBase extends Base {
    /** In place of the first bit of a part: the part is a node. */
    public static final long TREE = Rope.TREE;

    /** The bytes of a node. */
    public static final int NODE_BYTES = BlobNode.BYTES;

    private final Memory memory;
    private final int root;
    private final long first;
    private final long length;
    private final boolean isContiguous;
    private final long body;

    BlobBase(Core core, int root, long first, long length, @Nullable ScopeState scope) {
        this(core, root, first, length, scope, 0);
    }

    private BlobBase(Core core, int root, long first, long length, @Nullable ScopeState scope, int node) {
        super(core, scope, node);
        this.memory = core.memory();
        this.root = root;
        this.first = first;
        this.length = length;
        this.isContiguous = root == 0 || BlobNode.isLeaf(memory, root);
        this.body = BlobNode.body(memory, root);
    }

    /** The base of a blob without bits. */
    public static BlobBase empty(Core core) {
        return new BlobBase(core, 0, 0, 0, null);
    }

    /** A base of the blob of the header {@code node}. Borrows the node, so the owner of the base lets it own the node. */
    public static BlobBase of(Core core, int node, @Nullable ScopeState scope) {
        Header header = Header.read(core.memory(), node);
        return new BlobBase(core, header.root(), header.form(), header.extent(), scope, node);
    }

    /** What a node of a blob says of its two parts; their first bits may be TREE. */
    public record Parts(int left, int right, long leftFirst, long rightFirst, long leftBits, long bits, int height) {}

    /** The parts of {@code node}, which is a BLOB_NODE. Borrows it. */
    public static Parts parts(Memory memory, int node) {
        return new Parts(
                BlobNode.left(memory, node),
                BlobNode.right(memory, node),
                BlobNode.leftFirst(memory, node),
                BlobNode.rightFirst(memory, node),
                BlobNode.leftLength(memory, node),
                BlobNode.length(memory, node),
                BlobNode.height(memory, node));
    }

    /** Whether nodes have their references where slots of this shape have them. */
    public static boolean isOfNodes(@Nullable Shape shape) {
        return shape != null && shape.equals(BlobNode.SHAPE);
    }

    @Override
    public Header header(long size) {
        return new Header(root, 0, length, first);
    }

    @Override
    protected int[] roots() {
        return new int[] {root};
    }

    @Override
    protected long places() {
        return 0;
    }

    /** The bytes. */
    public Memory memory() {
        return memory;
    }

    /** How many bits there are. */
    public long length() {
        return length;
    }

    /** How many bytes the bits take. */
    public long bytes() {
        return (length + 7) >>> 3;
    }

    /** Whether all bits lie in one leaf. */
    public boolean isContiguous() {
        return isContiguous;
    }

    /** Whether all bytes lie one after another in a leaf, with zeros behind the last bit. */
    public boolean isBytes() {
        int rest = (int) length & 7;
        return isContiguous
                && (first & 7) == 0
                && (rest == 0 || (memory.getByte(at() + (length >>> 3)) & 0xFF >>> rest) == 0);
    }

    /** The address of the byte of the first bit. All bits lie in one leaf. */
    public long at() {
        return body + (first >>> 3);
    }

    /** The leaf of all bits, or the root of the tree; 0 if there are no bits. */
    public int root() {
        return root;
    }

    /** The place of the first bit in the leaf; 0 in a tree. */
    public long first() {
        return first;
    }

    /** The place of the first bit in the leaf; {@link Rope#TREE} in a tree. */
    long start() {
        return isContiguous ? first : Rope.TREE;
    }

    /** A cursor over the pieces, not at a piece yet. The caller fences this base. */
    public PieceCursor pieces() {
        return new PieceCursor(memory, root, start(), length);
    }

    /** The {@code count} bits from {@code bit} on, 1 to 64, as a number. They are within the blob. */
    public long get(long bit, int count) {
        return isContiguous ? Bits.get(memory, body, first + bit, count) : pieces().get(bit, count);
    }

    /** Byte {@code index}, which is within the blob. Behind the last bit there are zeros. */
    public byte byteAt(long index) {
        int count = (int) Math.min(Byte.SIZE, length - 8 * index);
        return (byte) (get(8 * index, count) << (Byte.SIZE - count));
    }

    /** Copies bytes from {@code bit} on into the array. Behind the last bit there are zeros. */
    public void copyOut(long bit, byte[] target, int from, int count) {
        long bits = Math.max(0, Math.min(8L * count, length - bit));
        if ((bits & 7) != 0) {
            target[from + (int) (bits >>> 3)] = 0;
        }
        PieceCursor piece = pieces();
        for (long done = 0; done < bits; done += piece.length) {
            piece.seek(bit + done, bits - done);
            Bits.copyOut(memory, piece.body, piece.first, target, 8L * from + done, piece.length);
        }
    }

    /**
     * The first of {@code count} bits in which this base from {@code bit} on and {@code other} from {@code otherBit} on differ, or -1. Both
     * have so many bits. Any layouts and stores will do; pieces that both share are skipped. The caller fences both.
     */
    public long mismatch(long bit, BlobBase other, long otherBit, long count) {
        boolean isOneStore = core().whole() == other.core().whole();
        if (isOneStore && root == other.root && first == other.first && bit == otherBit) {
            return -1;
        }
        PieceCursor a = pieces();
        PieceCursor b = other.pieces();
        for (long done = 0; done < count; done += b.length) {
            a.seek(bit + done, count - done);
            b.seek(otherBit + done, a.length);
            if (isOneStore && a.leaf == b.leaf && a.first == b.first) {
                continue;
            }
            long found = Bits.mismatch(memory, a.body, a.first, other.memory, b.body, b.first, b.length);
            if (found >= 0) {
                return done + found;
            }
        }
        return -1;
    }

    /** The first bit in which both differ; if one is the beginning of the other, its length; -1 if they are equal. */
    public long mismatch(BlobBase other) {
        long both = Math.min(length, other.length);
        long found = mismatch(0, other, 0, both);
        return found >= 0 || length == other.length ? found : both;
    }
}
