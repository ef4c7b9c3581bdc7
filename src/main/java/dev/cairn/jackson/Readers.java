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
import dev.cairn.Store;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.MapLikeType;

/** Finds the reader of each collection. It uses Jackson's reader of the JDK's collection of the same kind. */
final class Readers extends Deserializers.Base {
    private static final Set<Class<?>> COLLECTIONS = Set.of(
            LongVector.class,
            IntVector.class,
            DoubleVector.class,
            PVector.class,
            PSet.class,
            PMap.class,
            LongLongMap.class,
            LongMap.class,
            Blob.class);

    private final Supplier<Store> store;
    private final ElementCodecs codecs;

    Readers(Supplier<Store> store, ElementCodecs codecs) {
        this.store = store;
        this.codecs = codecs;
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
        return COLLECTIONS.contains(type);
    }

    @Override
    public @Nullable ValueDeserializer<?> findBeanDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
        if (type.hasRawClass(LongVector.class)) {
            return new ArrayReader<>(
                    long[].class, LongVector.class, longs -> LongVector.from(store.get(), longs), LongVector::concat);
        }
        if (type.hasRawClass(IntVector.class)) {
            return new ArrayReader<>(
                    int[].class, IntVector.class, ints -> IntVector.from(store.get(), ints), IntVector::concat);
        }
        if (type.hasRawClass(DoubleVector.class)) {
            return new ArrayReader<>(
                    double[].class,
                    DoubleVector.class,
                    doubles -> DoubleVector.from(store.get(), doubles),
                    DoubleVector::concat);
        }
        if (type.hasRawClass(Blob.class)) {
            return new ArrayReader<>(byte[].class, Blob.class, bytes -> Blob.from(store.get(), bytes), Blob::concat);
        }
        if (UnboxedMaps.areOf(type)) {
            return UnboxedMaps.reader(type);
        }
        return ContainerTypes.isContainer(type) ? new Late(ContainerTypes.asContainer(type)) : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable ValueDeserializer<?> findCollectionLikeDeserializer(
            CollectionLikeType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            @Nullable TypeDeserializer elementTypes,
            @Nullable ValueDeserializer<?> elements) {
        Sinks sinks;
        if (type.hasRawClass(PVector.class)) {
            sinks = new Sinks.OfVectors(type, store, codecs.of(type.getContentType(), config));
        } else if (type.hasRawClass(PSet.class)) {
            sinks = new Sinks.OfSets(type, store, codecs.of(type.getContentType(), config));
        } else {
            return null;
        }
        return new ContainerReader(
                type,
                new ElementsFiller(
                        type, (ValueDeserializer<Object>) elements, elementTypes, sinks, description.getClassInfo()),
                sinks);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable ValueDeserializer<?> findMapLikeDeserializer(
            MapLikeType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            @Nullable KeyDeserializer keys,
            @Nullable TypeDeserializer valueTypes,
            @Nullable ValueDeserializer<?> values) {
        if (!type.hasRawClass(PMap.class)) {
            return null;
        }
        Sinks sinks = new Sinks.OfMaps(
                type, store, codecs.of(type.getKeyType(), config), codecs.of(type.getContentType(), config));
        return new ContainerReader(
                type, new EntriesFiller(type, sinks, keys, (ValueDeserializer<Object>) values, valueTypes), sinks);
    }

    /** Stands for the reader of a type until Jackson gives the context in which to look for it. */
    private static final class Late extends StdDeserializer<Object> {
        private final JavaType type;

        Late(JavaType type) {
            super(type);
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return context.findContextualValueDeserializer(type, property);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            throw new IllegalStateException("used before createContextual was called");
        }

        @Override
        public boolean isCachable() {
            return true;
        }
    }
}
