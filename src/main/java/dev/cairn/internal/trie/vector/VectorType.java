package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.node.Tracer;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.CollectionType;
import dev.cairn.internal.trie.HeapLimit;
import org.jspecify.annotations.Nullable;

/** The geometry of a vector's nodes, for one shape of elements in one store. */
public final class VectorType extends CollectionType {
    /*
     * Layout
     *   inner node:    header 32 | child reference 4 * 2^bits
     *   relaxed node:  header 32 | child reference 4 * 2^bits | end of child 4 * 2^bits
     *   leaf:          header 16 (32 if its elements hold references) | elements at their own width
     *
     * A regular trie has inner nodes only, and only its last leaf may have fewer than leafElements elements. So the digits of an index lead
     * to its element. Edits in the middle make relaxed nodes (P. Bagwell, T. Rompf, RRB-Trees, 2011). At each place, a relaxed node has the
     * number of elements below its children at this place and before it.
     *   R1  Below an inner node all is regular. The node above it has its number of elements; further children are those of other versions.
     *   R2  A relaxed node has its children side by side. Places before them have the end 0, places behind them the same end as the last.
     *   R3  But for the first and the last node of a level, a node has at least minChildren children, and a leaf minLeafSize elements.
     */
    private static final int LEAF_BYTES = 384;

    /** The most elements of a vector on the heap; 0 keeps no vector there. */
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

    /** The least and the greatest size of a leaf below relaxed nodes. */
    final int minLeafSize;

    final int maxLeafSize;

    /** The least number of children of a node. */
    final int minChildren;

    final int innerBytes;
    final int relaxedBytes;
    final int shapeNumber;
    final boolean bearing;
    final @Nullable SlotCodec<Object> codec;
    private final boolean mayLeadBack;

    /** The most elements of a vector on the heap. */
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
        this.minLeafSize = Math.max(1, leafElements() / 4);
        this.maxLeafSize = leafMost(bearing, leafElements());
        this.minChildren = Math.max(2, (1 << bits) / 4);
        this.innerBytes = Node.BEARING_HEADER + (Integer.BYTES << bits);
        this.relaxedBytes = Node.BEARING_HEADER + ((2 * Integer.BYTES) << bits);
        this.shapeNumber = core.shapes().number(shape);
        this.codec = codec;
        this.mayLeadBack = codec != null && codec.mayLeadBack();
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
        if (core.isInFile()) {
            codec.enter(core);
        }
        return new VectorType(core, codec.shape(), (SlotCodec<Object>) codec);
    }

    /** The most elements of a vector on the heap. Fewer if nodes are small, so that small tests have vectors of both kinds. */
    public int smallMost() {
        return smallMost;
    }

    /** The most elements to which a vector on the heap grows. It is more, so that a vector that passes it has paid for as many appends. */
    public int grownMost() {
        return 2 * smallMost;
    }

    /** Whether elements have a codec. */
    public boolean hasCodec() {
        return codec != null;
    }

    /** Whether {@code slots} is the codec of the elements. */
    @SuppressWarnings("ReferenceEquality") // an equal codec that is another object only costs a type
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

    /**
     * How far an index is shifted to get its digit at a node of {@code level} in a regular trie. Above the levels of such a trie it is 31,
     * as there is one place.
     */
    int shift(int level) {
        return shift(bits, leafBits, level);
    }

    private static int shift(int bits, int leafBits, int level) {
        return Math.min(Integer.SIZE - 1, leafBits + bits * (level - 1));
    }

    /** The logarithm of the number of elements that a full child of an inner node of {@code level} has; 31 above all tries. */
    public static int shift(int bits, Shape elements, int level) {
        return shift(bits, leafBits(bits, elements.width(), elements.references() > 0), level);
    }

    private static int leafMost(boolean bearing, int full) {
        return bearing ? full : full * 3 / 2;
    }

    /** The most elements of this shape that a leaf has. */
    public static int leafMost(int bits, Shape elements) {
        boolean bearing = elements.references() > 0;
        return leafMost(bearing, 1 << leafBits(bits, elements.width(), bearing));
    }

    Kind leafKind() {
        return bearing ? Kind.BEARING_LEAF : Kind.LEAF;
    }

    int leafBytes(int capacity) {
        return leafHeader + (capacity * width + 7) / 8 * 8;
    }

    /** Whether the slot of this element will hold a reference. */
    @SuppressWarnings("NullAway") // with a codec there is a prepared element
    boolean bears(@Nullable Object prepared) {
        return bearing && codec.bears(prepared);
    }

    /** Whether the slot of this element may lead to an older version of the vector, so that it goes into new nodes only. */
    @SuppressWarnings("NullAway") // with a codec there is a prepared element
    boolean mayLeadBack(@Nullable Object prepared) {
        return mayLeadBack && codec.mayLeadBack(prepared);
    }

    /** As {@link #mayLeadBack(Object)}, for the elements of a leaf: whether one of them refers to a node that may have references. */
    boolean mayLeadBack(int leaf) {
        if (!mayLeadBack) {
            return false;
        }
        long at = memory.at(leaf);
        boolean[] found = new boolean[1];
        core.tracer(at)
                .forEach(
                        memory,
                        at,
                        leafBytes(leafElements()),
                        ~0,
                        (_, child) ->
                                found[0] |= Node.kind(memory, memory.at(child)).isBearing());
        return found[0];
    }

    /** As {@link #save}, but if the slot would hold a reference, it does nothing and returns false. */
    @SuppressWarnings("NullAway") // with a codec there is a prepared element
    boolean trySave(long at, long value, @Nullable Object prepared) {
        if (bearing) {
            return codec.trySave(core, at, prepared);
        }
        save(null, at, value, prepared);
        return true;
    }

    /**
     * Writes an element into a slot of zeros. The stripe is only needed if elements hold references. Without a codec it writes the low
     * bytes of {@code value}.
     */
    @SuppressWarnings("NullAway") // with a codec there is a prepared element, and with references a stripe
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
