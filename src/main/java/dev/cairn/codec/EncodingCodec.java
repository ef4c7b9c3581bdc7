package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Hash;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes that a user's {@link Encoding} writes. The encoding sees heap arrays only, never the store. Values are equal if their
 * bytes are.
 */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class EncodingCodec<T> extends BuiltInCodec<T> {
    /*
     * Layout
     *
     *     0            4        8                     8 * extents     8 * extents + width
     *     +------------+--------+-----+------------+--------+------------+
     *     | reference  | length | ... | reference  | length | fixed part |
     *     +------------+--------+-----+------------+--------+------------+
     *
     * A reference is nil if its length is 0.
     */
    static final String NAME = "Codec.of";

    static final int EXTENT_BYTES = 8;
    static final int AT_LENGTH = 4;

    final Encoding<T> encoding;
    final String given;
    private final int width;
    private final int extents;

    /** Asks {@code encoding} for its width and its extents. The name that the user gave is empty if there is none. */
    EncodingCodec(Encoding<T> encoding, String given) {
        this(encoding, given, Size.of(name(encoding, given), encoding));
    }

    private EncodingCodec(Encoding<T> encoding, String given, Size size) {
        super(name(encoding, given), Object.class, shape(size.width, size.extents));
        this.encoding = encoding;
        this.given = given;
        this.width = size.width;
        this.extents = size.extents;
    }

    private static String name(Encoding<?> encoding, String given) {
        return NAME + "(" + encoding.getClass().getName() + ")" + suffix(given);
    }

    private record Size(int width, int extents) {
        static Size of(String name, Encoding<?> encoding) {
            int width = UserCode.call(name, "width", encoding::width);
            int extents = UserCode.call(name, "extents", encoding::extents);
            if (extents < 0 || extents > Encoding.EXTENTS_MAX) {
                throw new CodecException(name, extents + " extents; 0 to " + Encoding.EXTENTS_MAX);
            }
            int least = extents == 0 ? 1 : 0;
            int most = Encoding.WIDTH_MAX - EXTENT_BYTES * extents;
            if (width < least || width > most) {
                throw new CodecException(
                        name, "width " + width + " with " + extents + " extents; " + least + " to " + most);
            }
            return new Size(width, extents);
        }
    }

    /** Throws if the encoding had another width or number of extents when this codec was written to a stream. */
    void requireSize(int oldWidth, int oldExtents) {
        if (width != oldWidth || extents != oldExtents) {
            throw new CodecException(
                    toString(),
                    "width " + width + " with " + extents + " extents; was " + oldWidth + " with " + oldExtents);
        }
    }

    static Shape shape(int width, int extents) {
        int[] references = new int[extents];
        for (int i = 0; i < extents; i++) {
            references[i] = EXTENT_BYTES * i;
        }
        return new Shape(EXTENT_BYTES * extents + width, references);
    }

    @Override
    Object keep(T value) {
        SlotWriter out = new SlotWriter(toString(), width, extents);
        try {
            return UserCode.call(toString(), "encode", () -> {
                encoding.encode(value, out);
                return out.image();
            });
        } finally {
            out.end();
        }
    }

    @Override
    public T restore(Object prepared) {
        return decode(((SlotAccess.Image) prepared).copy());
    }

    @Override
    public T load(Core core, long at) {
        Memory memory = core.memory();
        byte[][] parts = new byte[extents][];
        for (int i = 0; i < extents; i++) {
            long extent = at + (long) EXTENT_BYTES * i;
            parts[i] = new byte[length(memory, extent)];
            if (parts[i].length > 0) {
                memory.copyOut(OutOfLine.find(memory, extent), parts[i], 0, parts[i].length);
            }
        }
        byte[] fixed = new byte[width];
        memory.copyOut(fixedAt(at), fixed, 0, width);
        return decode(new SlotAccess.Image(fixed, parts));
    }

    private static int length(Memory memory, long extent) {
        return memory.getInt(extent + AT_LENGTH);
    }

    private long fixedAt(long at) {
        return at + (long) EXTENT_BYTES * extents;
    }

    private T decode(SlotAccess.Image image) {
        SlotReader in = new SlotReader(toString(), image);
        try {
            return UserCode.call(toString(), "decode", () -> encoding.decode(in));
        } finally {
            in.end();
        }
    }

    @Override
    public void enter(Core core) {
        if (given.isEmpty()) {
            throw core.notPortable(
                    this + " has no name, so a later process could not know how to read it, and no collection with it"
                            + " can be made in a store in a file; give it a name: codec.named(\"com.acme.Money/1\")");
        }
    }

    @Override
    public boolean bears(Object prepared) {
        return Arrays.stream(((SlotAccess.Image) prepared).extents()).anyMatch(extent -> extent.length > 0);
    }

    @Override
    public boolean isSame(Object prepared, Object other) {
        SlotAccess.Image a = (SlotAccess.Image) prepared;
        SlotAccess.Image b = (SlotAccess.Image) other;
        return Arrays.equals(a.fixed(), b.fixed()) && Arrays.deepEquals(a.extents(), b.extents());
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        SlotAccess.Image image = (SlotAccess.Image) prepared;
        Memory memory = core.memory();
        for (int i = 0; i < extents; i++) {
            byte[] part = image.extents()[i];
            if (part.length > 0) {
                long extent = at + (long) EXTENT_BYTES * i;
                long to = OutOfLine.make(core, stripe, extent, part.length);
                memory.setInt(extent + AT_LENGTH, part.length);
                memory.copyIn(part, 0, to, part.length);
            }
        }
        memory.copyIn(image.fixed(), 0, fixedAt(at), width);
    }

    @Override
    public boolean comparesByUserCode() {
        return false;
    }

    /** The hash of the fixed part is the seed for the first extent, whose hash is the seed for the next. The last hash counts. */
    @Override
    public long hash(Object prepared, long seed) {
        SlotAccess.Image image = (SlotAccess.Image) prepared;
        long hash = Hash.of(image.fixed(), width, seed);
        for (byte[] part : image.extents()) {
            hash = Hash.of(part, part.length, hash);
        }
        return hash;
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        return hashAt(core, at, width, extents, seed);
    }

    /** The hash of the slot of an encoding with so many extents and bytes in its fixed part. */
    static long hashAt(Core core, long at, int width, int extents, long seed) {
        Memory memory = core.memory();
        long hash = Hash.of(memory, at + (long) EXTENT_BYTES * extents, width, width, seed);
        for (int i = 0; i < extents; i++) {
            long extent = at + (long) EXTENT_BYTES * i;
            int length = length(memory, extent);
            hash = Hash.of(memory, OutOfLine.find(memory, extent), length, length, hash);
        }
        return hash;
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        SlotAccess.Image image = (SlotAccess.Image) prepared;
        Memory memory = core.memory();
        for (int i = 0; i < extents; i++) {
            long extent = at + (long) EXTENT_BYTES * i;
            byte[] part = image.extents()[i];
            if (length(memory, extent) != part.length || !memory.isSame(OutOfLine.find(memory, extent), part)) {
                return false;
            }
        }
        return memory.isSame(fixedAt(at), image.fixed());
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        for (int i = 0; i < extents; i++) {
            long x = a + (long) EXTENT_BYTES * i;
            long y = b + (long) EXTENT_BYTES * i;
            int length = length(memory, x);
            if (length != length(memory, y)
                    || !memory.isSame(OutOfLine.find(memory, x), OutOfLine.find(memory, y), length)) {
                return false;
            }
        }
        return memory.isSame(fixedAt(a), fixedAt(b), width);
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Object[] streamParts() throws NotSerializableException {
        return new Object[] {Streamed.requireSerializable(toString(), encoding), width, extents, given};
    }

    @Override
    public void write(T value, ObjectOutputStream out) throws IOException {
        SlotAccess.Image image = (SlotAccess.Image) keep(value);
        out.write(image.fixed());
        for (byte[] part : image.extents()) {
            Streamed.writeBytes(part, out);
        }
    }

    @Override
    public T read(ObjectInputStream in) throws IOException {
        byte[] fixed = new byte[width];
        in.readFully(fixed);
        byte[][] parts = new byte[extents][];
        for (int i = 0; i < extents; i++) {
            parts[i] = Streamed.readBytes(in);
        }
        return decode(new SlotAccess.Image(fixed, parts));
    }

    @Override
    public Descriptor descriptor() {
        return Descriptor.of(
                Descriptor.ENCODING,
                given,
                Descriptor.labels(List.of(Integer.toString(width), Integer.toString(extents))));
    }

    /** Codecs with one name keep the same values in the same way, says the user. Without a name each is equal to no other. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof EncodingCodec<?> that
                        && !given.isEmpty()
                        && given.equals(that.given)
                        && width == that.width
                        && extents == that.extents);
    }

    @Override
    public int hashCode() {
        return given.isEmpty() ? System.identityHashCode(this) : given.hashCode();
    }
}
