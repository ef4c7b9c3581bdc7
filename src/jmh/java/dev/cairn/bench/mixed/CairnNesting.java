package dev.cairn.bench.mixed;

import dev.cairn.PMap;
import dev.cairn.PVector;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Cairn's maps and vectors, without codecs. */
final class CairnNesting implements Nesting<PMap<String, Object>, PVector<Object>> {
    @Override
    public MapFiller<PMap<String, Object>> newMap() {
        PMap.Builder<String, Object> builder = PMap.builder();
        return new MapFiller<>() {
            @Override
            public void put(String key, Object value) {
                builder.put(key, value);
            }

            @Override
            public PMap<String, Object> done() {
                return builder.build();
            }
        };
    }

    @Override
    public VectorFiller<PVector<Object>> newVector() {
        PVector.Builder<Object> builder = PVector.builder();
        return new VectorFiller<>() {
            @Override
            public void add(Object element) {
                builder.append(element);
            }

            @Override
            public PVector<Object> done() {
                return builder.build();
            }
        };
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof PMap<?, ?>;
    }

    @Override
    public boolean isVector(Object value) {
        return value instanceof PVector<?>;
    }

    @Override
    public Object get(PMap<String, Object> map, String key) {
        return map.get(key);
    }

    @Override
    public Object get(PVector<Object> vector, int index) {
        return vector.get(index);
    }

    @Override
    public PMap<String, Object> with(PMap<String, Object> map, String key, Object value) {
        return map.put(key, value);
    }

    @Override
    public PVector<Object> with(PVector<Object> vector, int index, Object value) {
        return vector.update(index, value);
    }

    @Override
    public void forEachEntry(PMap<String, Object> map, BiConsumer<String, Object> action) {
        map.forEach(action);
    }

    @Override
    public void forEachElement(PVector<Object> vector, Consumer<Object> action) {
        vector.forEach(action);
    }
}
