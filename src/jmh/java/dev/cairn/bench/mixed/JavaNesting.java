package dev.cairn.bench.mixed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** {@link HashMap} and {@link ArrayList}, the limit: mutable, so they are built, read and walked, and have no other version. */
final class JavaNesting implements Nesting<HashMap<String, Object>, ArrayList<Object>> {
    @Override
    public MapFiller<HashMap<String, Object>> newMap() {
        HashMap<String, Object> map = new HashMap<>();
        return new MapFiller<>() {
            @Override
            public void put(String key, Object value) {
                map.put(key, value);
            }

            @Override
            public HashMap<String, Object> done() {
                return map;
            }
        };
    }

    @Override
    public VectorFiller<ArrayList<Object>> newVector() {
        ArrayList<Object> list = new ArrayList<>();
        return new VectorFiller<>() {
            @Override
            public void add(Object element) {
                list.add(element);
            }

            @Override
            public ArrayList<Object> done() {
                return list;
            }
        };
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof HashMap<?, ?>;
    }

    @Override
    public boolean isVector(Object value) {
        return value instanceof ArrayList<?>;
    }

    @Override
    public Object get(HashMap<String, Object> map, String key) {
        return map.get(key);
    }

    @Override
    public Object get(ArrayList<Object> vector, int index) {
        return vector.get(index);
    }

    @Override
    public HashMap<String, Object> with(HashMap<String, Object> map, String key, Object value) {
        throw new UnsupportedOperationException("not persistent");
    }

    @Override
    public ArrayList<Object> with(ArrayList<Object> vector, int index, Object value) {
        throw new UnsupportedOperationException("not persistent");
    }

    @Override
    public void forEachEntry(HashMap<String, Object> map, BiConsumer<String, Object> action) {
        map.forEach(action);
    }

    @Override
    public void forEachElement(ArrayList<Object> vector, Consumer<Object> action) {
        vector.forEach(action);
    }
}
