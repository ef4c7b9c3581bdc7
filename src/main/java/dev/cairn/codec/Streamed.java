package dev.cairn.codec;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Arrays of bytes and text in streams of Java's serialization. */
final class Streamed {
    private Streamed() {}

    static void writeBytes(byte[] bytes, ObjectOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(ObjectInputStream in) throws IOException {
        return readBytes(in, in.readInt());
    }

    /** So many bytes; a stream that says how many there are, but does not have them, makes nobody reserve room for them. */
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

    /** A byte a character if all are below U+0100, else two. */
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
