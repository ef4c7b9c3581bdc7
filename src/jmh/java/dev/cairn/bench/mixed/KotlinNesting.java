package dev.cairn.bench.mixed;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentList;
import kotlinx.collections.immutable.PersistentMap;

/** The persistent hash maps and lists of kotlinx.collections.immutable. */
final class KotlinNesting implements Nesting<PersistentMap<String, Object>, PersistentList<Object>> {
    @Override
    public MapFiller<PersistentMap<String, Object>> newMap() {
        PersistentMap.Builder<String, Object> builder =
                ExtensionsKt.<String, Object>persistentHashMapOf().builder();
        return new MapFiller<>() {
            @Override
            public void put(String key, Object value) {
                builder.put(key, value);
            }

            @Override
            public PersistentMap<String, Object> done() {
                return builder.build();
            }
        };
    }

    @Override
    public VectorFiller<PersistentList<Object>> newVector() {
        PersistentList.Builder<Object> builder = ExtensionsKt.persistentListOf().builder();
        return new VectorFiller<>() {
            @Override
            public void add(Object element) {
                builder.add(element);
            }

            @Override
            public PersistentList<Object> done() {
                return builder.build();
            }
        };
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof PersistentMap<?, ?>;
    }

    @Override
    public boolean isVector(Object value) {
        return value instanceof PersistentList<?>;
    }

    @Override
    public Object get(PersistentMap<String, Object> map, String key) {
        return map.get(key);
    }

    @Override
    public Object get(PersistentList<Object> vector, int index) {
        return vector.get(index);
    }

    @Override
    public PersistentMap<String, Object> with(PersistentMap<String, Object> map, String key, Object value) {
        return map.putting(key, value);
    }

    @Override
    public PersistentList<Object> with(PersistentList<Object> vector, int index, Object value) {
        return vector.replacingAt(index, value);
    }

    @Override
    public void forEachEntry(PersistentMap<String, Object> map, BiConsumer<String, Object> action) {
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            action.accept(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void forEachElement(PersistentList<Object> vector, Consumer<Object> action) {
        for (Object element : vector) {
            action.accept(element);
        }
    }
}
