package dev.cairn.codec;

import dev.cairn.internal.life.Shape;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.Nullable;

/** A codec of ours, for values of one class that nobody can change; both what users see and its inside. */
abstract class BuiltInCodec<T extends @Nullable Object> implements Codec<T>, SlotCodec<T> {
    private final String name;
    private final Class<?> type;
    private final Shape shape;

    BuiltInCodec(String name, Class<?> type, Shape shape) {
        this.name = name;
        this.type = type;
        this.shape = shape;
    }

    @Override
    public final Shape shape() {
        return shape;
    }

    /** A value that is there and of the right class, or an exception: also a raw type must not get past this. */
    final Object require(@Nullable Object value) {
        if (type.isInstance(value)) {
            return value;
        }
        if (value == null) {
            throw new NullPointerException(name + " has no null");
        }
        throw new CodecException(name, "was given a " + value.getClass().getName());
    }

    @Override
    public Object prepare(T value) {
        return require(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T restore(Object prepared) {
        return (T) prepared;
    }

    @Override
    public final String toString() {
        return name;
    }
}
