package dev.cairn.jackson;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadCapability;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.MapLikeType;

/** Gives Jackson a {@link Sink} where it would make an empty collection. */
abstract class Sinks extends ValueInstantiator.Base {
    final Supplier<Store> store;
    private final @Nullable Codec<?> copying;

    /** {@code codec} keeps elements or values, of type {@code content}. */
    Sinks(JavaType type, Supplier<Store> store, JavaType content, Codec<?> codec) {
        super(type);
        this.store = store;
        // an object is bound to its id before its properties are read; a record is whole
        this.copying = codec == Codec.object() || content.isRecordType() ? null : codec;
    }

    /** A sink that begins with the elements of {@code before}, in its store, or empty if that is null. */
    abstract Sink sink(@Nullable Object before, DeserializationContext context);

    final Pending pending(Supplier<Object> build) {
        return new Pending(build, copying);
    }

    @Override
    public boolean canCreateUsingDefault() {
        return true;
    }

    @Override
    public Object createUsingDefault(DeserializationContext context) {
        return sink(null, context);
    }

    static final class OfVectors extends Sinks {
        private final Codec<@Nullable Object> codec;

        OfVectors(CollectionLikeType type, Supplier<Store> store, Codec<@Nullable Object> codec) {
            super(type, store, type.getContentType(), codec);
            this.codec = codec;
        }

        @Override
        @SuppressWarnings("unchecked")
        Sink sink(@Nullable Object before, DeserializationContext context) {
            PVector<@Nullable Object> first = before == null
                    ? PVector.empty(store.get(), codec)
                    : inCodec((PVector<@Nullable Object>) before);
            PVector.Builder<@Nullable Object> builder = first.toBuilder();
            return new Sink.OfElements(builder::append, builder::build, this::pending);
        }

        private PVector<@Nullable Object> inCodec(PVector<@Nullable Object> vector) {
            return vector.codec().equals(codec) ? vector : PVector.from(vector.store(), codec, vector);
        }
    }

    static final class OfSets extends Sinks {
        private final Codec<@Nullable Object> codec;

        OfSets(CollectionLikeType type, Supplier<Store> store, Codec<@Nullable Object> codec) {
            super(type, store, type.getContentType(), codec);
            this.codec = codec;
        }

        @Override
        @SuppressWarnings("unchecked")
        Sink sink(@Nullable Object before, DeserializationContext context) {
            PSet<@Nullable Object> first =
                    before == null ? PSet.empty(store.get(), codec) : inCodec((PSet<@Nullable Object>) before);
            PSet.Builder<@Nullable Object> builder = first.toBuilder();
            return new Sink.OfElements(builder::add, builder::build, this::pending);
        }

        private PSet<@Nullable Object> inCodec(PSet<@Nullable Object> set) {
            return set.codec().equals(codec) ? set : PSet.from(set.store(), codec, set);
        }
    }

    static final class OfMaps extends Sinks {
        private final Codec<@Nullable Object> keys;
        private final Codec<@Nullable Object> values;

        OfMaps(
                MapLikeType type,
                Supplier<Store> store,
                Codec<@Nullable Object> keys,
                Codec<@Nullable Object> values) {
            super(type, store, type.getContentType(), values);
            this.keys = keys;
            this.values = values;
        }

        @Override
        @SuppressWarnings("unchecked")
        Sink sink(@Nullable Object before, DeserializationContext context) {
            PMap<@Nullable Object, @Nullable Object> first = before == null
                    ? PMap.empty(store.get(), keys, values)
                    : inCodecs((PMap<@Nullable Object, @Nullable Object>) before);
            // formats such as XML may have a name twice, which Jackson makes a list of
            boolean repeated = context.isEnabled(StreamReadCapability.DUPLICATE_PROPERTIES);
            return new Sink.OfEntries(first.toBuilder(), repeated, this::pending);
        }

        private PMap<@Nullable Object, @Nullable Object> inCodecs(PMap<@Nullable Object, @Nullable Object> map) {
            return map.keyCodec().equals(keys) && map.valueCodec().equals(values)
                    ? map
                    : PMap.from(map.store(), keys, values, map.asMap());
        }
    }
}
