package dev.cairn.jackson;

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
import dev.cairn.codec.CodecException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedClass;

/** The codec for each declared type of elements. */
final class ElementCodecs {
    private static final Map<Class<?>, Codec<?>> BUILT_IN = Map.ofEntries(
            Map.entry(Boolean.class, Codec.BOOLEAN),
            Map.entry(Byte.class, Codec.BYTE),
            Map.entry(Short.class, Codec.SHORT),
            Map.entry(Character.class, Codec.CHAR),
            Map.entry(Integer.class, Codec.INT),
            Map.entry(Long.class, Codec.LONG),
            Map.entry(Float.class, Codec.FLOAT),
            Map.entry(Double.class, Codec.DOUBLE),
            Map.entry(String.class, Codec.STRING),
            Map.entry(byte[].class, Codec.BYTES),
            Map.entry(Blob.class, Blob.codec()),
            Map.entry(LongLongMap.class, LongLongMap.codec()),
            Map.entry(LongVector.class, LongVector.codec()),
            Map.entry(IntVector.class, IntVector.codec()),
            Map.entry(DoubleVector.class, DoubleVector.codec()));

    private static final int RECORDS_DEEP = 20;

    private final Map<Class<?>, Codec<?>> chosen;
    private final Map<JavaType, Codec<?>> made = new ConcurrentHashMap<>();

    ElementCodecs(Map<Class<?>, Codec<?>> chosen) {
        this.chosen = chosen;
    }

    ElementCodecs with(Class<?> type, Codec<?> codec) {
        Map<Class<?>, Codec<?>> more = new HashMap<>(chosen);
        more.put(type, codec);
        return new ElementCodecs(more);
    }

    /** The same codecs for another mapper, in which classes may have other annotations. */
    ElementCodecs forMapper() {
        return new ElementCodecs(chosen);
    }

    /** The codec of {@code type}, always the same one, typed for any object. Its values must be of {@code type}. */
    @SuppressWarnings("unchecked")
    Codec<@Nullable Object> of(JavaType type, DeserializationConfig config) {
        Codec<?> codec = made.get(type);
        if (codec == null) {
            Codec<?> fresh = make(type, config);
            Codec<?> earlier = made.putIfAbsent(type, fresh);
            codec = earlier == null ? fresh : earlier;
        }
        return (Codec<@Nullable Object>) codec;
    }

    private Codec<?> make(JavaType type, DeserializationConfig config) {
        Class<?> raw = type.getRawClass();
        Codec<?> known = chosen.getOrDefault(raw, BUILT_IN.get(raw));
        if (known != null) {
            return known;
        }
        if (raw == PVector.class) {
            return PVector.codec(of(type.getContentType(), config));
        }
        if (raw == PSet.class) {
            return PSet.codec(of(type.getContentType(), config));
        }
        if (raw == PMap.class) {
            return PMap.codec(of(type.getKeyType(), config), of(type.getContentType(), config));
        }
        if (raw == LongMap.class) {
            return LongMap.codec(of(type.containedTypeOrUnknown(0), config));
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        boolean isKept = raw.isRecord() && isFlat(raw, 0) && !hasIds(type, config, new HashSet<>());
        return isKept ? record(raw) : Codec.object();
    }

    /** Whether each component of a record of this class has a codec. */
    private static boolean isFlat(Class<?> record, int depth) {
        for (RecordComponent component : record.getRecordComponents()) {
            Class<?> type = component.getType();
            boolean isKnown = type.isPrimitive()
                    || type.isEnum()
                    || BUILT_IN.containsKey(type)
                    || (type.isRecord() && depth < RECORDS_DEEP && isFlat(type, depth + 1));
            if (!isKnown) {
                return false;
            }
        }
        return true;
    }

    /** Whether records of {@code type}, or records in them, have object ids, so that a copy is not the same object. */
    private static boolean hasIds(JavaType type, DeserializationConfig config, Set<Class<?>> seen) {
        Class<?> raw = type.getRawClass();
        if (!raw.isRecord() || !seen.add(raw)) {
            return false;
        }
        AnnotatedClass annotations = config.classIntrospectorInstance().introspectClassAnnotations(type);
        return config.getAnnotationIntrospector().findObjectIdInfo(config, annotations) != null
                || Arrays.stream(raw.getRecordComponents())
                        .anyMatch(component -> hasIds(config.constructType(component.getType()), config, seen));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum's class
    private static Codec<?> enumeration(Class<?> type) {
        return Codec.enumeration((Class) type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a record's class
    private static Codec<?> record(Class<?> type) {
        try {
            return Codec.record((Class) type);
        } catch (CodecException e) {
            return Codec.object();
        }
    }
}
