package dev.cairn.jackson;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.jdk.CollectionDeserializer;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.MapLikeType;

/** Reads each collection by what Jackson has for the collection of the JDK that looks like it. */
final class Readers extends Deserializers.Base {
    private static final Set<Class<?>> COLLECTIONS = Set.of(
            LongVector.class, IntVector.class, DoubleVector.class, PVector.class, PSet.class, PMap.class, Blob.class);

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
            return reader(config.constructType(long[].class), longs -> LongVector.from(store.get(), (long[]) longs));
        }
        if (type.hasRawClass(IntVector.class)) {
            return reader(config.constructType(int[].class), ints -> IntVector.from(store.get(), (int[]) ints));
        }
        if (type.hasRawClass(DoubleVector.class)) {
            return reader(
                    config.constructType(double[].class),
                    doubles -> DoubleVector.from(store.get(), (double[]) doubles));
        }
        if (type.hasRawClass(Blob.class)) {
            return reader(config.constructType(byte[].class), bytes -> Blob.from(store.get(), (byte[]) bytes));
        }
        return ContainerTypes.isContainer(type) ? reader(ContainerTypes.asContainer(type), read -> read) : null;
    }

    /** Reads what Jackson has a reader for, and makes of it what {@code finish} does. */
    private static ValueDeserializer<?> reader(JavaType source, Function<Object, Object> finish) {
        return new FinishingDeserializer(source, null, finish);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable ValueDeserializer<?> findCollectionLikeDeserializer(
            CollectionLikeType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            @Nullable TypeDeserializer elementTypes,
            @Nullable ValueDeserializer<?> elements) {
        Supplier<Sink> sinks;
        if (type.hasRawClass(PVector.class)) {
            sinks = () -> vectorSink(codecs.of(type.getContentType()));
        } else if (type.hasRawClass(PSet.class)) {
            sinks = () -> setSink(codecs.of(type.getContentType()));
        } else {
            return null;
        }
        return new FinishingDeserializer(
                type,
                new CollectionDeserializer(
                        type,
                        (ValueDeserializer<Object>) elements,
                        elementTypes,
                        new Sinks(type, sinks),
                        description.getClassInfo()),
                sink -> ((Sink) sink).build());
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
        Supplier<Sink> sinks = () -> new Sink.OfEntries(
                PMap.builder(store.get(), codecs.of(type.getKeyType()), codecs.of(type.getContentType())));
        return new FinishingDeserializer(
                type,
                new MapDeserializer(type, new Sinks(type, sinks), keys, (ValueDeserializer<Object>) values, valueTypes),
                sink -> ((Sink) sink).build());
    }

    private Sink vectorSink(Codec<@Nullable Object> codec) {
        PVector.Builder<@Nullable Object> builder = PVector.builder(store.get(), codec);
        return new Sink.OfElements(builder::append, builder::build);
    }

    private Sink setSink(Codec<@Nullable Object> codec) {
        PSet.Builder<@Nullable Object> builder = PSet.builder(store.get(), codec);
        return new Sink.OfElements(builder::add, builder::build);
    }

    /** Gives Jackson a sink where it would make an empty collection. */
    private static final class Sinks extends ValueInstantiator.Base {
        private final Supplier<Sink> sinks;

        Sinks(JavaType type, Supplier<Sink> sinks) {
            super(type);
            this.sinks = sinks;
        }

        @Override
        public boolean canCreateUsingDefault() {
            return true;
        }

        @Override
        public Object createUsingDefault(DeserializationContext context) {
            return sinks.get();
        }
    }
}
