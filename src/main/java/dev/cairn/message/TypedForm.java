package dev.cairn.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A form of values of one class, none of them null. */
abstract class TypedForm<T> implements Form {
    private final Class<T> type;

    TypedForm(Class<T> type) {
        this.type = type;
    }

    final Class<T> type() {
        return type;
    }

    abstract void put(FormatWriter out, T value);

    abstract T take(FormatReader in, FormatType next);

    @Override
    public final void write(FormatWriter out, @Nullable Object value) {
        put(out, type.cast(Objects.requireNonNull(value)));
    }

    @Override
    public final Object read(FormatReader in, FormatType next) {
        return take(in, next);
    }

    /** Reads a value that has not this form, but says itself what it is. */
    final T takeTagged(FormatReader in, FormatType next) {
        Object value = next == FormatType.RECORD ? AnyForm.ANY.read(in, next) : null;
        if (!type.isInstance(value)) {
            throw in.fault(next + " in the place of a " + type.getTypeName());
        }
        return type.cast(value);
    }
}
