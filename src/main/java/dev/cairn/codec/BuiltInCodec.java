package dev.cairn.codec;

import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.StreamCodec;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/** A codec of ours, for values of one class that nobody can change; both what users see and its inside. */
@SuppressWarnings("serial") // never written: a stream has its form
abstract class BuiltInCodec<T extends @Nullable Object>
        implements Codec<T>, SlotCodec<T>, StreamCodec<T>, CodecParts, Serializable {
    private final String name;
    private final Class<?> type;
    private final Shape shape;

    BuiltInCodec(String name, Class<?> type, Shape shape) {
        this.name = name;
        this.type = type;
        this.shape = shape;
    }

    /** Whether both are for values of one class. */
    final boolean hasTypeOf(BuiltInCodec<?> other) {
        return type.equals(other.type);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Codecs that were made apart are equal if they keep the same values in the same form. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public final Shape shape() {
        return shape;
    }

    @Override
    public final Object prepare(T value) {
        return type.isInstance(value) ? keep(value) : prepareOther(value);
    }

    @Override
    public final Object prepareKey(T value) {
        return type.isInstance(value) ? keepKey(value) : prepareOther(value);
    }

    private Object prepareOther(T value) {
        if (value == null) {
            return keepNull();
        }
        throw new CodecException(name, "was given a " + value.getClass().getName()); // through a raw type
    }

    /** As {@link #keep}, for {@link #prepareKey}. */
    Object keepKey(@NonNull T value) {
        return keep(value);
    }

    /** What to keep of a value, which is there and of the right class. */
    Object keep(@NonNull T value) {
        return value;
    }

    /** What to keep for null, if this codec has null. */
    Object keepNull() {
        throw new NullPointerException(name + " has no null");
    }

    @Override
    @SuppressWarnings("unchecked")
    public T restore(Object prepared) {
        return (T) prepared;
    }

    @Override
    public String kind() {
        return name;
    }

    @Override
    public List<?> parts() {
        return List.of();
    }

    /** What a stream has for this codec. */
    CodecForm form() throws ObjectStreamException {
        return new CodecForm(kind(), parts().toArray());
    }

    @Serial
    final Object writeReplace() throws ObjectStreamException {
        return form();
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        readObjectNoData();
    }

    @Serial
    private void readObjectNoData() throws InvalidObjectException {
        throw new InvalidObjectException("a codec itself, where a stream has a form of it only");
    }

    @Override
    public final String toString() {
        return name;
    }
}
