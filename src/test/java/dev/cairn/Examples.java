package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
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

    static Object[] arguments(Method method, Store store) {
        Object element = element(method.getDeclaringClass().getName());
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == Class.class ? classFor(method) : argument(type, store, element))
                .toArray();
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
        all.put(Version.class, LongVector.empty());
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
        } else if (component == Object.class) {
            Array.set(array, 0, "x");
        }
        return array;
    }

    private static Map<Class<?>, Object> functions() {
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
}
