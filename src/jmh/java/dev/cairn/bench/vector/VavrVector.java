package dev.cairn.bench.vector;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.Arrays;

/** Vavr's vector, a bit-mapped trie, over boxed longs. */
class VavrVector extends VavrSequence<Vector<Long>> {
    @Override
    public Vector<Long> empty() {
        return Vector.empty();
    }

    @Override
    public Vector<Long> bulk(Values values) {
        return Vector.ofAll(Arrays.asList(values.boxed()));
    }

    /** There is no builder; the values are gathered in a list first, as by the collector. */
    @Override
    public Vector<Long> build(Values values) {
        ArrayList<Long> gathered = new ArrayList<>();
        for (int i = 0; i < values.count(); i++) {
            gathered.add(values.boxed(i));
        }
        return Vector.ofAll(gathered);
    }
}
