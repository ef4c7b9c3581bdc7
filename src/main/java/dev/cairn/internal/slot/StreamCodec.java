package dev.cairn.internal.slot;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to streams of Java's serialization, and reads them. Everything in a stream is checked, or can do no harm.
 *
 * @param <T> the values
 */
public interface StreamCodec<T extends @Nullable Object> {
    /** The stream codec of {@code codec}, which is a {@code dev.cairn.codec.Codec<T>} that {@link SlotCodec#of} takes. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> StreamCodec<T> of(Object codec) {
        return (StreamCodec<T>) codec;
    }

    /** Writes a value; {@link SlotCodec#prepare} takes it. */
    void write(T value, ObjectOutputStream out) throws IOException;

    /** Reads a value. Throws a RuntimeException if the stream has none. */
    T read(ObjectInputStream in) throws IOException, ClassNotFoundException;
}
