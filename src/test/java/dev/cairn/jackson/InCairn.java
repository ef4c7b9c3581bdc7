package dev.cairn.jackson;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import java.util.Arrays;
import java.util.Map;

/** First values of the fields of the classes that {@link DifferentialTest} compares, in our collections. */
public final class InCairn {
    private InCairn() {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> PVector<T> list(T... elements) {
        return PVector.<T>empty(Codec.object()).appendAll(Arrays.asList(elements));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> PSet<T> set(T... elements) {
        return PSet.<T>empty(Codec.object()).addAll(Arrays.asList(elements));
    }

    public static <V> PMap<String, V> map() {
        return PMap.empty(Codec.STRING, Codec.object());
    }

    public static <V> PMap<String, V> map(String key, V value) {
        return InCairn.<V>map().put(key, value);
    }

    public static <V> PMap<String, V> map(String key, V value, String other, V otherValue) {
        return InCairn.<V>map().putAll(Map.of(key, value, other, otherValue));
    }

    public static <V> PMap<String, V> with(PMap<String, V> map, String key, V value) {
        return map.put(key, value);
    }

    public static LongVector longs(long... elements) {
        return LongVector.of(elements);
    }
}
