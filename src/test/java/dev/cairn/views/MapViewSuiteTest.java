package dev.cairn.views;

import com.google.common.collect.testing.AnEnum;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.Feature;
import com.google.common.collect.testing.features.MapFeature;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Maps as maps of java.util, and the views of their keys, values and entries. */
@Tag("foreign")
class MapViewSuiteTest extends StoreTest {
    private static final SampleElements<Object> ANYTHING =
            new SampleElements<>("text", 2, 3.5, 'c', "a text that does not lie in its slot");

    private final Store store = stores.open();

    private <K, V> Map<K, V> map(Codec<K> keys, Codec<V> values, List<Map.Entry<K, V>> entries) {
        return PMap.builder(store, keys, values).putAll(entries).build().asMap();
    }

    private static Stream<DynamicTest> suite(String name, MapSample<?, ?> sample, Feature<?>... nulls) {
        return Suite.of(MapTestSuiteBuilder.using(sample)
                .named("PMap.asMap, " + name)
                .withFeatures(nulls)
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.SERIALIZABLE_INCLUDING_VIEWS,
                        MapFeature.ALLOWS_NULL_ENTRY_QUERIES)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicTest> stringsByStrings() {
        var sample = new MapSample<>(
                new SampleElements.Strings(),
                new SampleElements<>("January", "February", "March", "April", "May"),
                String[]::new,
                String[]::new,
                entries -> map(Codec.STRING, Codec.STRING, entries));
        return suite("Codec.STRING by Codec.STRING", sample, MapFeature.ALLOWS_ANY_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> longsByLongs() {
        var sample = new MapSample<>(
                new SampleElements<>(1L, -2L, 1L << 40, Long.MIN_VALUE, 0L),
                new SampleElements<>(5L, 6L, 7L, 8L, 9L),
                Long[]::new,
                Long[]::new,
                entries -> map(Codec.LONG, Codec.LONG, entries));
        return suite("Codec.LONG by Codec.LONG", sample, MapFeature.ALLOWS_ANY_NULL_QUERIES);
    }

    @TestFactory
    Stream<DynamicTest> anythingByAnything() {
        var sample = new MapSample<>(
                ANYTHING, ANYTHING, Object[]::new, Object[]::new, entries -> map(Codec.any(), Codec.any(), entries));
        return suite("Codec.any by Codec.any", sample, MapFeature.ALLOWS_NULL_KEYS, MapFeature.ALLOWS_NULL_VALUES);
    }

    @TestFactory
    Stream<DynamicTest> enumsByObjects() {
        var sample = new MapSample<>(
                new SampleElements.Enums(),
                ANYTHING,
                AnEnum[]::new,
                Object[]::new,
                entries -> map(Codec.enumeration(AnEnum.class), Codec.object(), entries));
        return suite(
                "Codec.enumeration by Codec.object",
                sample,
                MapFeature.ALLOWS_NULL_KEY_QUERIES,
                MapFeature.ALLOWS_NULL_VALUES);
    }
}
