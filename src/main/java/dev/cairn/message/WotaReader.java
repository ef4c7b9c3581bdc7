package dev.cairn.message;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value of Wota where it lies: only the parts that are asked for become objects. To find an element or an entry it skips all before
 * it, in time proportional to the number of values there.
 *
 * <p>It gives the values of the format. A Java type that the format does not have is a record of one pair, such as {@code $I} for an
 * Integer; {@link #decode} makes the Java value of it. Words are checked when they are read: each method throws a {@link FormatException}
 * if they are no value. Only {@code decode} checks that no key is in a record twice. A method for another type than {@link #type} throws an
 * {@link IllegalStateException}.
 */
public final class WotaReader {
    private final MessageOptions options;
    private final WordSource words;
    private final long at;
    private final WotaInput.@Nullable Resolver references;

    WotaReader(MessageOptions options, WordSource words, long at, WotaInput.@Nullable Resolver references) {
        this.options = options;
        this.words = words;
        this.at = at;
        this.references = references;
    }

    private WotaInput input() {
        return new WotaInput(options, words, at, references);
    }

    private WotaInput input(FormatType expected) {
        WotaInput in = input();
        FormatType type = in.next();
        if (type != expected) {
            throw new IllegalStateException("is " + type + ", not " + expected);
        }
        return in;
    }

    /** The type of this value. */
    public FormatType type() {
        return input().next();
    }

    /** The value of a boolean. */
    public boolean getBoolean() {
        return input(FormatType.BOOLEAN).bool();
    }

    /** The value of an integer. An integer of more than 56 bits is a record. */
    public long getLong() {
        return input(FormatType.INTEGER).integer();
    }

    /** The value of a floating-point number. */
    public double getDouble() {
        return input(FormatType.FLOATING).floating();
    }

    /** The value of a text. */
    public String getText() {
        return input(FormatType.TEXT).text();
    }

    /** The number of elements of an array, pairs of a record, code points of a text, or bits of a blob. */
    public long size() {
        WotaInput in = input();
        FormatType type = in.next();
        return switch (type) {
            case ARRAY, RECORD, TEXT, BLOB -> in.size();
            default -> throw new IllegalStateException(type + " has no size");
        };
    }

    /** The element {@code index} of an array. Throws {@link IndexOutOfBoundsException} if there is none. */
    public WotaReader get(long index) {
        WotaInput in = input(FormatType.ARRAY);
        if (index < 0 || index >= in.size()) {
            throw new IndexOutOfBoundsException("index " + index + " of " + in.size());
        }
        for (long i = 0; i < index; i++) {
            in.skip(in.next());
        }
        return at(in);
    }

    /** The value of {@code key} in a record; null if there is none. */
    public @Nullable WotaReader get(String key) {
        WotaInput in = input(FormatType.RECORD);
        long pairs = in.size();
        for (long i = 0; i < pairs; i++) {
            if (in.key().equals(key)) {
                return at(in);
            }
            in.skip(in.next());
        }
        return null;
    }

    private WotaReader at(WotaInput in) {
        return new WotaReader(options, words, in.at(), references);
    }

    /** The elements of an array, in order. Each step takes time proportional to the number of values in the element before. */
    public Iterator<WotaReader> elements() {
        return new WotaElements(input(FormatType.ARRAY));
    }

    private final class WotaElements implements Iterator<WotaReader> {
        private final WotaInput in;
        private final long size;
        private long given;

        WotaElements(WotaInput in) {
            this.in = in;
            this.size = in.size();
        }

        @Override
        public boolean hasNext() {
            return given < size;
        }

        @Override
        public WotaReader next() {
            if (given == size) {
                throw new NoSuchElementException();
            }
            if (given++ > 0) {
                in.skip(in.next());
            }
            return at(in);
        }
    }

    /** Decodes the whole value, with all values in it, to Java objects. */
    public @Nullable Object decode() {
        WotaInput in = input();
        return AnyForm.read(in, in.next());
    }

    /** As {@link #decode}, but fails if words follow the value. */
    @Nullable
    Object decodeAll() {
        WotaInput in = input();
        if (words.size() - at > options.limits().maxBytes() / Long.BYTES) {
            throw in.fault(words.size() - at + " words, more than the limit");
        }
        Object value = AnyForm.read(in, in.next());
        in.finish();
        return value;
    }
}
