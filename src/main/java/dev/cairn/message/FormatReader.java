package dev.cairn.message;

import dev.cairn.Version;
import dev.cairn.codec.Codec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values that a format has: asks what comes next, then for that. All is checked before memory is taken for it. */
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

    /** The codecs that were read, by what they are made of. */
    final Map<List<?>, Codec<?>> codecs() {
        Map<List<?>, Codec<?>> known = codecs;
        if (known == null) {
            known = new HashMap<>();
            codecs = known;
        }
        return known;
    }

    /** What comes next. */
    abstract FormatType next();

    /** The boolean that has come. */
    abstract boolean bool();

    /** The integer that has come. */
    abstract long integer();

    /** The number that has come. */
    abstract double floating();

    /** The text that has come. */
    abstract String text();

    /** How many elements, pairs, code points or bits has what has come; there is enough left for them. */
    abstract long size();

    /** Reads bytes of the blob that has come: a multiple of eight, unless they are the last. */
    abstract void bytes(byte[] to, int from, int length);

    /** The collection that the reference refers to which has come. */
    abstract Version stone();

    /** Fails unless all was read. */
    abstract void finish();

    /** What to throw because of the value that has come. */
    abstract FormatException fault(String problem, @Nullable Throwable cause);

    final FormatException fault(String problem) {
        return fault(problem, null);
    }

    /** Begins the array or record that has come, and says how many elements or pairs it has; its end must follow. */
    final long begin() {
        if (++depth > options.limits().maxDepth()) {
            throw fault("deeper than " + options.limits().maxDepth());
        }
        return size();
    }

    /** Begins what has come, which must be an array of so many elements. */
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

    /** Counts a value. */
    final void count() {
        if (++values > options.limits().maxValues()) {
            throw fault("more than " + options.limits().maxValues() + " values");
        }
    }

    /** The bytes of the blob that has come, which must be whole ones. */
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
