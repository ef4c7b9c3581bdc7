package dev.cairn.internal.slot;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to streams of Java's serialization, and reads them: all that a stream says is checked, or is of no harm.
 *
 * @param <T> the values
 */
public interface StreamCodec<T extends @Nullable Object> {
    /** The inside of {@code codec}, which is a {@code dev.cairn.codec.Codec<T>} that {@link SlotCodec#of} takes. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> StreamCodec<T> of(Object codec) {
        return (StreamCodec<T>) codec;
    }

    /** Writes a value; {@link SlotCodec#prepare} takes it. */
    void write(T value, ObjectOutputStream out) throws IOException;

    /** Reads a value. A RuntimeException says that the stream does not have one. */
    T read(ObjectInputStream in) throws IOException, ClassNotFoundException;
}
