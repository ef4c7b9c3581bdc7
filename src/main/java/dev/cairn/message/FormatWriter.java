package dev.cairn.message;

import dev.cairn.Version;
import dev.cairn.codec.CodecException;

/** Writes the values that a format has, one whole after another, and counts what is limited. */
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

    abstract String format();

    abstract void putNull();

    abstract void putBoolean(boolean value);

    /** Whether the format has this number as an integer. */
    abstract boolean holds(long value);

    abstract void putInteger(long value);

    /** Whether the format has this number. */
    abstract boolean holds(double value);

    abstract void putFloating(double value);

    /** Whether the format has this string as a text: no surrogate stands alone in it. */
    final boolean isText(String text) {
        return !CodePoints.hasSurrogates(text) || points.load(text) >= 0;
    }

    /** Writes text; false, with nothing written, if a surrogate stands alone in it. */
    abstract boolean putText(String text);

    /** Begins a blob; its bytes follow, and zeros fill the last. */
    abstract void beginBlob(long bits);

    /** Writes more bytes of the blob: a multiple of eight, unless they are the last. */
    abstract void putBytes(byte[] bytes, int length);

    abstract void putArray(long elements);

    abstract void putRecord(long pairs);

    /** Begins an array; its elements follow, and then its end. */
    final void beginArray(long elements) {
        enter();
        putArray(elements);
    }

    /** Begins a record; its pairs follow, each a text and a value, and then its end. */
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

    /** Writes a reference in the place of what is in {@code stone}; false, with nothing written, if this has none. */
    boolean refer(Version stone) {
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
