package dev.cairn.message;

import org.jspecify.annotations.Nullable;

/** How values of one type are written and read where both sides know the type: without what it says already. */
interface Form {
    void write(FormatWriter out, @Nullable Object value);

    /** Reads a value, of which the reader has said that it is next, and of what type. */
    @Nullable
    Object read(FormatReader in, FormatType type);

    /** Reads the next value. */
    default @Nullable Object read(FormatReader in) {
        return read(in, in.next());
    }

    /** The form of what is declared as {@code type}: that of any value, unless all are of one class. */
    static Form of(Class<?> type) {
        Form known = Numbers.FORMS.get(type);
        if (known != null) {
            return known;
        }
        if (type == String.class) {
            return Texts.TEXT;
        }
        if (type == byte[].class) {
            return Texts.OCTETS;
        }
        return MessageTypes.isNamed(type) ? new DeclaredForm(type) : AnyForm.ANY;
    }
}
