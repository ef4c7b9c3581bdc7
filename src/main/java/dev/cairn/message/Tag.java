package dev.cairn.message;

import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Version;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the formats have no type for is a record of one pair, whose key says how to read its value. A map that looks so is
 * tagged, too.
 */
record Tag(String name, Form form) {
    /** A long that Wota has no integer for. */
    static final Tag WIDE = new Tag("$J", Numbers.WIDE);

    /** A double that Nota has no decimal for. */
    static final Tag SPECIAL = new Tag("$D", Numbers.SPECIAL);

    /** A string that is no text. */
    static final Tag CHARS = new Tag("$chars", Texts.CHARS);

    /** A map that would look like a tag, or has a key that is no text. */
    static final Tag MAP = new Tag("$map", new MapForm());

    private static final char MARK = '$';

    private static final Tag INT = new Tag("$I", Numbers.INT);
    private static final Tag SHORT = new Tag("$S", Numbers.SHORT);
    private static final Tag BYTE = new Tag("$B", Numbers.BYTE);
    private static final Tag CHAR = new Tag("$C", Numbers.CHAR);
    private static final Tag FLOAT = new Tag("$F", Numbers.FLOAT);
    private static final Tag OCTETS = new Tag("$[B", Texts.OCTETS);
    private static final Tag TYPE = new Tag("$type", new NamedValueForm());
    private static final Tag LONGS = new Tag("$LongVector", VectorForms.LONGS);
    private static final Tag INTS = new Tag("$IntVector", VectorForms.INTS);
    private static final Tag DOUBLES = new Tag("$DoubleVector", VectorForms.DOUBLES);
    private static final Tag VECTOR = new Tag("$PVector", new CodedForm("PVector", 1));
    private static final Tag MAP_OF_STORE = new Tag("$PMap", new CodedForm("PMap", 2));
    private static final Tag SET_OF_STORE = new Tag("$PSet", new CodedForm("PSet", 1));

    private static final Map<String, Tag> TAGS = List.of(
                    WIDE,
                    SPECIAL,
                    CHARS,
                    MAP,
                    INT,
                    SHORT,
                    BYTE,
                    CHAR,
                    FLOAT,
                    OCTETS,
                    TYPE,
                    LONGS,
                    INTS,
                    DOUBLES,
                    VECTOR,
                    MAP_OF_STORE,
                    SET_OF_STORE)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Tag::name, Function.identity()));

    /** Whether a record of one pair with this key is a tag. */
    static boolean isTag(String key) {
        return !key.isEmpty() && key.charAt(0) == MARK;
    }

    /** The tag of a value that has no type of its own in the formats. */
    private static Tag of(FormatWriter out, Object value) {
        return switch (value) {
            case Integer _ -> INT;
            case Short _ -> SHORT;
            case Byte _ -> BYTE;
            case Character _ -> CHAR;
            case Float _ -> FLOAT;
            case byte[] _ -> OCTETS;
            case Record _, Enum<?> _ -> TYPE;
            case LongVector _ -> LONGS;
            case IntVector _ -> INTS;
            case DoubleVector _ -> DOUBLES;
            case PVector<?> _ -> VECTOR;
            case PMap<?, ?> _ -> MAP_OF_STORE;
            case PSet<?> _ -> SET_OF_STORE;
            case Object _ when out.options().types().of(value.getClass()) != null -> TYPE;
            default -> throw out.failure("a " + value.getClass().getName() + " has no form");
        };
    }

    /**
     * Writes a value with its tag.
     *
     * @throws dev.cairn.NotPortableException if it is a collection that may not leave the process
     */
    static void writeTagged(FormatWriter out, Object value) {
        Tag tag = of(out, value);
        if (value instanceof Version version) {
            version.requirePortable();
        }
        tag.write(out, value);
    }

    void write(FormatWriter out, Object value) {
        out.beginRecord(1);
        out.putText(name);
        form.write(out, value);
        out.end();
    }

    /** Reads what has the tag {@code name}. */
    static @Nullable Object read(FormatReader in, String name) {
        Tag tag = TAGS.get(name);
        if (tag == null) {
            throw in.fault("there is no tag " + name);
        }
        return tag.form.read(in);
    }
}
