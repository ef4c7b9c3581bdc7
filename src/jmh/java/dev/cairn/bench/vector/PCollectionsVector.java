package dev.cairn.bench.vector;

import java.util.Arrays;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** PCollections' vector, a balanced binary tree. */
final class PCollectionsVector implements LongSequence<PVector<Long>> {
    @Override
    public PVector<Long> empty() {
        return TreePVector.empty();
    }

    @Override
    public PVector<Long> bulk(Values values) {
        return TreePVector.from(Arrays.asList(values.boxed()));
    }

    /** It has no builder. */
    @Override
    public PVector<Long> build(Values values) {
        PVector<Long> version = TreePVector.empty();
        for (int i = 0; i < values.count(); i++) {
            version = version.plus(values.boxed(i));
        }
        return version;
    }

    @Override
    public int size(PVector<Long> version) {
        return version.size();
    }

    @Override
    public long get(PVector<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(PVector<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public PVector<Long> append(PVector<Long> version, Values values, int i) {
        return version.plus(values.boxed(i));
    }

    @Override
    public PVector<Long> update(PVector<Long> version, int index, Values values, int i) {
        return version.with(index, values.boxed(i));
    }

    @Override
    public PVector<Long> removeLast(PVector<Long> version) {
        return version.minus(version.size() - 1);
    }

    @Override
    public PVector<Long> prepend(PVector<Long> version, Values values, int i) {
        return version.plus(0, values.boxed(i));
    }

    @Override
    public PVector<Long> insert(PVector<Long> version, int index, Values values, int i) {
        return version.plus(index, values.boxed(i));
    }

    @Override
    public PVector<Long> removeAt(PVector<Long> version, int index) {
        return version.minus(index);
    }
}
