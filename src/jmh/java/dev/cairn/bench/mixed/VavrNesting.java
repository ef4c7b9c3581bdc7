package dev.cairn.bench.mixed;

import io.vavr.collection.HashMap;
import io.vavr.collection.Vector;
import java.util.ArrayList;

/** Vavr's hash maps and vectors. */
final class VavrNesting extends VavrLikeNesting<HashMap<String, Object>, Vector<Object>> {
    @Override
    HashMap<String, Object> emptyMap() {
        return HashMap.empty();
    }

    @Override
    Vector<Object> vector(ArrayList<Object> elements) {
        return Vector.ofAll(elements);
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof HashMap<?, ?>;
    }

    @Override
    public boolean isVector(Object value) {
        return value instanceof Vector<?>;
    }
}
