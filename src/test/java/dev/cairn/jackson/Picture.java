package dev.cairn.jackson;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A value as text, with all objects to which it refers. Our collections and the JDK's look the same. Each object is shown once. */
final class Picture {
    private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();

    static String of(Object value) {
        return new Picture().draw(value);
    }

    private String draw(Object value) {
        return switch (value) {
            case null -> "null";
            case PVector<?> vector -> draw(vector.asList());
            case PSet<?> set -> draw(set.asSet());
            case PMap<?, ?> map -> draw(map.asMap());
            case LongVector vector -> draw(vector.asList());
            case IntVector vector -> draw(vector.asList());
            case DoubleVector vector -> draw(vector.asList());
            case Blob blob -> draw(blob.toByteArray());
            case Optional<?> optional -> "optional " + draw(optional.orElse(null));
            case Set<?> set -> "set" + drawAll(set).stream().sorted().toList();
            case Collection<?> list -> "list" + drawAll(list);
            case Map<?, ?> map -> drawEntries(map);
            default -> value.getClass().isArray() ? drawArray(value) : drawObject(value);
        };
    }

    private List<String> drawAll(Collection<?> elements) {
        List<String> all = new ArrayList<>();
        elements.forEach(element -> all.add(draw(element)));
        return all;
    }

    private String drawEntries(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(draw(key), value));
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + draw(entry.getValue()))
                .collect(Collectors.joining(", ", "map{", "}"));
    }

    private String drawArray(Object array) {
        return draw(IntStream.range(0, Array.getLength(array))
                .mapToObj(index -> Array.get(array, index))
                .toList());
    }

    private String drawObject(Object value) {
        Class<?> type = value.getClass();
        if (!type.getName().startsWith("jackson.")) {
            return type.getSimpleName() + " " + value;
        }
        Integer earlier = seen.putIfAbsent(value, seen.size());
        String name = type.getSimpleName() + "#" + seen.get(value);
        return earlier != null ? name : name + drawFields(value);
    }

    private String drawFields(Object value) {
        List<String> fields = new ArrayList<>();
        for (Class<?> type = value.getClass();
                type != Object.class && type != Record.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field.getName() + ": " + draw(valueOf(field, value)));
                }
            }
        }
        return fields.toString();
    }

    private static Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
