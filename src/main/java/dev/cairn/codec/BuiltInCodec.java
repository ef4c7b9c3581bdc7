package dev.cairn.codec;

import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.Descriptor;
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

/** The inside of a codec of this library, for values of one class. {@link Codecs} gives it the public type {@link Codec}. */
@SuppressWarnings("serial") // never written: a stream has what writeReplace returns
abstract class BuiltInCodec<T extends @Nullable Object>
        implements SlotCodec<T>, StreamCodec<T>, CodecParts, Streamed.Replaced, Serializable {
    static final Nil NIL = new Nil();

    private final String name;
    private final Class<?> type;
    private final Shape shape;

    BuiltInCodec(String name, Class<?> type, Shape shape) {
        this.name = name;
        this.type = type;
        this.shape = shape;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Two codecs are equal if they keep the same values in the same slots. */
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
        throw new CodecException(name, "was given a " + value.getClass().getName()); // by a raw type
    }

    /** As {@link #keep}, for {@link #prepareKey}. */
    Object keepKey(@NonNull T value) {
        return keep(value);
    }

    /** Prepares a value that is not null and of the right class. */
    Object keep(@NonNull T value) {
        return value;
    }

    /** Prepares null, if this codec has null. */
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

    @Override
    public final Class<?> values() {
        return type;
    }

    @Override
    public Descriptor descriptor() {
        return Descriptor.of(Descriptor.word(kind()), null);
    }

    @Override
    public Object[] streamParts() throws ObjectStreamException {
        return parts().toArray();
    }

    /** What follows in the name of a codec to which the user gave the name {@code given}. */
    static String suffix(String given) {
        return given.isEmpty() ? "" : ".named(\"" + given + "\")";
    }

    /** {@code name}, if a codec can have it. */
    final String requireName(String given) {
        if (given.isBlank()) {
            throw new IllegalArgumentException(name + " was given a name without characters");
        }
        return given;
    }

    @Serial
    final Object writeReplace() throws ObjectStreamException {
        return replacement();
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        readObjectNoData();
    }

    @Serial
    private void readObjectNoData() throws InvalidObjectException {
        throw new InvalidObjectException("a codec itself; a stream has its name and parts instead");
    }

    @Override
    public final String toString() {
        return name;
    }

    /** The prepared value of null, for codecs that have null. */
    static final class Nil {
        private Nil() {}
    }
}
