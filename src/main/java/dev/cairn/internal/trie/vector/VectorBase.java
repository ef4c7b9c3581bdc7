package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Confinement;
import dev.cairn.internal.life.Node;
import dev.cairn.internal.life.Reach;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** The trie and the tail that versions of a vector share. */
public final class VectorBase extends Base {
    private final VectorType type;
    private final Memory memory;
    final int root;
    final int height;
    final Tail tail;
    private final long rootAt;
    private final int tailStart;
    private final long tailBody;
    private final long origin;
    private final int bits;
    private final int digitMask;
    private final int leafBits;
    private final int leafMask;
    private final int leafHeader;
    private final int width;

    VectorBase(VectorType type, int root, int height, Tail tail, @Nullable Confinement confinement) {
        super(type.core, confinement);
        this.type = type;
        this.memory = type.memory;
        this.root = root;
        this.height = height;
        this.tail = tail;
        this.rootAt = memory.at(root);
        this.tailStart = tail.start;
        this.tailBody = memory.at(tail.reference) + type.leafHeader;
        this.origin = memory.at(0);
        this.bits = type.bits;
        this.digitMask = type.digitMask;
        this.leafBits = type.leafBits;
        this.leafMask = type.leafMask;
        this.leafHeader = type.leafHeader;
        this.width = type.width;
    }

    /** The base of an empty vector. */
    public static VectorBase empty(VectorType type) {
        return new VectorBase(type, 0, 0, new Tail(0, 0, 0, 0), null);
    }

    /** The geometry. */
    public VectorType type() {
        return type;
    }

    /** Whether elements may hold references, so that writing one takes a stripe. */
    public boolean isBearing() {
        return type.bearing;
    }

    /** The bytes. */
    public Memory memory() {
        return memory;
    }

    /** The shared tail. */
    public Tail tail() {
        return tail;
    }

    @Override
    public Reach reach() {
        return Reach.from(core(), root, tail.reference);
    }

    /** The node above the trie's last leaf; the trie is not empty. */
    long lastNode() {
        int leaf = (tailStart - 1) >>> leafBits;
        long at = rootAt;
        for (int shift = bits * (height - 1); shift > 0; shift -= bits) {
            at = child(at, leaf >>> shift);
        }
        return at;
    }

    /** Where the leaf body that holds element {@code index} begins; the index is within the vector. */
    public long leafBody(int index) {
        if (index >= tailStart) {
            return tailBody;
        }
        int leaf = index >>> leafBits;
        // written out for the heights there are, since a loop with a variable step is neither unrolled nor free of
        // polls
        return leafHeader
                + switch (height) {
                    case 1 -> child(rootAt, leaf);
                    case 2 -> child(child(rootAt, leaf >>> bits), leaf);
                    case 3 -> child(child(child(rootAt, leaf >>> (2 * bits)), leaf >>> bits), leaf);
                    default -> walk(leaf);
                };
    }

    private long walk(int leaf) {
        long at = rootAt;
        for (int shift = bits * (height - 1); shift >= 0; shift -= bits) {
            at = child(at, leaf >>> shift);
        }
        return at;
    }

    private long child(long node, int digit) {
        return origin + Memory.bytes(memory.getInt(node + Node.BEARING_HEADER + ((digit & digitMask) << 2)));
    }

    /** Where element {@code index} lies; the index is within the vector. */
    public long elementAt(int index) {
        return leafBody(index) + (long) (index & leafMask) * width;
    }

    /** Writes the tail's place {@code place}, which the caller took. */
    public void writeTail(@Nullable Stripe stripe, int place, long value, @Nullable Object prepared) {
        type.save(stripe, tailBody + (long) place * type.width, value, prepared);
    }
}
