package dev.cairn.views;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The maps that a suite asks for, of five entries. */
record MapSample<K, V>(
        SampleElements<K> keys,
        SampleElements<V> values,
        IntFunction<K[]> keyArrays,
        IntFunction<V[]> valueArrays,
        Function<List<Map.Entry<K, V>>, Map<K, V>> maker)
        implements TestMapGenerator<K, V> {
    @Override
    public SampleElements<Map.Entry<K, V>> samples() {
        return SampleElements.mapEntries(keys, values);
    }

    @Override
    @SuppressWarnings("unchecked") // they are samples
    public Map<K, V> create(Object... entries) {
        return maker.apply((List<Map.Entry<K, V>>) (List<?>) Arrays.asList(entries));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // no array has type arguments
    public Map.Entry<K, V>[] createArray(int length) {
        return new Map.Entry[length];
    }

    @Override
    public Iterable<Map.Entry<K, V>> order(List<Map.Entry<K, V>> insertionOrder) {
        return insertionOrder;
    }

    @Override
    public K[] createKeyArray(int length) {
        return keyArrays.apply(length);
    }

    @Override
    public V[] createValueArray(int length) {
        return valueArrays.apply(length);
    }
}
