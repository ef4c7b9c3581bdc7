package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cairn.codec.Codec;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All ways to make a vector, and all ways to take it in at once. */
@Tag("beside")
@net.jqwik.api.Tag("beside")
class FactoriesTest extends StoreTest {
    @Property
    void longs(@ForAll Setting setting, @ForAll @Size(max = 300) long[] elements) {
        Store store = stores.shared(setting);
        LongVector longs = LongVector.of(store, elements);
        assertEquals(longs, LongVector.from(store, LongStream.of(elements)));
        assertEquals(
                longs, LongVector.from(store, LongStream.of(elements).boxed().toList()));
        assertEquals(longs, LongStream.of(elements).boxed().collect(LongVector.collector(store)));
        assertEquals(longs, LongVector.builder(store).appendAll(elements).build());
        assertEquals(longs, LongVector.empty(store).appendAll(longs));
        assertEquals(longs, LongVector.empty(store).toBuilder().appendAll(longs).build());
        assertArrayEquals(elements, longs.toArray());
        assertArrayEquals(elements, longs.stream().toArray());
        assertEquals(LongStream.of(elements).sum(), longs.sum());
        assertEquals(longs.sum(), longs.stream().parallel().sum());
        assertEquals(longs.sum(), longs.reduce(0, Long::sum));
        assertArrayEquals(
                elements,
                longs.chunks()
                        .flatMapToLong(s -> LongStream.of(s.toArray(ValueLayout.JAVA_LONG)))
                        .toArray());
        List<Long> seen = new ArrayList<>();
        longs.forEachLong(seen::add);
        assertEquals(LongStream.of(elements).boxed().toList(), seen);
    }

    @Property
    void ints(@ForAll Setting setting, @ForAll @Size(max = 300) int[] elements) {
        Store store = stores.shared(setting);
        IntVector ints = IntVector.of(store, elements);
        assertEquals(ints, IntVector.from(store, IntStream.of(elements)));
        assertEquals(ints, IntVector.from(store, IntStream.of(elements).boxed().toList()));
        assertEquals(ints, IntStream.of(elements).boxed().collect(IntVector.collector(store)));
        assertEquals(ints, IntVector.builder(store).appendAll(elements).build());
        assertEquals(ints, IntVector.empty(store).appendAll(ints));
        assertArrayEquals(elements, ints.toArray());
        assertArrayEquals(elements, ints.stream().toArray());
        assertEquals(IntStream.of(elements).asLongStream().sum(), ints.sum());
        assertEquals(IntStream.of(elements).sum(), ints.reduce(0, Integer::sum));
        assertArrayEquals(
                elements,
                ints.chunks()
                        .flatMapToInt(s -> IntStream.of(s.toArray(ValueLayout.JAVA_INT)))
                        .toArray());
        List<Integer> seen = new ArrayList<>();
        ints.forEachInt(seen::add);
        assertEquals(IntStream.of(elements).boxed().toList(), seen);
    }

    @Property
    void doubles(@ForAll Setting setting, @ForAll @Size(max = 300) double[] elements) {
        Store store = stores.shared(setting);
        DoubleVector doubles = DoubleVector.of(store, elements);
        assertEquals(doubles, DoubleVector.from(store, DoubleStream.of(elements)));
        assertEquals(
                doubles,
                DoubleVector.from(store, DoubleStream.of(elements).boxed().toList()));
        assertEquals(doubles, DoubleStream.of(elements).boxed().collect(DoubleVector.collector(store)));
        assertEquals(doubles, DoubleVector.builder(store).appendAll(elements).build());
        assertEquals(doubles, DoubleVector.empty(store).appendAll(doubles));
        assertArrayEquals(elements, doubles.toArray());
        assertArrayEquals(elements, doubles.stream().toArray());
        assertEquals(DoubleStream.of(elements).reduce(0, Double::sum), doubles.reduce(0, Double::sum));
        assertArrayEquals(
                elements,
                doubles.chunks()
                        .flatMapToDouble(s -> DoubleStream.of(s.toArray(ValueLayout.JAVA_DOUBLE)))
                        .toArray());
        List<Double> seen = new ArrayList<>();
        doubles.forEachDouble(seen::add);
        assertEquals(DoubleStream.of(elements).boxed().toList(), seen);
    }

    @Property
    void texts(@ForAll Setting setting, @ForAll @Size(max = 100) List<String> elements) {
        Store store = stores.shared(setting);
        PVector<String> texts = PVector.from(store, Codec.STRING, elements);
        assertEquals(texts, PVector.of(store, Codec.STRING, elements.toArray(String[]::new)));
        assertEquals(texts, PVector.from(store, Codec.STRING, elements.stream()));
        assertEquals(texts, elements.parallelStream().collect(PVector.collector(store, Codec.STRING)));
        assertEquals(
                texts, PVector.builder(store, Codec.STRING).appendAll(texts).build());
        assertEquals(texts, PVector.empty(store, Codec.STRING).appendAll(texts));
        assertEquals(texts, PVector.from(store, Codec.any(), elements), "whatever the codec");
        assertEquals(elements, texts.stream().toList());
        assertEquals(String.join("", elements), texts.reduce("", String::concat));
        assertSame(Codec.STRING, texts.codec());
    }

    @Test
    void theStandardStoreServesWhereNoneIsGiven() {
        long[] longs = {1, 2};
        assertEquals(LongVector.of(longs), LongVector.from(longs).append(3).removeLast());
        assertEquals(
                LongVector.from(LongStream.of(longs)),
                LongVector.builder().append(1).append(2).build());
        assertEquals(IntVector.of(1, 2), IntVector.from(IntStream.of(1, 2)));
        assertEquals(IntVector.from(new int[] {1}), IntVector.empty().append(1));
        assertEquals(IntVector.of(1), IntVector.builder().append(1).build());
        assertEquals(DoubleVector.of(1, 2), DoubleVector.from(DoubleStream.of(1, 2)));
        assertEquals(DoubleVector.from(new double[] {1}), DoubleVector.empty().append(1));
        assertEquals(DoubleVector.of(1), DoubleVector.builder().append(1).build());
        assertEquals(
                PVector.of("a", 1, null), PVector.empty().append("a").append(1).append(null));
        assertEquals(PVector.from(List.of("a")), PVector.<Object>of("a"));
        assertEquals(
                PVector.empty(Codec.INT).append(4),
                PVector.builder(Codec.INT).append(4).build());
        assertSame(Store.standard(), PVector.of(1).store());
        assertEquals(
                64L << 20, Store.inMemory(StoreOptions.defaults()).options().budgetBytes());
    }

    @Test
    void firstAndLast() {
        Store store = stores.open();
        LongVector longs = LongVector.of(store, 1, 2, 3).update(0, 7).update(2, 9);
        assertEquals(7, longs.first());
        assertEquals(9, longs.last());
        PVector<String> texts = PVector.from(store, Codec.STRING, Stream.of("a", "b"));
        assertEquals("a", texts.first());
        assertEquals("b", texts.last());
        assertEquals(Arrays.asList("a", "b").toString(), texts.toString());
    }
}
