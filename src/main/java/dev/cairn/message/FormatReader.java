package dev.cairn.message;

import dev.cairn.Version;
import dev.cairn.codec.Codec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a format: {@link #next} gives the type of the next value, then a method for this type reads it. Checks a size before
 * it takes memory for it.
 */
abstract class FormatReader {
    private static final int CHUNK = 1 << 16;

    private final MessageOptions options;
    private @Nullable Map<List<?>, Codec<?>> codecs;
    private int depth;
    private long values;

    FormatReader(MessageOptions options) {
        this.options = options;
    }

    final MessageOptions options() {
        return options;
    }

    /** The codecs that were read, by their names and parts. */
    final Map<List<?>, Codec<?>> codecs() {
        Map<List<?>, Codec<?>> known = codecs;
        if (known == null) {
            known = new HashMap<>();
            codecs = known;
        }
        return known;
    }

    /** The entry of the record, enum or mapped class {@code type}. */
    final NamedType<?> named(Class<?> type) {
        return require(options.types().of(type), type.getName());
    }

    /** The entry of the type that the message names {@code name}. */
    final NamedType<?> named(String name) {
        return require(options.types().of(name), name);
    }

    private NamedType<?> require(@Nullable NamedType<?> named, String name) {
        if (named == null) {
            throw fault(NamedType.unknown(name));
        }
        return named;
    }

    /** Reads the value of this type that is next, of whatever class. */
    abstract @Nullable Object any(FormatType type);

    /** Begins the next value, and gives its type. */
    abstract FormatType next();

    /** The boolean that {@link #next} found. */
    abstract boolean bool();

    /** The integer that {@link #next} found. */
    abstract long integer();

    /** The number that {@link #next} found. */
    abstract double floating();

    /** The text that {@link #next} found. */
    abstract String text();

    /** The number of elements, pairs, code points or bits of the value. At least as much is left as they need. */
    abstract long size();

    /** Reads more bytes of the blob. Their number is a multiple of eight, unless they are the last. */
    abstract void bytes(byte[] to, int from, int length);

    /** The collection that the reference names. */
    abstract Version collection();

    /** Fails unless all was read. */
    abstract void finish();

    /** The exception to throw because of the value that {@link #next} found. */
    abstract FormatException fault(String problem, @Nullable Throwable cause);

    final FormatException fault(String problem) {
        return fault(problem, null);
    }

    /** Enters the array or record, and returns the number of its elements or pairs. {@link #end} must follow. */
    final long begin() {
        if (++depth > options.limits().maxDepth()) {
            throw fault("deeper than " + options.limits().maxDepth());
        }
        return size();
    }

    /** Enters the value, which must be an array of so many elements. */
    final void begin(FormatType type, long elements) {
        if (type != FormatType.ARRAY || size() != elements) {
            throw fault(type + " in the place of an array of " + elements);
        }
        begin();
    }

    final void end() {
        depth--;
    }

    /** Reads a text: the key of a pair, or a name. */
    final String key() {
        FormatType type = next();
        if (type != FormatType.TEXT) {
            throw fault(type + " in the place of a text");
        }
        return text();
    }

    /** The type of the symbol of this number. */
    final FormatType symbol(long number) {
        if (number == FormatType.NULL_SYMBOL) {
            return FormatType.NULL;
        }
        if (number == FormatType.FALSE_SYMBOL || number == FormatType.TRUE_SYMBOL) {
            return FormatType.BOOLEAN;
        }
        throw fault("symbol " + number + " is no value of Java's");
    }

    /** Counts a value. */
    final void count() {
        if (++values > options.limits().maxValues()) {
            throw fault("more than " + options.limits().maxValues() + " values");
        }
    }

    /** The bytes of the blob. Its number of bits must be a multiple of eight. */
    final byte[] octets(FormatType type) {
        if (type != FormatType.BLOB || size() % Byte.SIZE != 0 || size() / Byte.SIZE > Integer.MAX_VALUE - Long.BYTES) {
            throw fault(type + " in the place of a blob of bytes");
        }
        int length = (int) (size() / Byte.SIZE);
        byte[] octets = new byte[Math.min(length, CHUNK)];
        for (int from = 0; from < length; from = octets.length) {
            if (from > 0) {
                octets = Arrays.copyOf(octets, (int) Math.min(length, 2L * from));
            }
            bytes(octets, from, octets.length - from);
        }
        return octets;
    }
}
