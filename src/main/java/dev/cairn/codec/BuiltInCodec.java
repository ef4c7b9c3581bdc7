package dev.cairn.codec;

import dev.cairn.internal.life.Shape;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.NonNull;
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

    @Override
    public final Object prepare(T value) {
        if (type.isInstance(value)) {
            return keep(value);
        }
        if (value == null) {
            return keepNull();
        }
        throw new CodecException(name, "was given a " + value.getClass().getName()); // through a raw type
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
    public final String toString() {
        return name;
    }
}
