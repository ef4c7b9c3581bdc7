package dev.cairn.jackson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** First values of the fields of the classes that {@link DifferentialTest} compares, in collections of the JDK. */
public final class InJdk {
    private InJdk() {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> List<T> list(T... elements) {
        return new ArrayList<>(Arrays.asList(elements));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Set<T> set(T... elements) {
        return new TreeSet<>(Arrays.asList(elements));
    }

    public static <V> Map<String, V> map() {
        return new TreeMap<>();
    }

    public static <V> Map<String, V> map(String key, V value) {
        return new TreeMap<>(Map.of(key, value));
    }

    public static <V> Map<String, V> map(String key, V value, String other, V otherValue) {
        return new TreeMap<>(Map.of(key, value, other, otherValue));
    }

    public static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }

    public static long[] longs(long... elements) {
        return elements;
    }
}
