package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** An argument for every type of parameter in the public API. */
final class Examples {
    record Point(int x) {}

    enum Colour {
        RED
    }

    private static final class LongEncoding implements Encoding<Long> {
        @Override
        public int width() {
            return Long.BYTES;
        }

        @Override
        public void encode(Long value, SlotWriter out) {
            out.putLong(0, value);
        }

        @Override
        public Long decode(SlotReader in) {
            return in.getLong(0);
        }
    }

    private Examples() {}

    /** A vector of each type. */
    static List<Version> vectors(Store store, int size, boolean waiting) {
        LongVector longs = LongVector.from(store, LongStream.range(0, size));
        IntVector ints = IntVector.from(store, IntStream.range(0, size));
        DoubleVector doubles =
                DoubleVector.from(store, DoubleStream.iterate(0, d -> d + 1).limit(size));
        PVector<String> texts =
                PVector.from(store, Codec.STRING, Stream.generate(() -> "text").limit(size));
        return waiting
                ? List.of(longs.update(1, 2), ints.update(1, 2), doubles.update(1, 2), texts.update(1, "x"))
                : List.of(longs, ints, doubles, texts);
    }

    /** A version of each type. */
    static List<Version> versions(Store store, int size, boolean waiting) {
        List<Version> versions = new ArrayList<>(vectors(store, size, waiting));
        PSet<String> texts = PSet.from(
                store, Codec.STRING, Stream.iterate("x", text -> text + "x").limit(size));
        versions.add(texts);
        versions.add(PMap.builder(store, Codec.STRING, Codec.STRING)
                .putAll(texts.stream().collect(Collectors.toMap(text -> text, text -> text)))
                .build());
        long[] numbers = LongStream.range(0, size).toArray();
        versions.add(LongLongMap.from(store, numbers, numbers));
        versions.add(LongStream.range(0, size)
                .boxed()
                .collect(LongMap.collector(store, Codec.STRING, n -> n, n -> "n" + n)));
        return versions;
    }

    static Object[] arguments(Method method, Store store) {
        Object element = element(method.getDeclaringClass().getName());
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == Class.class ? classFor(method) : argument(type, store, element))
                .map(argument -> takesEntries(method) ? List.of(Map.entry("x", "x")) : argument)
                .toArray();
    }

    private static boolean takesEntries(Method method) {
        return method.getName().equals("putAll") && method.getParameterTypes()[0] == Iterable.class;
    }

    private static Object element(String type) {
        return type.startsWith("dev.cairn.Long")
                ? 1L
                : type.startsWith("dev.cairn.Int") ? (Object) 1 : type.startsWith("dev.cairn.Double") ? 1.0 : "x";
    }

    private static Class<?> classFor(Method method) {
        return method.getName().equals("enumeration") ? Colour.class : Point.class;
    }

    private static Object argument(Class<?> type, Store store, Object element) {
        Map<Class<?>, Object> all = new HashMap<>(functions());
        all.put(Store.class, store);
        all.put(StoreOptions.class, StoreOptions.defaults());
        all.put(int.class, 0);
        all.put(long.class, 1L << 20);
        all.put(double.class, 0.0);
        all.put(Object.class, "x");
        all.put(Iterable.class, List.of(element));
        all.put(Stream.class, Stream.of());
        all.put(LongStream.class, LongStream.of(1));
        all.put(IntStream.class, IntStream.of(1));
        all.put(DoubleStream.class, DoubleStream.of(1));
        all.put(Codec.class, Codec.STRING);
        all.put(Geometry.class, Geometry.tiny());
        all.put(Counting.class, Counting.PLAIN);
        all.put(Checking.class, Checking.OFF);
        all.put(Encoding.class, new LongEncoding());
        all.put(String.class, "RED");
        all.put(Path.class, Path.of("no-such-directory", "file"));
        all.put(Duration.class, Duration.ofSeconds(1));
        all.put(Version.class, LongVector.empty());
        all.put(AbstractVector.class, LongVector.of(1));
        all.put(VectorChanges.class, LongVector.empty().changesTo(LongVector.empty()));
        all.put(Map.class, Map.of("x", "x"));
        all.put(PMap.class, PMap.empty(Codec.STRING, Codec.STRING));
        all.put(MapChanges.class, new MapChanges<>(Map.of(), Map.of(), Map.of()));
        all.put(PMap.Resolver.class, (PMap.Resolver<Object, Object>) (key, base, ours, theirs) -> ours);
        all.put(LongKeyed.class, LongLongMap.of(1, 2));
        all.put(LongLongMap.class, LongLongMap.of(1, 2));
        all.put(LongMap.class, LongMap.empty(Codec.STRING).put(1, "x"));
        all.put(LongLongMap.EntryConsumer.class, (LongLongMap.EntryConsumer) (key, value) -> {});
        all.put(LongLongMap.EntryPredicate.class, (LongLongMap.EntryPredicate) (key, value) -> true);
        all.put(LongMap.EntryConsumer.class, (LongMap.EntryConsumer<Object>) (key, value) -> {});
        all.put(LongMap.EntryPredicate.class, (LongMap.EntryPredicate<Object>) (key, value) -> true);
        all.put(PSet.class, PSet.empty(Codec.STRING));
        all.put(SetChanges.class, new SetChanges<>(Set.of(), Set.of()));
        all.put(LongVector.class, LongVector.of(1));
        all.put(IntVector.class, IntVector.of(1));
        all.put(DoubleVector.class, DoubleVector.of(1));
        if (type.isArray()) {
            return array(type.getComponentType());
        }
        Object argument = all.get(type);
        if (argument == null) {
            throw new AssertionError("no example of a " + type);
        }
        return argument;
    }

    private static Object array(Class<?> component) {
        Object array = Array.newInstance(component, 1);
        if (component == Codec.class) {
            Array.set(array, 0, Codec.INT);
        } else if (component == Map.Entry.class) {
            Array.set(array, 0, Map.entry("x", "x"));
        } else if (component == Object.class) {
            Array.set(array, 0, "x");
        }
        return array;
    }

    private static Map<Class<?>, Object> functions() {
        Map<Class<?>, Object> all = new HashMap<>(functionsOfOne());
        all.putAll(functionsOfNumbers());
        all.put(ToLongFunction.class, (ToLongFunction<Object>) e -> 1);
        all.put(ToIntFunction.class, (ToIntFunction<Object>) e -> 1);
        all.put(ToDoubleFunction.class, (ToDoubleFunction<Object>) e -> 1);
        all.put(Comparator.class, (Comparator<Object>) (_, _) -> 0);
        all.put(BiConsumer.class, (BiConsumer<Object, Object>) (a, b) -> {});
        all.put(BiFunction.class, (BiFunction<Object, Object, Object>) (a, b) -> a);
        all.put(BiPredicate.class, (BiPredicate<Object, Object>) (a, b) -> true);
        all.put(Predicate.class, (Predicate<Object>) e -> true);
        all.put(UnaryOperator.class, (UnaryOperator<Object>) e -> e);
        return all;
    }

    private static Map<Class<?>, Object> functionsOfOne() {
        return Map.of(
                Consumer.class, (Consumer<Object>) e -> {},
                LongConsumer.class, (LongConsumer) e -> {},
                IntConsumer.class, (IntConsumer) e -> {},
                DoubleConsumer.class, (DoubleConsumer) e -> {},
                BinaryOperator.class, (BinaryOperator<Object>) (a, b) -> a,
                LongBinaryOperator.class, (LongBinaryOperator) Long::sum,
                IntBinaryOperator.class, (IntBinaryOperator) Integer::sum,
                DoubleBinaryOperator.class, (DoubleBinaryOperator) Double::sum,
                Function.class, (Function<Object, Object>) e -> e);
    }

    private static Map<Class<?>, Object> functionsOfNumbers() {
        return Map.ofEntries(
                Map.entry(LongFunction.class, (LongFunction<Object>) e -> e),
                Map.entry(LongPredicate.class, (LongPredicate) e -> true),
                Map.entry(LongUnaryOperator.class, (LongUnaryOperator) e -> e),
                Map.entry(LongToIntFunction.class, (LongToIntFunction) e -> 1),
                Map.entry(LongToDoubleFunction.class, (LongToDoubleFunction) e -> 1),
                Map.entry(IntFunction.class, (IntFunction<Object>) e -> e),
                Map.entry(IntPredicate.class, (IntPredicate) e -> true),
                Map.entry(IntUnaryOperator.class, (IntUnaryOperator) e -> e),
                Map.entry(IntToLongFunction.class, (IntToLongFunction) e -> 1),
                Map.entry(IntToDoubleFunction.class, (IntToDoubleFunction) e -> 1),
                Map.entry(DoubleFunction.class, (DoubleFunction<Object>) e -> e),
                Map.entry(DoublePredicate.class, (DoublePredicate) e -> true),
                Map.entry(DoubleUnaryOperator.class, (DoubleUnaryOperator) e -> e),
                Map.entry(DoubleToIntFunction.class, (DoubleToIntFunction) e -> 1),
                Map.entry(DoubleToLongFunction.class, (DoubleToLongFunction) e -> 1));
    }
}
