package dev.cairn.jackson;

import dev.cairn.LongLongMap;
import dev.cairn.LongMap;
import dev.cairn.PMap;
import java.util.function.Function;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.Converter;

/** Reads maps whose keys are longs, as maps whose keys are boxed. These are made of each other in O(1). */
record UnboxedMaps<V, M>(JavaType type, Function<PMap<Long, V>, M> maker) implements Converter<PMap<Long, V>, M> {
    static boolean areOf(JavaType type) {
        return type.hasRawClass(LongLongMap.class) || type.hasRawClass(LongMap.class);
    }

    /** The reader of such a type. */
    static ValueDeserializer<?> reader(JavaType type) {
        return type.hasRawClass(LongLongMap.class)
                ? new StdConvertingDeserializer<>(new UnboxedMaps<Long, LongLongMap>(type, LongLongMap::from))
                : new StdConvertingDeserializer<>(new UnboxedMaps<Object, LongMap<Object>>(type, LongMap::from));
    }

    @Override
    public M convert(DeserializationContext context, PMap<Long, V> map) {
        return maker.apply(map);
    }

    @Override
    public M convert(SerializationContext context, PMap<Long, V> map) {
        throw new UnsupportedOperationException("such maps are written by their views");
    }

    @Override
    public JavaType getInputType(TypeFactory factory) {
        JavaType longs = factory.constructType(Long.class);
        JavaType values = type.hasRawClass(LongLongMap.class) ? longs : type.containedTypeOrUnknown(0);
        return factory.constructParametricType(PMap.class, longs, values);
    }

    @Override
    public JavaType getOutputType(TypeFactory factory) {
        return type;
    }
}
