package dev.cairn.codec;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Codecs, arrays of bytes and text in streams of Java's serialization. */
final class Streamed {
    private Streamed() {}

    /** A codec for which a stream has another object: one that is made of its name and its parts. */
    interface Replaced {
        /** The parts, each of which is serializable. */
        Object[] streamParts() throws ObjectStreamException;

        /** The object that the stream has. */
        Object replacement() throws ObjectStreamException;
    }

    /** The part {@code part} of the codec {@code name}, if a stream can have it. */
    static Object requireSerializable(String name, Object part) throws NotSerializableException {
        if (part instanceof Serializable) {
            return part;
        }
        throw new NotSerializableException(name + ", for " + part.getClass().getName() + " is not Serializable");
    }

    static void writeBytes(byte[] bytes, ObjectOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(ObjectInputStream in) throws IOException {
        return readBytes(in, in.readInt());
    }

    /** Reads so many bytes. Memory is taken as they come: a stream that has fewer bytes than it says does no harm. */
    private static byte[] readBytes(ObjectInputStream in, long count) throws IOException {
        if (count < 0 || count > OutOfLine.BYTES_MAX) {
            throw new InvalidObjectException(count + " bytes; 0 to " + OutOfLine.BYTES_MAX);
        }
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new InvalidObjectException(bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    /** Writes one byte a character if all are below U+0100, else two. */
    static void writeText(String text, ObjectOutputStream out) throws IOException {
        boolean wide = Characters.isWide(text);
        out.writeInt(Text.mark(text.length(), wide));
        if (wide) {
            out.writeChars(text);
        } else {
            out.writeBytes(text);
        }
    }

    static String readText(ObjectInputStream in) throws IOException {
        int mark = in.readInt();
        boolean wide = (mark & 1) != 0;
        byte[] bytes = readBytes(in, Text.bytes(mark >>> 1, wide));
        return wide ? ByteBuffer.wrap(bytes).asCharBuffer().toString() : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
