package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Keeps values of several classes, each with a tag that tells its class. */
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
    private static final int INLINE = 16;

    private static final byte NULL = 0;
    private static final byte BOOLEAN = 1;
    private static final byte BYTE = 2;
    private static final byte SHORT = 3;
    private static final byte CHAR = 4;
    private static final byte INT = 5;
    private static final byte LONG = 6;
    private static final byte FLOAT = 7;
    private static final byte DOUBLE = 8;
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
            case String text -> Text.requireRoom(toString(), text);
            case byte[] bytes -> Octets.requireRoom(toString(), bytes).clone();
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
        if (prepared == Nil.NIL) {
            return null;
        }
        return prepared instanceof byte[] bytes ? bytes.clone() : prepared;
    }

    @Override
    public @Nullable Object load(Core core, long at) {
        Memory memory = core.memory();
        byte tag = memory.getByte(at + AT_TAG);
        long bits = memory.getLong(at + AT_VALUE);
        return switch (tag) {
            case NULL -> null;
            case BOOLEAN -> bits != 0;
            case BYTE -> (byte) bits;
            case SHORT -> (short) bits;
            case CHAR -> (char) bits;
            case INT -> (int) bits;
            case LONG -> bits;
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            default -> loadBytes(memory, at, tag);
        };
    }

    private static Object loadBytes(Memory memory, long at, byte tag) {
        boolean inline = memory.getInt(at) == 0;
        int length = inline ? memory.getByte(at + AT_INLINE_LENGTH) : memory.getInt(at + AT_VALUE);
        long from = inline ? at + AT_VALUE : OutOfLine.find(memory, at);
        if (tag == BYTES) {
            byte[] bytes = new byte[length];
            memory.copyOut(from, bytes, 0, length);
            return bytes;
        }
        return tag == WIDE_TEXT ? Text.read(memory, from, length / 2, true) : Text.read(memory, from, length, false);
    }

    @Override
    public boolean bears(Object prepared) {
        return switch (prepared) {
            case String text -> Text.bytes(text.length(), Text.isWide(text)) > INLINE;
            case byte[] bytes -> bytes.length > INLINE;
            default -> false;
        };
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        switch (prepared) {
            case String text -> {
                boolean wide = Text.isWide(text);
                long to = place(core, stripe, at, (int) Text.bytes(text.length(), wide));
                core.memory().setByte(at + AT_TAG, wide ? WIDE_TEXT : TEXT);
                Text.write(core.memory(), to, text, wide);
            }
            case byte[] bytes -> {
                long to = place(core, stripe, at, bytes.length);
                core.memory().setByte(at + AT_TAG, BYTES);
                core.memory().copyIn(bytes, 0, to, bytes.length);
            }
            case Boolean b -> put(core, at, BOOLEAN, b ? 1 : 0);
            case Byte b -> put(core, at, BYTE, b);
            case Short s -> put(core, at, SHORT, s);
            case Character c -> put(core, at, CHAR, c);
            case Integer i -> put(core, at, INT, i);
            case Long l -> put(core, at, LONG, l);
            case Float f -> put(core, at, FLOAT, Float.floatToRawIntBits(f));
            case Double d -> put(core, at, DOUBLE, Double.doubleToRawLongBits(d));
            default -> {}
        }
    }

    private static void put(Core core, long at, byte tag, long bits) {
        core.memory().setByte(at + AT_TAG, tag);
        core.memory().setLong(at + AT_VALUE, bits);
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
}
