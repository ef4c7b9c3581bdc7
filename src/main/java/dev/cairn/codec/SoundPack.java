package dev.cairn.codec;

import dev.cairn.internal.slot.CollectionChecks;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.SlotCheck;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Arrays;

/** Tells whether bytes are as {@link Packer} and {@link JdkValues} make them, in a store in a file. Makes no value of a program's class. */
final class SoundPack {
    /** How deeply values are nested, and how many are together, at most. {@link Packer} makes fewer. */
    private static final int DEPTH_MAX = 64;

    private static final int ELEMENTS_MAX = 1024;
    private static final int VALUES_MAX = 1 << 17;

    private final SoundNames names;
    private final CollectionChecks types;
    private final byte[] bytes;
    private final PackReader in;
    private final SlotCheck.Nodes nodes;
    private final int[] parts;
    private int next;
    private int values;

    /** {@code bytes}, which need these parts. */
    SoundPack(SoundNames names, CollectionChecks types, byte[] bytes, SlotCheck.Nodes nodes, int... parts) {
        this.names = names;
        this.types = types;
        this.bytes = bytes;
        this.in = new PackReader(bytes);
        this.nodes = nodes;
        this.parts = parts;
    }

    /** The exception for a tag that no value of a store in a file has. */
    static IllegalArgumentException none(int tag) {
        return new IllegalArgumentException(
                tag == Tags.OBJECT ? "it stands for a Java object" : "there are no values with the tag " + tag);
    }

    /** Throws unless the value of these bits has these bits; numbers that are not may have several bits. */
    static void requireExact(byte tag, long bits) {
        boolean isExact = tag == Tags.FLOAT
                ? bits == (int) bits
                : tag == Tags.DOUBLE || Boxes.bits(Boxes.value(tag, bits)) == bits;
        if (!isExact) {
            throw new IllegalArgumentException("it has the bits " + bits + " of no value with the tag " + tag);
        }
    }

    /** Throws an IllegalArgumentException unless the bytes are a value of this tag, and nothing more. */
    void whole(byte tag) {
        try {
            if (tag == Tags.ARRAY) {
                array();
            } else if (tag <= Tags.ANY_MAX) {
                exact(tag);
            } else {
                body(tag, 0);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("its value ends too early, after " + bytes.length + " bytes", e);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("its value is none: " + e.getMessage(), e);
        }
        if (!in.isAtEnd() || next != parts.length) {
            throw new IllegalArgumentException("its value has " + bytes.length + " bytes and " + parts.length
                    + " parts, which is more than the value needs");
        }
    }

    private void array() {
        int width = NumberArrays.width(bytes.length == 0 ? 0 : bytes[0]);
        if (width == 0 || (bytes.length - 1) % width != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no array of numbers");
        }
        in.getBytes(bytes.length);
    }

    /** Values of the JDK alone are equal if their bytes are, so there is one way to write each. */
    private void exact(byte tag) {
        Object value = JdkValues.read(tag, in);
        boolean isZoned = tag == Tags.ZONED_DATE_TIME; // the rules of its zone may have changed
        if (!isZoned && !Arrays.equals(JdkValues.pack(tag, value).bytes, bytes)) {
            throw new IllegalArgumentException("its value of the tag " + tag + " has other bytes than it must have");
        }
    }

    private void value(int depth, boolean mayBeNull) {
        byte tag = in.getByte();
        if (tag == Tags.NULL && mayBeNull) {
            return;
        }
        body(tag, depth);
    }

    private void values(int count, int depth, boolean mayBeNull) {
        for (int i = 0; i < count; i++) {
            value(depth + 1, mayBeNull);
        }
    }

    private void body(byte tag, int depth) {
        if (tag < 0) {
            throw none(tag);
        }
        if (++values > VALUES_MAX || depth > DEPTH_MAX) {
            throw new IllegalArgumentException("its value has " + values + " values in it, " + depth + " deep");
        }
        switch (tag) {
            case Tags.NULL, Tags.WIDE_TEXT, Tags.BYTES, Tags.ARRAY, Tags.OBJECT -> throw none(tag);
            case Tags.DOUBLE -> in.getWord();
            case Tags.TEXT -> in.getText();
            case Tags.LINK -> URI.create(in.getText());
            case Tags.ENUM -> names.requireConstant(count(Integer.MAX_VALUE), count(Integer.MAX_VALUE));
            case Tags.RECORD -> values(components(), depth, true);
            case Tags.LIST, Tags.SET -> values(count(ELEMENTS_MAX), depth, false);
            case Tags.LIST_WITH_NULLS -> values(count(ELEMENTS_MAX), depth, true);
            case Tags.MAP -> values(2 * count(ELEMENTS_MAX), depth, false);
            case Tags.ENTRY -> values(2, depth, false);
            case Tags.OPTIONAL -> value(depth + 1, true);
            case Tags.COLLECTION -> part();
            default -> {
                if (tag < Tags.TEXT) {
                    requireExact(tag, in.getNumber());
                } else {
                    JdkValues.read(tag, in);
                }
            }
        }
    }

    private void part() {
        if (next == parts.length) {
            throw new IllegalArgumentException("its value needs more than its " + parts.length + " parts");
        }
        nodes.collection(parts[next++], types.numbered(count(Integer.MAX_VALUE)));
    }

    private int components() {
        Descriptor of = names.descriptor(count(Integer.MAX_VALUE));
        if (!of.word().equals(Descriptor.RECORD)) {
            throw new IllegalArgumentException("it has a record of the type " + of);
        }
        return of.parts().size();
    }

    private int count(int most) {
        long count = in.getCount();
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("it has the number " + count + ", and at most " + most + " is allowed");
        }
        return (int) count;
    }
}
