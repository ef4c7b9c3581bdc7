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
    private final int topShift;
    private final int tailStart;
    private final long tailBody;

    VectorBase(VectorType type, int root, int height, Tail tail, @Nullable Confinement confinement) {
        super(type.core, confinement);
        this.type = type;
        this.memory = type.memory;
        this.root = root;
        this.height = height;
        this.tail = tail;
        this.rootAt = memory.at(root);
        this.topShift = type.leafBits + type.bits * (height - 1);
        this.tailStart = tail.start;
        this.tailBody = memory.at(tail.reference) + type.leafHeader;
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

    /** All nodes of this base. */
    public Reach reach() {
        return Reach.from(core(), root, tail.reference);
    }

    /** The node above the trie's last leaf; the trie is not empty. */
    long lastNode() {
        long at = rootAt;
        for (int shift = topShift; shift > type.leafBits; shift -= type.bits) {
            at = memory.at(memory.getInt(VectorEdit.slot(at, ((tailStart - 1) >>> shift) & type.digitMask)));
        }
        return at;
    }

    /** Where the leaf body that holds element {@code index} begins; the index is within the vector. */
    public long leafBody(int index) {
        if (index >= tailStart) {
            return tailBody;
        }
        long at = rootAt;
        for (int shift = topShift; shift >= type.leafBits; shift -= type.bits) {
            at = memory.at(memory.getInt(at + Node.BEARING_HEADER + (((index >>> shift) & type.digitMask) << 2)));
        }
        return at + type.leafHeader;
    }

    /** Where element {@code index} lies; the index is within the vector. */
    public long elementAt(int index) {
        return leafBody(index) + (long) (index & type.leafMask) * type.width;
    }

    /** Writes the tail's place {@code place}, which the caller took. */
    public void writeTail(@Nullable Stripe stripe, int place, long value, @Nullable Object prepared) {
        type.save(stripe, tailBody + (long) place * type.width, value, prepared);
    }
}
