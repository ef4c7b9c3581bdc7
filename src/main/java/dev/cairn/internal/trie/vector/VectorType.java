package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Kind;
import dev.cairn.internal.life.Node;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Tracer;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.Nullable;

/** The geometry of a vector's nodes for one shape of elements in one store. */
public final class VectorType {
    /*
     * Layout
     *   inner node:  header 32 | child reference 4 * 2^bits
     *   leaf:        header 16 (32 if its elements hold references) | elements at their own width
     */
    private static final int LEAF_BYTES = 384;

    final Core core;
    final Memory memory;
    final int width;
    final int bits;
    final int digitMask;
    final int allPositions;
    final int leafBits;
    final int leafMask;
    final int leafHeader;
    final int innerBytes;
    final int shapeNumber;
    final boolean bearing;
    final @Nullable SlotCodec<Object> codec;

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
        this.innerBytes = Node.BEARING_HEADER + (Integer.BYTES << bits);
        this.shapeNumber = core.shapeNumber(shape);
        this.codec = codec;
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

    Kind leafKind() {
        return bearing ? Kind.BEARING_LEAF : Kind.LEAF;
    }

    int leafBytes(int capacity) {
        return leafHeader + (capacity * width + 7) / 8 * 8;
    }

    /** Writes an element into a slot of zeros; where elements hold no references, the stripe is not needed; a vector without a codec writes {@code value}'s low bytes. */
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
