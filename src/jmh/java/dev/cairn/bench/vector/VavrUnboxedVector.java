package dev.cairn.bench.vector;

import io.vavr.collection.Vector;

/** Vavr's vector made from a {@code long[]}: its leaves stay {@code long[]}, its elements are boxed as they are read. */
final class VavrUnboxedVector extends VavrVector {
    @Override
    public Vector<Long> bulk(Values values) {
        return Vector.ofAll(values.raw());
    }

    /** There is no builder of unboxed leaves: the values are gathered in an array first. */
    @Override
    public Vector<Long> build(Values values) {
        long[] gathered = new long[values.count()];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = values.raw(i);
        }
        return Vector.ofAll(gathered);
    }
}
