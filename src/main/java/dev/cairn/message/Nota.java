package dev.cairn.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes for a network, in D. Crockford's format Nota: numbers are decimal and of any size, and collections are
 * written with all their elements. Collections that are read go into the store of the {@link MessageOptions}.
 *
 * <p>Nota writes null, Boolean, Byte, Short, Character, Integer, Long, Float, Double, String, byte[], Blob, {@code List}s, {@code Map}s
 * whose keys are strings, the collections of stores, and the records, enums and classes of the options. A value that is read equals the one
 * that was written; lists and maps have the same order and are read-only. Any other value, or too much of them, throws a {@link
 * dev.cairn.codec.CodecException}. A collection that may not leave the process throws a {@link dev.cairn.NotPortableException}. A stream
 * may have got some bytes before the exception. Bytes that are no value throw a {@link FormatException}. Writing and reading take O(n). Any
 * threads may use an instance.
 */
public final class Nota {
    private static final Nota STANDARD = new Nota(MessageOptions.defaults());

    private final MessageOptions options;

    private Nota(MessageOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** Nota with the default options. */
    public static Nota standard() {
        return STANDARD;
    }

    /** Nota with these options. */
    public static Nota of(MessageOptions options) {
        return new Nota(options);
    }

    /** The bytes of {@code value}. */
    public byte[] encode(@Nullable Object value) {
        ByteSink sink = new ByteSink(null);
        AnyForm.write(new NotaWriter(options, sink), value);
        return sink.toArray();
    }

    /** Writes the bytes of {@code value} a few kilobytes at a time. Neither flushes nor closes {@code out}. */
    public void encode(@Nullable Object value, OutputStream out) throws IOException {
        ByteSink sink = new ByteSink(Objects.requireNonNull(out, "out"));
        try {
            AnyForm.write(new NotaWriter(options, sink), value);
            sink.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads the value of {@code bytes}. Throws {@link FormatException} if they are no value. */
    public @Nullable Object decode(byte[] bytes) {
        if (bytes.length > options.limits().maxBytes()) {
            throw new FormatException("byte", 0, bytes.length + " bytes, more than the limit", null);
        }
        return decode(new ByteSource(bytes));
    }

    /** Reads the value of all bytes of {@code in}, up to its end. Throws {@link FormatException} if they are no value. */
    public @Nullable Object decode(InputStream in) throws IOException {
        try {
            return decode(new ByteSource(
                    Objects.requireNonNull(in, "in"), options.limits().maxBytes()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object decode(ByteSource source) {
        FormatReader in = new NotaInput(options, source);
        Object value = AnyForm.read(in, in.next());
        in.finish();
        return value;
    }
}
