package dev.cairn.message;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongLongMap;
import dev.cairn.LongMap;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Version;
import dev.cairn.message.Form.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mapping of both formats: which type or tag each class of values has. Writers and readers call it for {@link Form#ANY}. */
final class AnyForm {
    /** A map with a key that is no text, or one that would look like a tag. */
    private static final Tag STRING_MAP = new Tag("$map", new StringMap());

    private static final Tag INT = new Tag("$I", Scalars.INT);
    private static final Tag SHORT = new Tag("$S", Scalars.SHORT);
    private static final Tag BYTE = new Tag("$B", Scalars.BYTE);
    private static final Tag CHAR = new Tag("$C", Scalars.CHAR);
    private static final Tag FLOAT = new Tag("$F", Scalars.FLOAT);
    private static final Tag OCTETS = new Tag("$[B", Scalars.OCTETS);
    private static final Tag TYPE = new Tag("$type", NamedForm.WITH_NAME);
    private static final Tag LONGS = new Tag("$LongVector", CollectionForms.LONGS);
    private static final Tag INTS = new Tag("$IntVector", CollectionForms.INTS);
    private static final Tag DOUBLES = new Tag("$DoubleVector", CollectionForms.DOUBLES);
    private static final Tag VECTOR = new Tag("$PVector", CollectionForms.VECTOR_WITH_CODEC);
    private static final Tag MAP = new Tag("$PMap", CollectionForms.MAP_WITH_CODECS);
    private static final Tag LONG_LONG_MAP = new Tag("$LongLongMap", CollectionForms.LONG_LONG_MAP);
    private static final Tag LONG_MAP = new Tag("$LongMap", CollectionForms.LONG_MAP_WITH_CODEC);
    private static final Tag SET = new Tag("$PSet", CollectionForms.SET_WITH_CODEC);

    private static final Map<String, Tag> TAGS = List.of(
                    Scalars.WIDE,
                    Scalars.SPECIAL,
                    Scalars.CHARS,
                    STRING_MAP,
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
                    SET,
                    LONG_LONG_MAP,
                    LONG_MAP)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Tag::name, Function.identity()));

    private AnyForm() {}

    static void write(FormatWriter out, @Nullable Object value) {
        switch (value) {
            case null -> out.putNull();
            case Boolean b -> out.putBoolean(b);
            case String text -> Scalars.TEXT.write(out, text);
            case Long l -> Scalars.LONG.write(out, l);
            case Double d -> Scalars.DOUBLE.write(out, d);
            case List<?> list -> writeList(out, list);
            case Map<?, ?> map -> StringMap.writeAny(out, map);
            case Version collection when out.refer(collection) -> {}
            case Blob blob -> Scalars.BLOB.write(out, blob);
            default -> writeTagged(out, value);
        }
    }

    private static void writeList(FormatWriter out, List<?> list) {
        int size = list.size();
        out.beginArray(size);
        int count = 0;
        for (Object element : list) {
            write(out, element);
            count++;
        }
        Contents.requireSize(size, count);
        out.end();
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
            case LongLongMap _ -> LONG_LONG_MAP;
            case LongMap<?> _ -> LONG_MAP;
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
            case BLOB -> Scalars.BLOB.read(in, type);
            case ARRAY -> readList(in);
            case RECORD -> readRecord(in);
            case COLLECTION -> in.collection();
        };
    }

    private static List<@Nullable Object> readList(FormatReader in) {
        List<@Nullable Object> list = new ArrayList<>();
        long count = in.begin();
        for (long i = 0; i < count; i++) {
            list.add(read(in, in.next()));
        }
        in.end();
        return list.contains(null)
                ? Collections.unmodifiableList(list)
                : List.copyOf(list); // a codec can make a List.of again
    }

    private static @Nullable Object readRecord(FormatReader in) {
        if (in.size() != 1) {
            return STRING_MAP.form().read(in, FormatType.RECORD);
        }
        in.begin();
        String key = in.key();
        Object value = Tag.isTag(key) ? readTagged(in, key) : StringMap.of(key, read(in, in.next()));
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

    /** Maps of java.util whose keys are strings: a record, or an array of keys and values in turn if a key is no text. */
    private static final class StringMap implements Form {
        /** Writes a map as a record, or with a tag if the record would be read as another value. */
        static void writeAny(FormatWriter out, Map<?, ?> map) {
            if (!isRecord(out, map) || (map.size() == 1 && isTag(map))) {
                STRING_MAP.write(out, map);
            } else {
                writeRecord(out, map);
            }
        }

        private static boolean isTag(Map<?, ?> map) {
            return Tag.isTag((String) map.keySet().iterator().next());
        }

        private static boolean isRecord(FormatWriter out, Map<?, ?> map) {
            boolean texts = true;
            for (Object key : map.keySet()) {
                if (!(key instanceof String text)) {
                    throw out.failure("a map with the key " + key + ", which is no string; a PMap may have others");
                }
                texts &= out.isText(text);
            }
            return texts;
        }

        private static void writeRecord(FormatWriter out, Map<?, ?> map) {
            int size = map.size();
            out.beginRecord(size);
            writeEntries(out, map, size);
        }

        private static void writeEntries(FormatWriter out, Map<?, ?> map, int size) {
            int count = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Scalars.TEXT.write(out, entry.getKey());
                AnyForm.write(out, entry.getValue());
                count++;
            }
            Contents.requireSize(size, count);
            out.end();
        }

        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
            if (isRecord(out, map)) {
                writeRecord(out, map);
            } else {
                int size = map.size();
                out.beginArray(2L * size);
                writeEntries(out, map, size);
            }
        }

        @Override
        public Object read(FormatReader in, FormatType next) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            Contents.readEntries(
                    in, next, Scalars.TEXT, ANY, map::containsKey, (key, value) -> map.put((String) key, value));
            return Collections.unmodifiableMap(map);
        }

        /** The map of one entry. */
        static Map<String, @Nullable Object> of(String key, @Nullable Object value) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put(key, value);
            return Collections.unmodifiableMap(map);
        }
    }
}
