package dev.cairn.bench.vector;

import io.vavr.collection.Vector;
import java.util.Arrays;

/** Vavr's vector, a bit-mapped trie, over boxed longs. */
class VavrVector implements LongSequence<Vector<Long>> {
    @Override
    public Vector<Long> empty() {
        return Vector.empty();
    }

    @Override
    public Vector<Long> bulk(Values values) {
        return Vector.ofAll(Arrays.asList(values.boxed()));
    }

    /** Vavr has no builder; its collector gathers an {@code ArrayList} first. */
    @Override
    public Vector<Long> build(Values values) {
        return Arrays.stream(values.boxed()).collect(Vector.collector());
    }

    @Override
    public int size(Vector<Long> version) {
        return version.size();
    }

    @Override
    public long get(Vector<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(Vector<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public Vector<Long> append(Vector<Long> version, Values values, int i) {
        return version.append(values.boxed(i));
    }

    @Override
    public Vector<Long> update(Vector<Long> version, int index, Values values, int i) {
        return version.update(index, values.boxed(i));
    }

    @Override
    public Vector<Long> removeLast(Vector<Long> version) {
        return version.init();
    }

    @Override
    public Vector<Long> concat(Vector<Long> version, Vector<Long> other) {
        return version.appendAll(other);
    }

    @Override
    public Vector<Long> slice(Vector<Long> version, int from, int to) {
        return version.slice(from, to);
    }

    @Override
    public Vector<Long> prepend(Vector<Long> version, Values values, int i) {
        return version.prepend(values.boxed(i));
    }

    @Override
    public Vector<Long> insert(Vector<Long> version, int index, Values values, int i) {
        return version.insert(index, values.boxed(i));
    }

    @Override
    public Vector<Long> removeAt(Vector<Long> version, int index) {
        return version.removeAt(index);
    }
}
