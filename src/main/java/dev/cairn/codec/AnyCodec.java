package dev.cairn.codec;

import dev.cairn.codec.PreparedValue.Packed;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Hash;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps values of several classes. Each has a tag that names its class. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class AnyCodec extends BuiltInCodec<@Nullable Object> {
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
     * Zeros are null. A prepared value is the value itself, a copy of an array, or Packed. A prepared key that is a string is
     * PreparedText.
     */
    static final int AT_TAG = 4;
    static final int AT_VALUE = 8;
    static final int AT_INLINE_LENGTH = 5;
    private static final int INLINE = Text.INLINE;

    AnyCodec(String name) {
        super(name, Object.class, new Shape(AT_VALUE + INLINE, 0));
    }

    @Override
    final Object keep(Object value) {
        Class<?> type = value.getClass();
        if (type == Integer.class || type == String.class || type == Long.class || type == Double.class) {
            return value instanceof String text ? PreparedText.requireRoom(toString(), text) : value;
        }
        if (value instanceof byte[] bytes) {
            return keepBytes(bytes);
        }
        if (Boxes.tag(value) != Tags.NULL) {
            return value;
        }
        byte tag = JdkValues.tag(value);
        return tag == Tags.NULL ? keepOther(value) : JdkValues.pack(tag, value);
    }

    /** A box needs neither a check nor a copy. */
    @Override
    public Object prepareFor(Core core, @Nullable Object value) {
        return value == null || Boxes.tag(value) == Tags.NULL ? super.prepareFor(core, value) : value;
    }

    /** Prepares an array of bytes. */
    Object keepBytes(byte[] bytes) {
        return OutOfLine.requireRoom(toString(), bytes).clone();
    }

    /** Prepares a value of any other class. */
    Object keepOther(Object value) {
        throw new CodecException(
                toString(), "cannot keep a " + value.getClass().getName() + "; Codec.standard() keeps any value");
    }

    @Override
    Object keepNull() {
        return NIL;
    }

    @Override
    final Object keepKey(Object value) {
        return value instanceof String text ? PreparedText.of(toString(), text) : keep(value);
    }

    @Override
    public @Nullable Object restore(Object prepared) {
        return switch (prepared) {
            case PreparedText text -> text.text;
            case byte[] bytes -> bytes.clone();
            case PreparedValue own -> own.value;
            case Nil _ -> null;
            default -> prepared;
        };
    }

    @Override
    public final @Nullable Object load(Core core, long at) {
        Memory memory = core.memory();
        byte tag = tagAt(memory, at);
        return Tags.isBox(tag) ? Boxes.value(tag, memory.getLong(at + AT_VALUE)) : loadOther(core, at, tag);
    }

    /** The value of the slot at {@code at}, which has {@code tag} and is no box. */
    @Nullable
    Object loadOther(Core core, long at, byte tag) {
        Memory memory = core.memory();
        return switch (tag) {
            case Tags.NULL -> null;
            case Tags.TEXT -> Text.read(memory, find(memory, at), length(memory, at), false);
            case Tags.WIDE_TEXT -> Text.read(memory, find(memory, at), length(memory, at) / Character.BYTES, true);
            case Tags.BYTES -> octetsAt(memory, at);
            default -> JdkValues.read(tag, new PackReader(octetsAt(memory, at)));
        };
    }

    @Override
    public final @Nullable Object copyAt(Core core, long at) {
        Memory memory = core.memory();
        byte tag = tagAt(memory, at);
        return tag != Tags.NULL && tag <= Tags.WIDE_TEXT && memory.getInt(at) == 0 ? load(core, at) : null;
    }

    static byte tagAt(Memory memory, long at) {
        return memory.getByte(at + AT_TAG);
    }

    /** The number of bytes of a text or an array. */
    private static int length(Memory memory, long at) {
        return memory.getInt(at) == 0 ? memory.getByte(at + AT_INLINE_LENGTH) : memory.getInt(at + AT_VALUE);
    }

    /** The address of these bytes. */
    private static long find(Memory memory, long at) {
        return memory.getInt(at) == 0 ? at + AT_VALUE : OutOfLine.find(memory, at);
    }

    /** A copy of these bytes. */
    static byte[] octetsAt(Memory memory, long at) {
        byte[] bytes = new byte[length(memory, at)];
        memory.copyOut(find(memory, at), bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public boolean bears(Object prepared) {
        if (prepared instanceof String text) {
            return PreparedText.isLongerThan(INLINE, text);
        }
        return switch (prepared) {
            case PreparedText text -> text.bytes() > INLINE;
            case byte[] bytes -> bytes.length > INLINE;
            case Packed packed -> packed.bytes.length > INLINE;
            default -> false;
        };
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        byte tag = Boxes.tag(prepared);
        if (tag == Tags.NULL) {
            saveOther(core, stripe, at, prepared);
        } else {
            saveBits(core.memory(), at, tag, Boxes.bits(prepared));
        }
    }

    @Override
    public boolean trySave(Core core, long at, Object prepared) {
        return trySavePlain(core, at, prepared) || super.trySave(core, at, prepared);
    }

    /** Saves a box. */
    @Override
    public final boolean trySavePlain(Core core, long at, @Nullable Object value) {
        byte tag = Boxes.tag(value);
        if (value == null || tag == Tags.NULL) {
            return false;
        }
        saveBits(core.memory(), at, tag, Boxes.bits(value));
        return true;
    }

    private void saveOther(Core core, Stripe stripe, long at, Object prepared) {
        if (prepared instanceof String text) {
            saveText(core, stripe, at, PreparedText.of(toString(), text));
            return;
        }
        switch (prepared) {
            case PreparedText text -> saveText(core, stripe, at, text);
            case byte[] bytes -> saveOctets(core, stripe, at, Tags.BYTES, bytes);
            case Packed packed -> saveOctets(core, stripe, at, packed.tag, packed.bytes);
            default -> {} // null is zeros
        }
    }

    static void saveBits(Memory memory, long at, byte tag, long bits) {
        memory.setByte(at + AT_TAG, tag);
        memory.setLong(at + AT_VALUE, bits);
    }

    private static void saveText(Core core, Stripe stripe, long at, PreparedText text) {
        long to = place(core, stripe, at, text.bytes());
        core.memory().setByte(at + AT_TAG, text.wide ? Tags.WIDE_TEXT : Tags.TEXT);
        text.write(core.memory(), to);
    }

    private static void saveOctets(Core core, Stripe stripe, long at, byte tag, byte[] bytes) {
        long to = place(core, stripe, at, bytes.length);
        core.memory().setByte(at + AT_TAG, tag);
        core.memory().copyIn(bytes, 0, to, bytes.length);
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

    @Override
    public @Nullable Object likeness(@Nullable Object value) {
        return value instanceof byte[] bytes ? new OctetsCodec.Octets(bytes) : value;
    }

    @Override
    public boolean comparesByUserCode() {
        return false;
    }

    /** Tells apart values of different classes with the same bits. It is larger than any mark of text. */
    static long mark(byte tag, int length) {
        return (tag + 1L) << Integer.SIZE | length;
    }

    @Override
    public long hash(Object prepared, long seed) {
        if (prepared instanceof PreparedText text) {
            return text.hash(seed);
        }
        byte tag = Boxes.tag(prepared);
        return tag == Tags.NULL
                ? hashOther(prepared, seed)
                : Hash.of(Boxes.identity(tag, Boxes.bits(prepared)), mark(tag, 0), seed);
    }

    private long hashOther(Object prepared, long seed) {
        return switch (prepared) {
            case String text -> PreparedText.of(toString(), text).hash(seed);
            case byte[] bytes -> Hash.of(bytes, mark(Tags.BYTES, bytes.length), seed);
            case Packed packed -> Hash.of(packed.bytes, mark(packed.tag, packed.bytes.length), seed);
            default -> Hash.of(0, mark(Tags.NULL, 0), seed);
        };
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        Memory memory = core.memory();
        byte tag = tagAt(memory, at);
        if (tag < Tags.TEXT) {
            return Hash.of(Boxes.identity(tag, memory.getLong(at + AT_VALUE)), mark(tag, 0), seed);
        }
        int length = length(memory, at);
        long from = find(memory, at);
        return switch (tag) {
            case Tags.TEXT -> Text.hashAt(memory, from, length, false, seed);
            case Tags.WIDE_TEXT -> Text.hashAt(memory, from, length / Character.BYTES, true, seed);
            default -> Hash.of(memory, from, length, mark(tag, length), seed);
        };
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        Memory memory = core.memory();
        if (prepared instanceof PreparedText text) {
            return isTextAt(memory, at, text);
        }
        byte tag = Boxes.tag(prepared);
        return tag == Tags.NULL
                ? isOtherAt(memory, at, prepared)
                : tagAt(memory, at) == tag
                        && Boxes.identity(tag, memory.getLong(at + AT_VALUE))
                                == Boxes.identity(tag, Boxes.bits(prepared));
    }

    private boolean isOtherAt(Memory memory, long at, Object prepared) {
        return switch (prepared) {
            case String text -> isTextAt(memory, at, PreparedText.of(toString(), text));
            case byte[] bytes -> areOctetsAt(memory, at, Tags.BYTES, bytes);
            case Packed packed -> areOctetsAt(memory, at, packed.tag, packed.bytes);
            default -> tagAt(memory, at) == Tags.NULL;
        };
    }

    private static boolean isTextAt(Memory memory, long at, PreparedText text) {
        return tagAt(memory, at) == (text.wide ? Tags.WIDE_TEXT : Tags.TEXT)
                && length(memory, at) == text.bytes()
                && text.isAt(memory, find(memory, at));
    }

    static boolean areOctetsAt(Memory memory, long at, byte tag, byte[] bytes) {
        return tagAt(memory, at) == tag && bytes.length == length(memory, at) && memory.isSame(find(memory, at), bytes);
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        byte tag = tagAt(memory, a);
        if (tag != tagAt(memory, b)) {
            return false;
        }
        if (tag < Tags.TEXT) {
            return Boxes.identity(tag, memory.getLong(a + AT_VALUE))
                    == Boxes.identity(tag, memory.getLong(b + AT_VALUE));
        }
        return areSameOctets(memory, a, b);
    }

    static boolean areSameOctets(Memory memory, long a, long b) {
        int length = length(memory, a);
        return length == length(memory, b) && memory.isSame(find(memory, a), find(memory, b), length);
    }

    @Override
    public final boolean isSame(Object prepared, Object other) {
        Object mine = PreparedText.textOr(prepared);
        Object others = PreparedText.textOr(other);
        return mine instanceof byte[] bytes
                ? others instanceof byte[] same && Arrays.equals(bytes, same)
                : mine.equals(others);
    }

    @Override
    public final void write(@Nullable Object value, ObjectOutputStream out) throws IOException {
        switch (value) {
            case null -> out.writeByte(Tags.NULL);
            case String text -> {
                out.writeByte(Tags.TEXT);
                Streamed.writeText(text, out);
            }
            case byte[] bytes -> {
                out.writeByte(Tags.BYTES);
                Streamed.writeBytes(bytes, out);
            }
            default -> writeOther(value, out);
        }
    }

    private void writeOther(Object value, ObjectOutputStream out) throws IOException {
        byte simple = Boxes.tag(value);
        byte plain = JdkValues.tag(value);
        if (simple != Tags.NULL) {
            out.writeByte(simple);
            out.writeLong(Boxes.bits(value));
        } else if (plain != Tags.NULL) {
            out.writeByte(plain);
            Streamed.writeBytes(JdkValues.pack(plain, value).bytes, out);
        } else {
            out.writeByte(Tags.OBJECT);
            out.writeObject(value);
        }
    }

    @Override
    public final @Nullable Object read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        byte tag = in.readByte();
        return switch (tag) {
            case Tags.NULL -> null;
            case Tags.TEXT -> Streamed.readText(in);
            case Tags.BYTES -> Streamed.readBytes(in);
            case Tags.OBJECT -> readOther(in);
            default ->
                tag < Tags.TEXT
                        ? Boxes.value(tag, in.readLong())
                        : JdkValues.read(tag, new PackReader(Streamed.readBytes(in)));
        };
    }

    /** Reads a value that this codec keeps as an object. */
    @Nullable
    Object readOther(ObjectInputStream in) throws IOException, ClassNotFoundException {
        throw new IllegalStateException(this + " keeps no objects");
    }
}
