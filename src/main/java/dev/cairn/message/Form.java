package dev.cairn.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How values of one type are written and read where both sides know the type. So the type itself is not written. */
interface Form {
    /** The form of values of any class. Where the formats have no type for a class, a {@link Tag} names it. */
    Form ANY = new Form() {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            out.putAny(value);
        }

        @Override
        public @Nullable Object read(FormatReader in, FormatType type) {
            return in.any(type);
        }
    };

    void write(FormatWriter out, @Nullable Object value);

    /** Reads a value. The reader has said that it is next, and its type. */
    @Nullable
    Object read(FormatReader in, FormatType type);

    /** Reads the next value. */
    default @Nullable Object read(FormatReader in) {
        return read(in, in.next());
    }

    /** Reads a value of class {@code type} that does not have the form of its class, but a tag. */
    static <T> T readTagged(FormatReader in, FormatType next, Class<T> type) {
        Object value = next == FormatType.RECORD ? in.any(next) : null;
        if (!type.isInstance(value)) {
            throw in.fault(next + " in the place of a " + type.getTypeName());
        }
        return type.cast(value);
    }

    /** A form of values of one class, none of them null. */
    abstract class OfClass<T> implements Form {
        private final Class<T> type;

        OfClass(Class<T> type) {
            this.type = type;
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

        final T takeTagged(FormatReader in, FormatType next) {
            return readTagged(in, next, type);
        }
    }

    /**
     * Names the type of a value for which the formats have no type. A tag is a record of one pair: the key is the tag's name, and the value
     * has the tag's form. A map that would look like a tag has a tag, too.
     */
    record Tag(String name, Form form) {
        private static final char MARK = '$';

        /** Whether a record of one pair with this key is a tag. */
        static boolean isTag(String key) {
            return !key.isEmpty() && key.charAt(0) == MARK;
        }

        void write(FormatWriter out, Object value) {
            out.beginRecord(1);
            out.putText(name);
            form.write(out, value);
            out.end();
        }
    }
}
