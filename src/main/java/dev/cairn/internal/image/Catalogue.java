package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shapes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a checkpoint says beside its nodes: the names, and the shapes of slots. */
record Catalogue(List<Name> names, byte[] shapes) {
    /** A name, and the header of its version. */
    record Name(String name, int header) {}

    static Catalogue of(Memory memory, Shapes shapes, List<Name> names) {
        byte[] described = new byte[shapes.count() * Superblock.SHAPE_BYTES];
        memory.copyOut(memory.atOffset(Superblock.AT_SHAPES), described, 0, described.length);
        return new Catalogue(names, described);
    }

    byte[] write() {
        int bytes = 2 * Integer.BYTES + shapes.length;
        for (Name name : names) {
            bytes += 2 * Integer.BYTES + name.name.length() * Character.BYTES;
        }
        ByteBuffer to = ImageFormat.buffer(bytes).putInt(names.size());
        for (Name name : names) {
            to.putInt(name.header).putInt(name.name.length());
            name.name.chars().forEach(c -> to.putChar((char) c));
        }
        return to.putInt(shapes.length / Superblock.SHAPE_BYTES).put(shapes).array();
    }

    /** Throws IllegalArgumentException if this is no catalogue. */
    static Catalogue read(ByteBuffer from) {
        try {
            List<Name> names = new ArrayList<>();
            for (int left = from.getInt(); left > 0; left--) {
                int header = from.getInt();
                char[] name = new char[requireAtMost(from.getInt(), from.remaining() / Character.BYTES)];
                for (int i = 0; i < name.length; i++) {
                    name[i] = from.getChar();
                }
                names.add(new Name(new String(name), header));
            }
            byte[] shapes = new byte
                    [requireAtMost(from.getInt(), Math.min(Superblock.SHAPES_MAX, from.remaining() / Superblock.SHAPE_BYTES))
                            * Superblock.SHAPE_BYTES];
            from.get(shapes);
            return new Catalogue(names, shapes);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("its list of names ends too early", e);
        }
    }

    private static int requireAtMost(int number, int most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("its list of names has the length " + number);
        }
        return number;
    }
}
