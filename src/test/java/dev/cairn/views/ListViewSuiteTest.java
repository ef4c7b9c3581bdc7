package dev.cairn.views;

import com.google.common.collect.testing.AnEnum;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Vectors as lists. */
@Tag("foreign")
class ListViewSuiteTest extends StoreTest {
    private final Store store = stores.open();

    /** Not Serializable, which a codec of records does not need. */
    private record Named(String name, int number) {}

    private <E> Stream<DynamicTest> suite(
            String name,
            SampleElements<E> samples,
            IntFunction<E[]> arrays,
            Function<List<E>, List<E>> maker,
            CollectionFeature nulls) {
        return Suite.of(ListTestSuiteBuilder.using(new ListSample<>(samples, arrays, maker))
                .named(name)
                .withFeatures(CollectionSize.ANY, nulls, CollectionFeature.SERIALIZABLE_INCLUDING_VIEWS)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicTest> longs() {
        return suite(
                "LongVector.asList",
                new SampleElements<>(1L, -2L, 1L << 40, Long.MIN_VALUE, 0L),
                Long[]::new,
                elements -> LongVector.from(store, elements).asList(),
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> ints() {
        return suite(
                "IntVector.asList",
                new SampleElements<>(1, -2, 1 << 20, Integer.MIN_VALUE, 0),
                Integer[]::new,
                elements -> IntVector.from(store, elements).asList(),
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> doubles() {
        return suite(
                "DoubleVector.asList",
                new SampleElements<>(0.5, -2.0, -0.0, Double.NaN, 0.0),
                Double[]::new,
                elements -> DoubleVector.from(store, elements).asList(),
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> strings() {
        return suite(
                "PVector.asList, Codec.STRING",
                new SampleElements.Strings(),
                String[]::new,
                elements -> PVector.from(store, Codec.STRING, elements).asList(),
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> anything() {
        return suite(
                "PVector.asList, Codec.any",
                new SampleElements<Object>("text", 2, 3.5, 'c', "a text that does not lie in its slot"),
                Object[]::new,
                elements -> PVector.from(store, Codec.any(), elements).asList(),
                CollectionFeature.ALLOWS_NULL_VALUES);
    }

    @TestFactory
    Stream<DynamicTest> records() {
        return suite(
                "PVector.asList, Codec.record",
                new SampleElements<>(
                        new Named("a", 1), new Named("b", 2), new Named("a", 2), new Named("", 0), new Named("z", -1)),
                Named[]::new,
                elements ->
                        PVector.from(store, Codec.record(Named.class), elements).asList(),
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> objects() {
        return suite(
                "PVector.asList, Codec.object",
                new SampleElements.Enums(),
                AnEnum[]::new,
                elements ->
                        PVector.from(store, Codec.<AnEnum>object(), elements).asList(),
                CollectionFeature.ALLOWS_NULL_VALUES);
    }

    @TestFactory
    Stream<DynamicTest> reversed() {
        return suite(
                "PVector.asList reversed, Codec.STRING",
                new SampleElements.Strings(),
                String[]::new,
                elements -> PVector.from(store, Codec.STRING, elements.reversed())
                        .asList()
                        .reversed(),
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }
}
