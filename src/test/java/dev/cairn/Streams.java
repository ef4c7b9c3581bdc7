package dev.cairn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Streams of Java's serialization, through an array. */
public final class Streams {
    private Streams() {}

    /** Uses a stream. */
    @FunctionalInterface
    public interface Writer {
        void write(ObjectOutputStream out) throws IOException;
    }

    /** The bytes of a stream that {@code writer} wrote. */
    public static byte[] write(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            writer.write(out);
        }
        return bytes.toByteArray();
    }

    /** A stream of {@code bytes}. */
    public static ObjectInputStream open(byte[] bytes) throws IOException {
        return new ObjectInputStream(new ByteArrayInputStream(bytes));
    }

    /** What is read after {@code object} was written. */
    @SuppressWarnings("unchecked")
    public static <T> T roundTrip(T object) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = open(write(out -> out.writeObject(object)))) {
            return (T) in.readObject();
        }
    }
}
