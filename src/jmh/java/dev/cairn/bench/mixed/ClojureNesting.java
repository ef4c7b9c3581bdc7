package dev.cairn.bench.mixed;

import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.ITransientCollection;
import clojure.lang.ITransientMap;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentVector;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Clojure's maps, which are arrays of up to eight entries and hash maps beyond, and its vectors. */
final class ClojureNesting implements Nesting<IPersistentMap, IPersistentVector> {
    @Override
    public MapFiller<IPersistentMap> newMap() {
        return new MapFiller<>() {
            private ITransientMap open = PersistentArrayMap.EMPTY.asTransient();

            @Override
            public void put(String key, Object value) {
                open = open.assoc(key, value);
            }

            @Override
            public IPersistentMap done() {
                return open.persistent();
            }
        };
    }

    @Override
    public VectorFiller<IPersistentVector> newVector() {
        return new VectorFiller<>() {
            private ITransientCollection open = PersistentVector.EMPTY.asTransient();

            @Override
            public void add(Object element) {
                open = open.conj(element);
            }

            @Override
            public IPersistentVector done() {
                return (IPersistentVector) open.persistent();
            }
        };
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof IPersistentMap;
    }

    @Override
    public boolean isVector(Object value) {
        return value instanceof IPersistentVector;
    }

    @Override
    public Object get(IPersistentMap map, String key) {
        return map.valAt(key);
    }

    @Override
    public Object get(IPersistentVector vector, int index) {
        return vector.nth(index);
    }

    @Override
    public IPersistentMap with(IPersistentMap map, String key, Object value) {
        return map.assoc(key, value);
    }

    @Override
    public IPersistentVector with(IPersistentVector vector, int index, Object value) {
        return vector.assocN(index, value);
    }

    @Override
    public void forEachEntry(IPersistentMap map, BiConsumer<String, Object> action) {
        for (Object each : map) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
            action.accept((String) entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void forEachElement(IPersistentVector vector, Consumer<Object> action) {
        for (Object element : (Iterable<?>) vector) {
            action.accept(element);
        }
    }
}
