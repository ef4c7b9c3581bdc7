package dev.cairn.bench.mixed;

import io.vavr.collection.IndexedSeq;
import io.vavr.collection.Map;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Maps and vectors behind Vavr's interfaces: Vavr's own, and our facade. The calls of both are the same, as those of a program
 * that has changed its imports. There are no builders: a map is made by one put after another, a vector of a list.
 */
@SuppressWarnings("unchecked") // the operations return collections of the same class
abstract class VavrLikeNesting<M extends Map<String, Object>, L extends IndexedSeq<Object>> implements Nesting<M, L> {
    abstract M emptyMap();

    abstract L vector(ArrayList<Object> elements);

    @Override
    public final MapFiller<M> newMap() {
        return new MapFiller<>() {
            private M map = emptyMap();

            @Override
            public void put(String key, Object value) {
                map = (M) map.put(key, value);
            }

            @Override
            public M done() {
                return map;
            }
        };
    }

    @Override
    public final VectorFiller<L> newVector() {
        ArrayList<Object> elements = new ArrayList<>();
        return new VectorFiller<>() {
            @Override
            public void add(Object element) {
                elements.add(element);
            }

            @Override
            public L done() {
                return vector(elements);
            }
        };
    }

    @Override
    public final Object get(M map, String key) {
        return map.getOrElse(key, null);
    }

    @Override
    public final Object get(L vector, int index) {
        return vector.get(index);
    }

    @Override
    public final M with(M map, String key, Object value) {
        return (M) map.put(key, value);
    }

    @Override
    public final L with(L vector, int index, Object value) {
        return (L) vector.update(index, value);
    }

    @Override
    public final void forEachEntry(M map, BiConsumer<String, Object> action) {
        map.forEach(action);
    }

    @Override
    public final void forEachElement(L vector, Consumer<Object> action) {
        vector.forEach(action);
    }
}
