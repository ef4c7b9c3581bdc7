package dev.cairn.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record or a constant of an enum, after the name of its class. */
final class NamedValueForm implements Form {
    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        Objects.requireNonNull(value);
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        NamedForm<?> form = NamedForm.of(out, type);
        out.beginArray(2);
        Texts.TEXT.write(out, form.name());
        form.write(out, value);
        out.end();
    }

    @Override
    public Object read(FormatReader in, FormatType next) {
        in.begin(next, 2);
        Object value = NamedForm.of(in, in.key()).read(in, in.next());
        in.end();
        return value;
    }
}
