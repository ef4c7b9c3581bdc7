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
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.SlotCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of the collections of stores. Where a codec says the type of the elements, they have no tags. */
final class CollectionForms {
    static final Form LONGS = new Form.OfClass<>(LongVector.class) {
        @Override
        void put(FormatWriter out, LongVector value) {
            Contents.write(out, value, value.size(), Scalars.LONG);
        }

        @Override
        LongVector take(FormatReader in, FormatType next) {
            LongVector.Builder builder = LongVector.builder(in.options().store());
            Contents.read(in, next, Scalars.LONG, element -> builder.append((Long) element));
            return builder.build();
        }
    };

    static final Form INTS = new Form.OfClass<>(IntVector.class) {
        @Override
        void put(FormatWriter out, IntVector value) {
            Contents.write(out, value, value.size(), Scalars.INT);
        }

        @Override
        IntVector take(FormatReader in, FormatType next) {
            IntVector.Builder builder = IntVector.builder(in.options().store());
            Contents.read(in, next, Scalars.INT, element -> builder.append((Integer) element));
            return builder.build();
        }
    };

    static final Form DOUBLES = new Form.OfClass<>(DoubleVector.class) {
        @Override
        void put(FormatWriter out, DoubleVector value) {
            Contents.write(out, value, value.size(), Scalars.DOUBLE);
        }

        @Override
        DoubleVector take(FormatReader in, FormatType next) {
            DoubleVector.Builder builder = DoubleVector.builder(in.options().store());
            Contents.read(in, next, Scalars.DOUBLE, element -> builder.append((Double) element));
            return builder.build();
        }
    };

    static final Form LONG_LONG_MAP = longLongMap();

    /** A vector after its codec. */
    static final Form VECTOR_WITH_CODEC = new WithCodecs(CodecNames.VECTOR, 1);

    /** A set after its codec. */
    static final Form SET_WITH_CODEC = new WithCodecs(CodecNames.SET, 1);

    /** A map after its codecs. */
    static final Form MAP_WITH_CODECS = new WithCodecs(CodecNames.MAP, 2);

    /** A map from longs after the codec of its values. */
    static final Form LONG_MAP_WITH_CODEC = new WithCodecs(CodecNames.LONG_MAP, 1);

    /** The forms of what codecs without parts keep, by the names of the codecs. */
    private static final Map<String, Form> ELEMENTS = Map.ofEntries(
            element(Codec.BOOLEAN, Scalars.BOOLEAN),
            element(Codec.BYTE, Scalars.BYTE),
            element(Codec.SHORT, Scalars.SHORT),
            element(Codec.CHAR, Scalars.CHAR),
            element(Codec.INT, Scalars.INT),
            element(Codec.LONG, Scalars.LONG),
            element(Codec.FLOAT, Scalars.FLOAT),
            element(Codec.DOUBLE, Scalars.DOUBLE),
            element(Codec.STRING, Scalars.TEXT),
            element(Codec.BYTES, Scalars.OCTETS),
            element(Codec.any(), Form.ANY),
            element(Codec.standard(), Form.ANY),
            element(Codec.sameArrays(), Form.ANY),
            element(Blob.codec(), Scalars.BLOB),
            element(LongLongMap.codec(), LONG_LONG_MAP),
            element(LongVector.codec(), LONGS),
            element(IntVector.codec(), INTS),
            element(DoubleVector.codec(), DOUBLES));

    private CollectionForms() {}

    /** A map from longs to longs, as any map of these codecs. */
    private static Form longLongMap() {
        Form entries = new OfMap<>(Codec.LONG, Codec.LONG);
        return new Form.OfClass<>(LongLongMap.class) {
            @Override
            void put(FormatWriter out, LongLongMap value) {
                entries.write(out, value.toPMap());
            }

            @Override
            @SuppressWarnings("unchecked") // of these codecs
            LongLongMap take(FormatReader in, FormatType next) {
                return LongLongMap.from((PMap<Long, Long>) Objects.requireNonNull(entries.read(in, next)));
            }
        };
    }

    private static Map.Entry<String, Form> element(Codec<?> codec, Form form) {
        return Map.entry(CodecParts.of(codec).kind(), form);
    }

    /** The form of the values that {@code codec} keeps. Messages have a name for the codec. */
    private static Form elements(Codec<?> codec) {
        CodecParts inside = CodecParts.of(codec);
        Form form = ELEMENTS.get(inside.kind());
        if (form != null) {
            return form;
        }
        List<?> parts = inside.parts();
        return parts.getFirst() instanceof Class<?> type
                ? new NamedForm(type)
                : collection(
                        inside.kind(),
                        parts.stream().<Codec<?>>map(Codec.class::cast).toList());
    }

    /** The form of collections with these codecs. */
    private static Form collection(String kind, List<Codec<?>> codecs) {
        return switch (kind) {
            case CodecNames.VECTOR -> new OfVector<>(codecs.getFirst());
            case CodecNames.SET -> new OfSet<>(codecs.getFirst());
            case CodecNames.MAP -> new OfMap<>(codecs.getFirst(), codecs.getLast());
            case CodecNames.LONG_MAP -> new OfLongMap<>(new OfMap<>(Codec.LONG, codecs.getFirst()));
            default -> throw new IllegalArgumentException("no collection: " + kind);
        };
    }

    /** A collection after its codecs. */
    private record WithCodecs(String kind, int codecs) implements Form {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            List<Codec<?>> parts = codecs(value);
            out.beginArray(codecs + 1);
            for (Codec<?> part : parts) {
                CodecNames.write(out, part);
            }
            collection(kind, parts).write(out, value);
            out.end();
        }

        private static List<Codec<?>> codecs(@Nullable Object collection) {
            return switch (collection) {
                case PVector<?> vector -> List.of(vector.codec());
                case PSet<?> set -> List.of(set.codec());
                case PMap<?, ?> map -> List.of(map.keyCodec(), map.valueCodec());
                case LongMap<?> map -> List.of(map.valueCodec());
                case null, default -> throw new IllegalArgumentException("no collection with codecs: " + collection);
            };
        }

        @Override
        public @Nullable Object read(FormatReader in, FormatType next) {
            in.begin(next, codecs + 1);
            List<Codec<?>> parts = new ArrayList<>();
            for (int i = 0; i < codecs; i++) {
                parts.add(CodecNames.read(in));
            }
            Object value = collection(kind, parts).read(in);
            in.end();
            return value;
        }
    }

    /** Vectors with one codec: arrays of their elements. */
    private record OfVector<T extends @Nullable Object>(Codec<T> codec) implements Form {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            PVector<?> vector = (PVector<?>) Objects.requireNonNull(value);
            Contents.write(out, vector, vector.size(), elements(codec));
        }

        @Override
        @SuppressWarnings("unchecked") // the form of the elements reads only what the codec keeps
        public Object read(FormatReader in, FormatType next) {
            Contents.requireShape(in, SlotCodec.of(codec).shape());
            PVector.Builder<T> builder = PVector.builder(in.options().store(), codec);
            Contents.read(in, next, elements(codec), element -> builder.append((T) element));
            return builder.build();
        }
    }

    /** Sets with one codec: arrays of their elements. */
    private record OfSet<T extends @Nullable Object>(Codec<T> codec) implements Form {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            PSet<?> set = (PSet<?>) Objects.requireNonNull(value);
            Contents.write(out, set, set.size(), elements(codec));
        }

        @Override
        @SuppressWarnings("unchecked") // the form of the elements reads only what the codec keeps
        public Object read(FormatReader in, FormatType next) {
            long count = in.size();
            Contents.requireShape(in, SlotCodec.of(codec).shape());
            PSet.Builder<T> builder = PSet.builder(in.options().store(), codec);
            Contents.read(in, next, elements(codec), element -> builder.add((T) element));
            PSet<T> set = builder.build();
            if (set.size() != count) {
                throw in.fault(count + " elements of a set, of which " + set.size() + " differ");
            }
            return set;
        }
    }

    /** Maps with two codecs: records if all keys are texts, else arrays of keys and values in turn. */
    private record OfMap<K extends @Nullable Object, V extends @Nullable Object>(Codec<K> keys, Codec<V> values)
            implements Form {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            PMap<?, ?> map = (PMap<?, ?>) Objects.requireNonNull(value);
            Form keyForm = elements(keys);
            Form valueForm = elements(values);
            if (keyForm.equals(Scalars.TEXT) && areTexts(out, map)) {
                out.beginRecord(map.size());
            } else {
                out.beginArray(2L * map.size());
            }
            for (Map.Entry<?, ?> entry : map) {
                keyForm.write(out, entry.getKey());
                valueForm.write(out, entry.getValue());
            }
            out.end();
        }

        private static boolean areTexts(FormatWriter out, PMap<?, ?> map) {
            for (Object key : map.keys()) {
                if (!out.isText((String) key)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // the forms of keys and values read only what the codecs keep
        public Object read(FormatReader in, FormatType next) {
            long count = next == FormatType.ARRAY ? in.size() / 2 : in.size();
            Contents.requireShape(
                    in, SlotCodec.of(keys).shape().and(SlotCodec.of(values).shape()));
            PMap.Builder<K, V> builder = PMap.builder(in.options().store(), keys, values);
            Contents.readEntries(
                    in,
                    next,
                    elements(keys),
                    elements(values),
                    key -> false,
                    (key, value) -> builder.put((K) key, (V) value));
            PMap<K, V> map = builder.build();
            if (map.size() != count) {
                throw in.fault(count + " entries of a map, of which " + map.size() + " have other keys");
            }
            return map;
        }
    }

    /** Maps from longs: as maps with boxed keys. */
    private record OfLongMap<V extends @Nullable Object>(OfMap<Long, V> entries) implements Form {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            entries.write(out, ((LongMap<?>) Objects.requireNonNull(value)).toPMap());
        }

        @Override
        @SuppressWarnings("unchecked") // of these codecs
        public Object read(FormatReader in, FormatType next) {
            return LongMap.from((PMap<Long, V>) entries.read(in, next));
        }
    }
}
