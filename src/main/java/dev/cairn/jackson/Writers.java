package dev.cairn.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.jdk.CollectionSerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.MapLikeType;

/** Finds the serializer of each collection. It uses Jackson's serializer of the JDK's collection of the same kind. */
final class Writers extends Serializers.Base {
    @Override
    public @Nullable ValueSerializer<?> findSerializer(
            SerializationConfig config,
            JavaType type,
            BeanDescription.Supplier description,
            JsonFormat.@Nullable Value format) {
        if (type.hasRawClass(LongVector.class)) {
            return new NumbersWriter<>(
                    LongVector.class, LongVector::size, (vector, out) -> vector.forEachLong(out::writeNumber));
        }
        if (type.hasRawClass(IntVector.class)) {
            return new NumbersWriter<>(
                    IntVector.class, IntVector::size, (vector, out) -> vector.forEachInt(out::writeNumber));
        }
        if (type.hasRawClass(DoubleVector.class)) {
            return new NumbersWriter<>(
                    DoubleVector.class, DoubleVector::size, (vector, out) -> vector.forEachDouble(out::writeNumber));
        }
        if (type.hasRawClass(Blob.class)) {
            return new BlobWriter();
        }
        return ContainerTypes.isContainer(type) ? new Late(ContainerTypes.asContainer(type)) : null;
    }

    @Override
    public @Nullable ValueSerializer<?> findCollectionLikeSerializer(
            SerializationConfig config,
            CollectionLikeType type,
            BeanDescription.Supplier description,
            JsonFormat.@Nullable Value format,
            @Nullable TypeSerializer elementTypes,
            @Nullable ValueSerializer<Object> elements) {
        if (!type.hasRawClass(PVector.class) && !type.hasRawClass(PSet.class)) {
            return null;
        }
        CollectionSerializer writer = new CollectionSerializer(
                type.getContentType(), isStatic(config, type, elementTypes), elementTypes, elements);
        return type.hasRawClass(PVector.class) ? ViewWriter.ofVectors(writer) : ViewWriter.ofSets(writer);
    }

    @Override
    public @Nullable ValueSerializer<?> findMapLikeSerializer(
            SerializationConfig config,
            MapLikeType type,
            BeanDescription.Supplier description,
            JsonFormat.@Nullable Value format,
            @Nullable ValueSerializer<Object> keys,
            @Nullable TypeSerializer valueTypes,
            @Nullable ValueSerializer<Object> values) {
        if (!type.hasRawClass(PMap.class)) {
            return null;
        }
        return ViewWriter.ofMaps(MapSerializer.construct(
                type, isStatic(config, type, valueTypes), valueTypes, keys, values, null, null, null));
    }

    /** Whether elements are written by their declared type instead of their classes, as Jackson decides for lists and maps. */
    private static boolean isStatic(SerializationConfig config, JavaType type, @Nullable TypeSerializer elementTypes) {
        boolean declared = type.useStaticType() && !type.getContentType().isJavaLangObject();
        return elementTypes == null && (declared || config.isEnabled(MapperFeature.USE_STATIC_TYPING));
    }

    /** Stands for the serializer of a type until Jackson gives the context in which to look for it. */
    private static final class Late extends StdSerializer<Object> {
        private final JavaType type;

        Late(JavaType type) {
            super(type);
            this.type = type;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
            return context.findPrimaryPropertySerializer(type, property);
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            throw new IllegalStateException("used before createContextual was called");
        }
    }
}
