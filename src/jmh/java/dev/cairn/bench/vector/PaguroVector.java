package dev.cairn.bench.vector;

import java.util.Arrays;
import org.organicdesign.fp.collections.MutList;
import org.organicdesign.fp.collections.PersistentVector;

/** Paguro's vector, a port of Clojure's; it cannot remove its last element. */
final class PaguroVector implements LongSequence<PersistentVector<Long>> {
    @Override
    public PersistentVector<Long> empty() {
        return PersistentVector.empty();
    }

    @Override
    public PersistentVector<Long> bulk(Values values) {
        return PersistentVector.ofIter(Arrays.asList(values.boxed()));
    }

    @Override
    public PersistentVector<Long> build(Values values) {
        MutList<Long> open = PersistentVector.emptyMutable();
        for (int i = 0; i < values.count(); i++) {
            open = open.append(values.boxed(i));
        }
        return (PersistentVector<Long>) open.immutable();
    }

    @Override
    public int size(PersistentVector<Long> version) {
        return version.size();
    }

    @Override
    public long get(PersistentVector<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(PersistentVector<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public PersistentVector<Long> append(PersistentVector<Long> version, Values values, int i) {
        return version.append(values.boxed(i));
    }

    @Override
    public PersistentVector<Long> update(PersistentVector<Long> version, int index, Values values, int i) {
        return version.replace(index, values.boxed(i));
    }

    @Override
    public PersistentVector<Long> removeLast(PersistentVector<Long> version) {
        throw new UnsupportedOperationException("PersistentVector of Paguro has no removal");
    }
}
