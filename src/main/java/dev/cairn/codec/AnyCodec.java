package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps values of several classes, each with a tag that tells its class. */
@SuppressWarnings("serial") // as BuiltInCodec
final class AnyCodec extends BuiltInCodec<@Nullable Object> {
    /*
     * Layout
     *
     *     0            4     5                    8                              24
     *     +------------+-----+--------------------+------------------------------+
     *     | reference  | tag | bytes inline, 0-16 | a value in 8 bytes, or short |
     *     |            |     |                    | text, or the length of what  |
     *     |            |     |                    | is in the node; then zeros   |
     *     +------------+-----+--------------------+------------------------------+
     *
     * Zeros are null.
     */
    private static final int AT_TAG = 4;
    private static final int AT_INLINE_LENGTH = 5;
    private static final int AT_VALUE = 8;
    private static final int INLINE = Text.INLINE;

    private static final byte NULL = 0;
    private static final byte BOOLEAN = 1;
    private static final byte BYTE = 2;
    private static final byte SHORT = 3;
    private static final byte CHAR = 4;
    private static final byte INT = 5;
    private static final byte LONG = 6;
    private static final byte FLOAT = 7;
    private static final byte DOUBLE = 8;
    /* From here on what has a length. */
    private static final byte TEXT = 9;
    private static final byte WIDE_TEXT = 10;
    private static final byte BYTES = 11;

    static final AnyCodec ANY = new AnyCodec();

    private AnyCodec() {
        super("Codec.any()", Object.class, new Shape(AT_VALUE + INLINE, 0));
    }

    @Override
    Object keep(Object value) {
        return switch (value) {
            case String text -> PreparedText.of(toString(), text);
            case byte[] bytes -> OctetsCodec.requireRoom(toString(), bytes).clone();
            case Boolean b -> b;
            case Byte b -> b;
            case Short s -> s;
            case Character c -> c;
            case Integer i -> i;
            case Long l -> l;
            case Float f -> f;
            case Double d -> d;
            default ->
                throw new CodecException(
                        toString(), "cannot keep a " + value.getClass().getName());
        };
    }

    @Override
    Object keepNull() {
        return Nil.NIL;
    }

    @Override
    public @Nullable Object restore(Object prepared) {
        return switch (prepared) {
            case PreparedText text -> text.text;
            case byte[] bytes -> bytes.clone();
            case Nil _ -> null;
            default -> prepared;
        };
    }

    @Override
    public @Nullable Object load(Core core, long at) {
        Memory memory = core.memory();
        byte tag = memory.getByte(at + AT_TAG);
        long bits = memory.getLong(at + AT_VALUE);
        return switch (tag) {
            case NULL -> null;
            case TEXT, WIDE_TEXT, BYTES -> loadBytes(memory, at, tag);
            default -> simple(tag, bits);
        };
    }

    private static Object simple(byte tag, long bits) {
        return switch (tag) {
            case BOOLEAN -> bits != 0;
            case BYTE -> (byte) bits;
            case SHORT -> (short) bits;
            case CHAR -> (char) bits;
            case INT -> (int) bits;
            case LONG -> bits;
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            default -> throw new IllegalStateException("there is no tag " + tag);
        };
    }

    private static Object loadBytes(Memory memory, long at, byte tag) {
        int length = length(memory, at);
        long from = find(memory, at);
        if (tag == BYTES) {
            byte[] bytes = new byte[length];
            memory.copyOut(from, bytes, 0, length);
            return bytes;
        }
        return tag == WIDE_TEXT ? Text.read(memory, from, length / 2, true) : Text.read(memory, from, length, false);
    }

    /** How many bytes text or an array has. */
    private static int length(Memory memory, long at) {
        return memory.getInt(at) == 0 ? memory.getByte(at + AT_INLINE_LENGTH) : memory.getInt(at + AT_VALUE);
    }

    /** Where these bytes are. */
    private static long find(Memory memory, long at) {
        return memory.getInt(at) == 0 ? at + AT_VALUE : OutOfLine.find(memory, at);
    }

    @Override
    public boolean bears(Object prepared) {
        return switch (prepared) {
            case PreparedText text -> text.bytes() > INLINE;
            case byte[] bytes -> bytes.length > INLINE;
            default -> false;
        };
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        Memory memory = core.memory();
        switch (prepared) {
            case PreparedText text -> {
                long to = place(core, stripe, at, text.bytes());
                memory.setByte(at + AT_TAG, text.wide ? WIDE_TEXT : TEXT);
                text.write(memory, to);
            }
            case byte[] bytes -> {
                long to = place(core, stripe, at, bytes.length);
                memory.setByte(at + AT_TAG, BYTES);
                memory.copyIn(bytes, 0, to, bytes.length);
            }
            default -> {
                memory.setByte(at + AT_TAG, tag(prepared));
                memory.setLong(at + AT_VALUE, bits(prepared));
            }
        }
    }

    private static long place(Core core, Stripe stripe, long at, int bytes) {
        if (bytes <= INLINE) {
            core.memory().setByte(at + AT_INLINE_LENGTH, (byte) bytes);
            return at + AT_VALUE;
        }
        long to = OutOfLine.make(core, stripe, at, bytes);
        core.memory().setInt(at + AT_VALUE, bytes);
        return to;
    }

    private static byte tag(Object simple) {
        return switch (simple) {
            case Long _ -> LONG;
            case Integer _ -> INT;
            case Boolean _ -> BOOLEAN;
            case Byte _ -> BYTE;
            case Short _ -> SHORT;
            case Character _ -> CHAR;
            case Float _ -> FLOAT;
            case Double _ -> DOUBLE;
            default -> NULL;
        };
    }

    private static long bits(Object simple) {
        return switch (simple) {
            case Long l -> l;
            case Integer i -> i;
            case Boolean b -> b ? 1 : 0;
            case Byte b -> b;
            case Short s -> s;
            case Character c -> c;
            case Float f -> Float.floatToRawIntBits(f);
            case Double d -> Double.doubleToRawLongBits(d);
            default -> 0;
        };
    }

    /** What of {@code bits} tells values of one class apart: there is one NaN. */
    private static long identity(byte tag, long bits) {
        return switch (tag) {
            case FLOAT -> Float.floatToIntBits(Float.intBitsToFloat((int) bits));
            case DOUBLE -> Double.doubleToLongBits(Double.longBitsToDouble(bits));
            default -> bits;
        };
    }

    @Override
    public @Nullable Object likeness(@Nullable Object value) {
        return value instanceof byte[] bytes ? new Octets(bytes) : value;
    }

    @Override
    public boolean comparesByUserCode() {
        return false;
    }

    /** What tells apart values of different classes that have the same bits; marks of text are below it. */
    private static long mark(byte tag, int length) {
        return (tag + 1L) << Integer.SIZE | length;
    }

    @Override
    public long hash(Object prepared, long seed) {
        return switch (prepared) {
            case PreparedText text -> text.hash(seed);
            case byte[] bytes -> Hash.of(bytes, mark(BYTES, bytes.length), seed);
            default -> {
                byte tag = tag(prepared);
                yield Hash.of(identity(tag, bits(prepared)), mark(tag, 0), seed);
            }
        };
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        Memory memory = core.memory();
        byte tag = memory.getByte(at + AT_TAG);
        if (tag < TEXT) {
            return Hash.of(identity(tag, memory.getLong(at + AT_VALUE)), mark(tag, 0), seed);
        }
        int length = length(memory, at);
        long from = find(memory, at);
        return switch (tag) {
            case TEXT -> Text.hashAt(memory, from, length, false, seed);
            case WIDE_TEXT -> Text.hashAt(memory, from, length / 2, true, seed);
            default -> Hash.of(memory, from, length, mark(BYTES, length), seed);
        };
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        Memory memory = core.memory();
        byte tag = memory.getByte(at + AT_TAG);
        return switch (prepared) {
            case PreparedText text ->
                tag == (text.wide ? WIDE_TEXT : TEXT)
                        && length(memory, at) == text.bytes()
                        && text.isAt(memory, find(memory, at));
            case byte[] bytes ->
                tag == BYTES && bytes.length == length(memory, at) && memory.isSame(find(memory, at), bytes);
            default ->
                tag == tag(prepared) && identity(tag, memory.getLong(at + AT_VALUE)) == identity(tag, bits(prepared));
        };
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        byte tag = memory.getByte(a + AT_TAG);
        if (tag != memory.getByte(b + AT_TAG)) {
            return false;
        }
        if (tag < TEXT) {
            return identity(tag, memory.getLong(a + AT_VALUE)) == identity(tag, memory.getLong(b + AT_VALUE));
        }
        int length = length(memory, a);
        return length == length(memory, b) && memory.isSame(find(memory, a), find(memory, b), length);
    }

    @Override
    public void write(@Nullable Object value, ObjectOutputStream out) throws IOException {
        switch (value) {
            case String text -> {
                out.writeByte(TEXT);
                Streamed.writeText(text, out);
            }
            case byte[] bytes -> {
                out.writeByte(BYTES);
                Streamed.writeBytes(bytes, out);
            }
            case null -> out.writeByte(NULL);
            default -> {
                out.writeByte(tag(value));
                out.writeLong(bits(value));
            }
        }
    }

    @Override
    public @Nullable Object read(ObjectInputStream in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case TEXT -> Streamed.readText(in);
            case BYTES -> Streamed.readBytes(in);
            default -> simple(tag, in.readLong());
        };
    }
}
