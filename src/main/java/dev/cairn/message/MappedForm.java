package dev.cairn.message;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of a class that the formats don't know, as other values. */
final class MappedForm<T> extends NamedForm<T> {
    private final Function<? super T, ?> to;
    private final Function<Object, ? extends T> from;

    MappedForm(String name, Class<T> type, Function<? super T, ?> to, Function<Object, ? extends T> from) {
        super(name, type);
        this.to = to;
        this.from = from;
    }

    @Override
    void put(FormatWriter out, T value) {
        AnyForm.ANY.write(out, to.apply(value));
    }

    @Override
    T take(FormatReader in, FormatType next) {
        @Nullable Object image = AnyForm.ANY.read(in, next);
        if (image == null) {
            throw in.fault("null in the place of a " + name());
        }
        try {
            return type().cast(from.apply(image));
        } catch (RuntimeException e) {
            throw in.fault("no " + name() + ": " + e.getMessage(), e);
        }
    }
}
