package dev.cairn.message;

import org.jspecify.annotations.Nullable;

/** The form of a record or enum that something is declared as; looked up when there is one, since a record may lead to itself. */
record DeclaredForm(Class<?> type) implements Form {
    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        NamedForm.of(out, type).write(out, value);
    }

    @Override
    public @Nullable Object read(FormatReader in, FormatType next) {
        return NamedForm.of(in, type).read(in, next);
    }
}
