package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.NodeSpace;
import dev.cairn.internal.memory.Memory;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a checkpoint says beside its nodes.
 *
 * @param descriptors the texts of the store's descriptors, in the order of their numbers
 * @param shapes the shapes of slots, as they are in the superblock
 */
@SuppressWarnings({"ArrayRecordComponent", "ByteBufferBackingArray"}) // never compared; each buffer is all of its array
record Catalogue(List<Name> names, List<String> descriptors, byte[] shapes) {
    /** A name, the header of its version, and the descriptor of its kind; no text if the header has the number of one. */
    record Name(String name, int header, String kind) {}

    static Catalogue of(NodeSpace space, List<Name> names) {
        Memory memory = space.memory();
        byte[] shapes = new byte[space.shapes().count() * Superblock.SHAPE_BYTES];
        memory.copyOut(memory.atOffset(Superblock.AT_SHAPES), shapes, 0, shapes.length);
        DescriptorTable table = space.descriptors();
        List<String> descriptors = new ArrayList<>();
        for (int number = 1; space.isInFile() && number <= table.size(); number++) {
            descriptors.add(table.text(number));
        }
        return new Catalogue(names, descriptors, shapes);
    }

    byte[] write() {
        int bytes = 3 * Integer.BYTES + shapes.length;
        for (Name name : names) {
            bytes += Integer.BYTES + bytes(name.name) + bytes(name.kind);
        }
        for (String descriptor : descriptors) {
            bytes += bytes(descriptor);
        }
        ByteBuffer to = ImageFormat.buffer(bytes).putInt(names.size());
        for (Name name : names) {
            put(put(to.putInt(name.header), name.name), name.kind);
        }
        to.putInt(descriptors.size());
        descriptors.forEach(descriptor -> put(to, descriptor));
        return to.putInt(shapes.length / Superblock.SHAPE_BYTES).put(shapes).array();
    }

    private static int bytes(String text) {
        return Integer.BYTES + text.length() * Character.BYTES;
    }

    private static ByteBuffer put(ByteBuffer to, String text) {
        to.putInt(text.length());
        text.chars().forEach(c -> to.putChar((char) c));
        return to;
    }

    /** Throws IllegalArgumentException if this is no catalogue. */
    static Catalogue read(ByteBuffer from) {
        try {
            List<Name> names = new ArrayList<>();
            for (int left = from.getInt(); left > 0; left--) {
                int header = from.getInt();
                names.add(new Name(text(from), header, text(from)));
            }
            List<String> descriptors = new ArrayList<>();
            for (int left = from.getInt(); left > 0; left--) {
                descriptors.add(text(from));
            }
            int most = Math.min(Superblock.SHAPES_MAX, from.remaining() / Superblock.SHAPE_BYTES);
            byte[] shapes = new byte[requireAtMost(from.getInt(), most) * Superblock.SHAPE_BYTES];
            from.get(shapes);
            return new Catalogue(names, descriptors, shapes);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("its list of names ends too early", e);
        }
    }

    private static String text(ByteBuffer from) {
        char[] text = new char[requireAtMost(from.getInt(), from.remaining() / Character.BYTES)];
        for (int i = 0; i < text.length; i++) {
            text[i] = from.getChar();
        }
        return new String(text);
    }

    private static int requireAtMost(int number, int most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("its list of names has the length " + number);
        }
        return number;
    }
}
