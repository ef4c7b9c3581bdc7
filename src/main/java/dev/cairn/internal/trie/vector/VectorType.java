package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.node.Tracer;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.HeapLimit;
import org.jspecify.annotations.Nullable;

/** The geometry of a vector's nodes for one shape of elements in one store. */
public final class VectorType {
    /*
     * Layout
     *   inner node:    header 32 | child reference 4 * 2^bits
     *   relaxed node:  header 32 | child reference 4 * 2^bits | end of child 4 * 2^bits
     *   leaf:          header 16 (32 if its elements hold references) | elements at their own width
     *
     * In a regular trie there are inner nodes only, and only the last leaf may have fewer than leafElements elements, so that
     * the digits of an index say where it is. Changes in the middle make relaxed nodes (P. Bagwell, T. Rompf, RRB-Trees, 2011):
     * of them each says how many elements are below its children up to and with each place.
     *   R1  below an inner node all is regular; the node above it says how many elements are below it, more children are not its own.
     *   R2  a relaxed node has its children side by side; the places before them have no elements, those behind them the same end.
     *   R3  but for the first and the last node of a level, a node has leastChildren children, and a leaf leafLeast elements.
     */
    private static final int LEAF_BYTES = 384;

    /** The most elements of a version whose elements are on the heap; 0 if no version has its elements there. */
    private static final int HEAP_LIMIT = HeapLimit.or(1024);

    final Core core;
    final Memory memory;
    final int width;
    final int bits;
    final int digitMask;
    final int allPositions;
    final int leafBits;
    final int leafMask;
    final int leafHeader;

    /** Of leaves below relaxed nodes: the fewest elements that such a leaf is left with, and the most. */
    final int leafLeast;

    final int leafMost;

    /** The fewest children that a node is left with. */
    final int leastChildren;

    final int innerBytes;
    final int relaxedBytes;
    final int shapeNumber;
    final boolean bearing;
    final @Nullable SlotCodec<Object> codec;

    /** The most elements of a version whose elements are on the heap. */
    private final int smallMost;

    private VectorType(Core core, Shape shape, @Nullable SlotCodec<Object> codec) {
        this.core = core;
        this.memory = core.memory();
        this.width = shape.width();
        this.bits = core.bits();
        this.digitMask = (1 << bits) - 1;
        this.allPositions = (int) ((1L << (1 << bits)) - 1);
        this.bearing = shape.references() > 0;
        this.leafBits = leafBits(bits, width, bearing);
        this.leafMask = (1 << leafBits) - 1;
        this.leafHeader = bearing ? Node.BEARING_HEADER : Node.HEADER;
        this.leafLeast = Math.max(1, leafElements() / 4);
        this.leafMost = bearing ? leafElements() : leafElements() * 3 / 2;
        this.leastChildren = Math.max(2, (1 << bits) / 4);
        this.innerBytes = Node.BEARING_HEADER + (Integer.BYTES << bits);
        this.relaxedBytes = Node.BEARING_HEADER + ((2 * Integer.BYTES) << bits);
        this.shapeNumber = core.shapes().number(shape);
        this.codec = codec;
        this.smallMost = bits < 5 ? Math.min(HEAP_LIMIT, 2 << bits) : HEAP_LIMIT;
    }

    private static int leafBits(int bits, int width, boolean bearing) {
        int fitting = 31 - Integer.numberOfLeadingZeros(Math.max(1, LEAF_BYTES / width));
        int most = bearing ? Integer.numberOfTrailingZeros(Tracer.POSITIONS_MAX) : 8;
        return bits < 5 ? Math.min(bits, fitting) : Math.min(most, fitting);
    }

    /** Elements of {@code width} bytes without a codec. */
    public static VectorType raw(Core core, int width) {
        return new VectorType(core, new Shape(width), null);
    }

    /** Elements that {@code codec} writes. */
    @SuppressWarnings("unchecked")
    public static VectorType of(Core core, SlotCodec<?> codec) {
        return new VectorType(core, codec.shape(), (SlotCodec<Object>) codec);
    }

    /** The most elements that a version has on the heap; fewer where nodes are small, so that little programs have both kinds. */
    public int smallMost() {
        return smallMost;
    }

    /** The most elements that a small version grows to. It is more, so that who crosses that has appended as many before. */
    public int grownMost() {
        return 2 * smallMost;
    }

    /** Whether elements have a codec. */
    public boolean hasCodec() {
        return codec != null;
    }

    /** Whether {@code slots} is the codec of the elements. */
    @SuppressWarnings("ReferenceEquality") // what is equal, but another, only costs a type
    public boolean isOf(SlotCodec<?> slots) {
        return codec == slots;
    }

    /** The store's core. */
    public Core core() {
        return core;
    }

    /** How many elements a full leaf holds. */
    public int leafElements() {
        return 1 << leafBits;
    }

    /** Bytes of an element's slot. */
    public int width() {
        return width;
    }

    /** How far an index is shifted to give a digit in a node of {@code level} of a regular trie; a level above such has one place. */
    int shift(int level) {
        return Math.min(Integer.SIZE - 1, leafBits + bits * (level - 1));
    }

    Kind leafKind() {
        return bearing ? Kind.BEARING_LEAF : Kind.LEAF;
    }

    int leafBytes(int capacity) {
        return leafHeader + (capacity * width + 7) / 8 * 8;
    }

    /** Whether the slot of this element will hold a reference. */
    @SuppressWarnings("NullAway") // with a codec there is a prepared value
    boolean bears(@Nullable Object prepared) {
        return bearing && codec.bears(prepared);
    }

    /** As {@link #save}, unless the slot would hold a reference: then it does nothing, and returns false. */
    @SuppressWarnings("NullAway") // with a codec there is a prepared value
    boolean trySave(long at, long value, @Nullable Object prepared) {
        if (bearing) {
            return codec.trySave(core, at, prepared);
        }
        save(null, at, value, prepared);
        return true;
    }

    /**
     * Writes an element into a slot of zeros; where elements hold no references, the stripe is not needed; a vector
     * without a codec writes {@code value}'s low bytes.
     */
    @SuppressWarnings("NullAway") // with a codec there is a prepared value, and with references a stripe
    void save(@Nullable Stripe stripe, long at, long value, @Nullable Object prepared) {
        if (codec == null) {
            if (width == Long.BYTES) {
                memory.setLong(at, value);
            } else {
                memory.setInt(at, (int) value);
            }
        } else {
            codec.save(core, stripe, at, prepared);
        }
    }
}
