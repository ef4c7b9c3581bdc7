package dev.cairn.message;

import dev.cairn.Version;
import dev.cairn.codec.CodecException;
import org.jspecify.annotations.Nullable;

/** Writes the values of a format one after another. Counts the values and the depth, which have limits. */
abstract class FormatWriter {
    final CodePoints points = new CodePoints();

    private final MessageOptions options;
    private int depth;
    private long values;

    FormatWriter(MessageOptions options) {
        this.options = options;
    }

    final MessageOptions options() {
        return options;
    }

    /** The entry of the record, enum or mapped class {@code type}. */
    final NamedType<?> named(Class<?> type) {
        NamedType<?> named = options.types().of(type);
        if (named == null) {
            throw failure(NamedType.unknown(type.getName()));
        }
        return named;
    }

    /** The name of the format. */
    abstract String format();

    /** Writes a value of any class, in the form that its class has, with a tag if the format has no type for it. */
    abstract void putAny(@Nullable Object value);

    abstract void putNull();

    abstract void putBoolean(boolean value);

    /** Whether the format has this number as an integer. */
    abstract boolean holds(long value);

    abstract void putInteger(long value);

    /** Whether the format has this number. */
    abstract boolean holds(double value);

    abstract void putFloating(double value);

    /** Whether the format has this string as a text: each surrogate in it is one of a pair. */
    final boolean isText(String text) {
        return !CodePoints.hasSurrogates(text) || points.load(text) >= 0;
    }

    /** Writes a text. Returns false and writes nothing if a surrogate in it stands alone. */
    abstract boolean putText(String text);

    /** Begins a blob. Its bytes follow; zeros fill the last byte. */
    abstract void beginBlob(long bits);

    /** Writes more bytes of the blob. Their number is a multiple of eight, unless they are the last. */
    abstract void putBytes(byte[] bytes, int length);

    abstract void putArray(long elements);

    abstract void putRecord(long pairs);

    /** Begins an array. Its elements follow, then {@link #end}. */
    final void beginArray(long elements) {
        enter();
        putArray(elements);
    }

    /** Begins a record. Its pairs follow, each a text and a value, then {@link #end}. */
    final void beginRecord(long pairs) {
        enter();
        putRecord(pairs);
    }

    private void enter() {
        if (++depth > options.limits().maxDepth()) {
            throw failure("arrays and records stand in each other more than "
                    + options.limits().maxDepth() + " deep; or one in itself");
        }
    }

    /** Ends an array or record. */
    final void end() {
        depth--;
    }

    /**
     * Writes a reference to {@code collection} instead of its elements. Returns false and writes nothing if this writer has no references.
     */
    boolean refer(Version collection) {
        return false;
    }

    /** Counts a value. */
    final void count() {
        if (++values > options.limits().maxValues()) {
            throw failure("more than " + options.limits().maxValues() + " values");
        }
    }

    final CodecException tooLong() {
        return failure("more bytes than " + options.limits().maxBytes() + ", or than an array has");
    }

    final CodecException failure(String problem) {
        return new CodecException(format(), problem);
    }
}
