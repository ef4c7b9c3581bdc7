package dev.cairn.message;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A value of Wota that is read where it lies: only what is asked for becomes an object. Finding an element or an entry passes
 * over what is before it, in time proportional to the number of values there.
 *
 * <p>What is seen here are the values of the format; those that Java's types are mapped to are records of one pair, such as
 * {@code $I} for an Integer, and become that with {@link #decode}. Words are checked when they are read, so each method throws
 * a {@link FormatException} if they are no value; that no key is in a record twice only {@code decode} checks. A method for
 * another type than {@link #type} throws an {@link IllegalStateException}.
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

    /** What it is. */
    public FormatType type() {
        return input().next();
    }

    /** A boolean's value. */
    public boolean getBoolean() {
        return input(FormatType.BOOLEAN).bool();
    }

    /** An integer's value; one of more than 56 bits is a record. */
    public long getLong() {
        return input(FormatType.INTEGER).integer();
    }

    /** A floating-point number's value. */
    public double getDouble() {
        return input(FormatType.FLOATING).floating();
    }

    /** A text's value. */
    public String getText() {
        return input(FormatType.TEXT).text();
    }

    /** How many elements, pairs, code points or bits an array, a record, a text or a blob has. */
    public long size() {
        WotaInput in = input();
        FormatType type = in.next();
        return switch (type) {
            case ARRAY, RECORD, TEXT, BLOB -> in.size();
            default -> throw new IllegalStateException(type + " has no size");
        };
    }

    /** The element {@code index} of an array. Throws {@link IndexOutOfBoundsException} unless there is one. */
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

    /** The elements of an array, one after another, each found in time proportional to what is in the one before. */
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

    /** The whole value as Java's, with all that is in it. */
    public @Nullable Object decode() {
        WotaInput in = input();
        return AnyForm.read(in, in.next());
    }

    /** The same, if it is the last there is. */
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
