package dev.cairn.views;

import com.google.common.collect.testing.AnEnum;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import dev.cairn.LongVector;
import dev.cairn.PSet;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Sets as sets of java.util. */
@Tag("foreign")
class SetViewSuiteTest extends StoreTest {
    private final Store store = stores.open();

    private <E> Stream<DynamicTest> suite(
            Codec<E> codec, SampleElements<E> samples, IntFunction<E[]> arrays, CollectionFeature nulls) {
        return Suite.of(SetTestSuiteBuilder.using(new SetSample<>(
                        samples,
                        arrays,
                        elements -> PSet.from(store, codec, elements).asSet()))
                .named("PSet.asSet, " + codec.toString().replaceAll("[()]", " "))
                .withFeatures(CollectionSize.ANY, nulls, CollectionFeature.SERIALIZABLE_INCLUDING_VIEWS)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicTest> longs() {
        return suite(
                Codec.LONG,
                new SampleElements<>(1L, -2L, 1L << 40, Long.MIN_VALUE, 0L),
                Long[]::new,
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> strings() {
        return suite(Codec.STRING, new SampleElements.Strings(), String[]::new, CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> anything() {
        return suite(
                Codec.any(),
                new SampleElements<>("text", 2, 3.5, 'c', "a text that does not lie in its slot"),
                Object[]::new,
                CollectionFeature.ALLOWS_NULL_VALUES);
    }

    @TestFactory
    Stream<DynamicTest> vectors() {
        return suite(
                LongVector.codec(),
                new SampleElements<>(
                        LongVector.empty(store),
                        LongVector.of(store, 1),
                        LongVector.of(store, 1, 2),
                        LongVector.of(store, 2, 1),
                        LongVector.of(store, new long[100])),
                LongVector[]::new,
                CollectionFeature.ALLOWS_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> objects() {
        return suite(Codec.object(), new SampleElements.Enums(), AnEnum[]::new, CollectionFeature.ALLOWS_NULL_VALUES);
    }
}
