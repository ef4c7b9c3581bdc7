package dev.cairn.vavr;

import io.vavr.Tuple;
import io.vavr.collection.Iterator;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.collection.Traversable;
import io.vavr.control.Option;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.BaseStream;
import java.util.stream.Collector;

/** Makes values of java.util of the results of calls. They are equal if the results of our collection and of Vavr's are equal. */
final class Answers {
    /** The number of elements that are read of a result that may be endless. */
    private static final int MOST = 200;

    /** A result of a class, with its contents. */
    private record Answer(String kind, Object content) {}

    private Answers() {}

    /** {@code value}, with our classes under the names of Vavr's. */
    static Object of(Object value) {
        return switch (value) {
            case null -> null;
            case Spliterator<?> spliterator -> new Answer("Spliterator", all(Spliterators.iterator(spliterator)));
            case Set<?> set -> new Answer(kind(set), setOf(all(set.iterator())));
            case Map<?, ?> map -> new Answer(kind(map), setOf(all(map.iterator())));
            case Iterator<?> iterator -> new Answer("Iterator", all(iterator));
            case Option<?> option -> new Answer("Option", all(option.iterator()));
            case Traversable<?> traversable -> new Answer(kind(traversable), all(traversable.iterator()));
            case Tuple tuple -> new Answer("Tuple", all(tuple.toSeq().iterator()));
            default -> ofJava(value);
        };
    }

    private static Object ofJava(Object value) {
        return switch (value) {
            case java.util.Map<?, ?> map ->
                new Answer("java Map", setOf(all(map.entrySet().iterator())));
            case java.util.Map.Entry<?, ?> entry -> Arrays.asList(of(entry.getKey()), of(entry.getValue()));
            case java.util.Set<?> set -> new Answer("java Set", setOf(all(set.iterator())));
            case Collection<?> collection -> new Answer("java List", all(collection.iterator()));
            case java.util.Iterator<?> iterator -> new Answer("Iterator", all(iterator));
            case BaseStream<?, ?> stream -> new Answer("Stream", all(stream.iterator()));
            case Optional<?> optional -> new Answer("Optional", of(optional.orElse(null)));
            case CompletableFuture<?> future -> of(future.join());
            case Throwable failure -> failure.getClass();
            case Collector<?, ?, ?> _ -> "a collector";
            case Function<?, ?> _ -> "a function";
            case Enum<?> constant -> constant.name();
            case Class<?> type -> type.getName();
            case Samples.Named named -> Arrays.asList(named.name(), of(named.bytes()));
            default -> value.getClass().isArray() ? ofArray(value) : plain(value);
        };
    }

    /** Values of Vavr such as Try and Either are equal if their contents are, and their strings show the contents. */
    private static Object plain(Object value) {
        return value instanceof io.vavr.Value<?> && value.getClass().getName().startsWith("io.vavr.control")
                ? new Answer(value.getClass().getName(), all(((io.vavr.Value<?>) value).iterator()))
                : value;
    }

    /** An array is replaced by its number among the samples, since it is equal to no other array. */
    private static Object ofArray(Object array) {
        if (Samples.place(array) >= 0) {
            return "array " + Samples.place(array);
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(of(Array.get(array, i)));
        }
        return new Answer(array.getClass().getSimpleName(), elements);
    }

    private static String kind(Object collection) {
        String name = collection.getClass().getName().replace("dev.cairn.vavr.", "io.vavr.collection.");
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    private static List<Object> all(java.util.Iterator<?> iterator) {
        List<Object> all = new ArrayList<>();
        while (all.size() < MOST && iterator.hasNext()) {
            all.add(of(iterator.next()));
        }
        return all;
    }

    /** Elements without order, with their number, since a set has no element twice. */
    private static Object setOf(List<Object> elements) {
        return Arrays.asList(elements.size(), new java.util.HashSet<>(elements));
    }

    /** A number that is the same for equal results. */
    static int code(Object... values) {
        return Objects.hashCode(of(Arrays.asList(values)));
    }
}
