package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.SlotCheck;
import dev.cairn.internal.slot.SlotCodec;
import java.util.List;

/** What the slots of text, arrays and encodings must be. A slot refers to a node exactly if its bytes do not fit, and the rest is zeros. */
final class SoundBytes {
    private static final int INLINE = Text.INLINE;

    private SoundBytes() {}

    /** Throws unless the bytes from {@code from} to before {@code to} are zeros. */
    static void requireZeros(Memory memory, long from, long to) {
        for (long at = from; at < to; at++) {
            if (memory.getByte(at) != 0) {
                throw new IllegalArgumentException("it has something behind its value");
            }
        }
    }

    /**
     * Throws unless {@code length} bytes of {@code tag} are in the slot from {@code inline} on, or, if they do not fit, in the node to which
     * the slot at {@code at} refers. Returns whether they were not checked before.
     */
    static boolean require(SlotCheck.Nodes nodes, long at, long inline, byte tag, long length) {
        Memory memory = nodes.memory();
        int node = memory.getInt(at);
        if (length < 0 || length > OutOfLine.BYTES_MAX || (node == 0) != (length <= INLINE)) {
            throw new IllegalArgumentException(
                    "it has " + length + " bytes, and refers to " + (node == 0 ? "no node" : "a node"));
        }
        if (node == 0) {
            requireZeros(memory, inline + length, inline + INLINE);
            return true;
        }
        return nodes.isNewBytes(node, tag <= Tags.BYTES, tag, (int) length);
    }

    /** The address of the bytes of a slot that {@link #require} has passed. */
    static long find(Memory memory, long at, long inline) {
        return memory.getInt(at) == 0 ? inline : OutOfLine.find(memory, at);
    }

    /** Throws unless one of the {@code length} characters at {@code at} needs two bytes. */
    static void requireWide(Memory memory, long at, int length) {
        for (int i = 0; i < length; i++) {
            if (memory.getChar(at + (long) i * Character.BYTES) > 0xFF) {
                return;
            }
        }
        throw new IllegalArgumentException("it has a text of wide characters that are none");
    }

    /** As {@link #require}, for a slot that has zeros in the place of bytes that do not fit. */
    private static boolean requireAlone(SlotCheck.Nodes nodes, long at, long inline, byte tag, long length) {
        boolean isNew = require(nodes, at, inline, tag, length);
        if (nodes.memory().getInt(at) != 0) {
            requireZeros(nodes.memory(), inline, inline + INLINE);
        }
        return isNew;
    }

    /** The slots of text. */
    static SlotCheck text() {
        return new OfText(SlotCodec.of(Codec.STRING));
    }

    /** The slots of arrays. */
    static SlotCheck array() {
        return new OfArray(SlotCodec.of(Codec.BYTES));
    }

    /** As StringCodec. */
    private record OfText(SlotCodec<?> codec) implements SoundSlots {
        @Override
        public String layout() {
            return "string";
        }

        @Override
        public void check(Nodes nodes, long at) {
            Memory memory = nodes.memory();
            int mark = memory.getInt(at + StringCodec.AT_MARK);
            int length = mark >>> 1;
            boolean wide = (mark & 1) != 0;
            long inline = at + StringCodec.AT_INLINE;
            byte tag = wide ? Tags.WIDE_TEXT : Tags.TEXT;
            if (requireAlone(nodes, at, inline, tag, Text.bytes(length, wide)) && wide) {
                requireWide(memory, find(memory, at, inline), length);
            }
        }
    }

    /** As OctetsCodec. */
    private record OfArray(SlotCodec<?> codec) implements SoundSlots {
        @Override
        public String layout() {
            return "bytes";
        }

        @Override
        public void check(Nodes nodes, long at) {
            int length = nodes.memory().getInt(at + OctetsCodec.AT_LENGTH);
            requireAlone(nodes, at, at + OctetsCodec.AT_INLINE, Tags.BYTES, length);
        }
    }

    /** As EncodingCodec: extents, and then a fixed part of any bytes. */
    private record OfEncoding(int extents, Shape shape) implements SlotCheck {
        @Override
        public long hashAt(Core core, long at, long seed) {
            return EncodingCodec.hashAt(core, at, shape.width() - EncodingCodec.EXTENT_BYTES * extents, extents, seed);
        }

        @Override
        public String layout() {
            return "encoding " + extents + " " + shape.width();
        }

        @Override
        public void check(Nodes nodes, long at) {
            Memory memory = nodes.memory();
            for (int i = 0; i < extents; i++) {
                long extent = at + (long) EncodingCodec.EXTENT_BYTES * i;
                int node = memory.getInt(extent);
                int length = memory.getInt(extent + EncodingCodec.AT_LENGTH);
                if (length < 0 || length > OutOfLine.BYTES_MAX || (node == 0) != (length == 0)) {
                    throw new IllegalArgumentException("its extent " + i + " has " + length + " bytes, and refers to "
                            + (node == 0 ? "no node" : "a node"));
                }
                if (node != 0) {
                    nodes.isNewBytes(node, true, Tags.BYTES, length);
                }
            }
        }
    }

    /** The slots of an encoding, whose descriptor has its width and its extents. */
    static SlotCheck encoding(Descriptor type) {
        List<String> labels = type.labels();
        try {
            if (labels.size() == 2) {
                int width = Integer.parseInt(labels.get(0));
                int extents = Integer.parseInt(labels.get(1));
                if (extents >= 0 && extents <= Encoding.EXTENTS_MAX && width >= 0 && width <= Encoding.WIDTH_MAX) {
                    return new OfEncoding(extents, EncodingCodec.shape(width, extents));
                }
            }
        } catch (NumberFormatException e) {
            // as below
        }
        throw new IllegalArgumentException("there is no type " + type);
    }
}
