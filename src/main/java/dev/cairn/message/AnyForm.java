package dev.cairn.message;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mapping of both formats: which type or tag each class of values has. Writers and readers call it for {@link Form#ANY}. */
final class AnyForm {
    private static final Tag INT = new Tag("$I", Numbers.INT);
    private static final Tag SHORT = new Tag("$S", Numbers.SHORT);
    private static final Tag BYTE = new Tag("$B", Numbers.BYTE);
    private static final Tag CHAR = new Tag("$C", Numbers.CHAR);
    private static final Tag FLOAT = new Tag("$F", Numbers.FLOAT);
    private static final Tag OCTETS = new Tag("$[B", Texts.OCTETS);
    private static final Tag TYPE = new Tag("$type", NamedForm.WITH_NAME);
    private static final Tag LONGS = new Tag("$LongVector", CollectionForms.LONGS);
    private static final Tag INTS = new Tag("$IntVector", CollectionForms.INTS);
    private static final Tag DOUBLES = new Tag("$DoubleVector", CollectionForms.DOUBLES);
    private static final Tag VECTOR = new Tag("$PVector", CollectionForms.VECTOR_WITH_CODEC);
    private static final Tag MAP = new Tag("$PMap", CollectionForms.MAP_WITH_CODECS);
    private static final Tag SET = new Tag("$PSet", CollectionForms.SET_WITH_CODEC);

    private static final Map<String, Tag> TAGS = List.of(
                    Numbers.WIDE,
                    Numbers.SPECIAL,
                    Texts.CHARS,
                    MapForm.TAG,
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
                    MAP,
                    SET)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Tag::name, Function.identity()));

    private AnyForm() {}

    static void write(FormatWriter out, @Nullable Object value) {
        switch (value) {
            case null -> out.putNull();
            case Boolean b -> out.putBoolean(b);
            case String text -> Texts.TEXT.write(out, text);
            case Long l -> Numbers.LONG.write(out, l);
            case Double d -> Numbers.DOUBLE.write(out, d);
            case List<?> list -> Contents.write(out, list, list.size(), Form.ANY);
            case Map<?, ?> map -> MapForm.writeAny(out, map);
            case Version stone when out.refer(stone) -> {}
            case Blob blob -> BlobForm.BLOB.write(out, blob);
            default -> writeTagged(out, value);
        }
    }

    /** Throws {@link dev.cairn.NotPortableException} if {@code value} is a collection that may not leave the process. */
    private static void writeTagged(FormatWriter out, Object value) {
        Tag tag = tag(out, value);
        if (value instanceof Version version) {
            version.requirePortable();
        }
        tag.write(out, value);
    }

    private static Tag tag(FormatWriter out, Object value) {
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
            case PMap<?, ?> _ -> MAP;
            case PSet<?> _ -> SET;
            case Object _ when out.options().types().of(value.getClass()) != null -> TYPE;
            default -> throw out.failure("a " + value.getClass().getName() + " has no form");
        };
    }

    static @Nullable Object read(FormatReader in, FormatType type) {
        return switch (type) {
            case NULL -> null;
            case BOOLEAN -> in.bool();
            case INTEGER -> in.integer();
            case FLOATING -> in.floating();
            case TEXT -> in.text();
            case BLOB -> BlobForm.BLOB.read(in, type);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                Contents.read(in, type, Form.ANY, list::add);
                yield Collections.unmodifiableList(list);
            }
            case RECORD -> readRecord(in);
            case COLLECTION -> in.stone();
        };
    }

    private static @Nullable Object readRecord(FormatReader in) {
        if (in.size() != 1) {
            return MapForm.readMap(in, FormatType.RECORD);
        }
        in.begin();
        String key = in.key();
        Object value = Tag.isTag(key) ? readTagged(in, key) : MapForm.of(key, read(in, in.next()));
        in.end();
        return value;
    }

    private static @Nullable Object readTagged(FormatReader in, String name) {
        Tag tag = TAGS.get(name);
        if (tag == null) {
            throw in.fault("there is no tag " + name);
        }
        return tag.form().read(in);
    }
}
