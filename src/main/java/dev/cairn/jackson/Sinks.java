package dev.cairn.jackson;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadCapability;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.MapLikeType;

/** Gives Jackson a {@link Sink} in the place of an empty collection. */
abstract class Sinks extends ValueInstantiator.Base {
    final Supplier<Store> store;
    private final JavaType content;

    Sinks(JavaType type, Supplier<Store> store) {
        super(type);
        this.store = store;
        this.content = type.getContentType();
    }

    /**
     * A sink that begins with the elements of {@code before}, with its codecs and in its store; an empty sink if {@code before} is null.
     */
    abstract Sink sink(@Nullable Object before, DeserializationContext context);

    /** Makes the {@link Pending} of a collection whose elements or values {@code codec} keeps. */
    final Function<Supplier<Object>, Pending> pending(Codec<?> codec) {
        // Jackson binds an object to its id before it reads its properties; a collection is complete then
        boolean whole = codec.equals(Codec.object()) || ContainerTypes.isContainer(content);
        return build -> new Pending(build, content.getRawClass(), whole ? null : codec);
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
            super(type, store);
            this.codec = codec;
        }

        @Override
        @SuppressWarnings("unchecked")
        Sink sink(@Nullable Object before, DeserializationContext context) {
            PVector<@Nullable Object> first = (PVector<@Nullable Object>) before;
            if (first == null || first.isEmpty()) {
                first = PVector.empty(first == null ? store.get() : first.store(), codec);
            }
            PVector.Builder<@Nullable Object> builder = first.toBuilder();
            return new Sink.OfElements(builder::append, builder::build, pending(first.codec()));
        }
    }

    static final class OfSets extends Sinks {
        private final Codec<@Nullable Object> codec;

        OfSets(CollectionLikeType type, Supplier<Store> store, Codec<@Nullable Object> codec) {
            super(type, store);
            this.codec = codec;
        }

        @Override
        @SuppressWarnings("unchecked")
        Sink sink(@Nullable Object before, DeserializationContext context) {
            PSet<@Nullable Object> first = (PSet<@Nullable Object>) before;
            if (first == null || first.isEmpty()) {
                first = PSet.empty(first == null ? store.get() : first.store(), codec);
            }
            PSet.Builder<@Nullable Object> builder = first.toBuilder();
            return new Sink.OfElements(builder::add, builder::build, pending(first.codec()));
        }
    }

    static final class OfMaps extends Sinks {
        private final Codec<@Nullable Object> keys;
        private final Codec<@Nullable Object> values;

        OfMaps(MapLikeType type, Supplier<Store> store, Codec<@Nullable Object> keys, Codec<@Nullable Object> values) {
            super(type, store);
            this.keys = keys;
            this.values = values;
        }

        @Override
        @SuppressWarnings("unchecked")
        Sink sink(@Nullable Object before, DeserializationContext context) {
            PMap<@Nullable Object, @Nullable Object> first = (PMap<@Nullable Object, @Nullable Object>) before;
            if (first == null || first.isEmpty()) {
                first = PMap.empty(first == null ? store.get() : first.store(), keys, values);
            }
            // in formats such as XML a name may come twice, and Jackson makes a list of its values
            boolean repeated = context.isEnabled(StreamReadCapability.DUPLICATE_PROPERTIES);
            return new Sink.OfEntries(first.toBuilder(), repeated, pending(first.valueCodec()));
        }
    }
}
