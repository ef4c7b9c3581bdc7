package dev.cairn.bench.mixed;

import dev.cairn.vavr.HashMap;
import dev.cairn.vavr.Vector;
import java.util.ArrayList;

/** Cairn's maps and vectors behind Vavr's interfaces. */
final class CairnVavrNesting extends VavrLikeNesting<HashMap<String, Object>, Vector<Object>> {
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
