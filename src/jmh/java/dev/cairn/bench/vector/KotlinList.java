package dev.cairn.bench.vector;

import java.util.Arrays;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentList;

/** The persistent list of kotlinx.collections.immutable. */
final class KotlinList implements LongSequence<PersistentList<Long>> {
    @Override
    public PersistentList<Long> empty() {
        return ExtensionsKt.persistentListOf();
    }

    @Override
    public PersistentList<Long> bulk(Values values) {
        return ExtensionsKt.<Long>persistentListOf().addingAll(Arrays.asList(values.boxed()));
    }

    @Override
    public PersistentList<Long> build(Values values) {
        PersistentList.Builder<Long> builder =
                ExtensionsKt.<Long>persistentListOf().builder();
        for (int i = 0; i < values.count(); i++) {
            builder.add(values.boxed(i));
        }
        return builder.build();
    }

    @Override
    public int size(PersistentList<Long> version) {
        return version.size();
    }

    @Override
    public long get(PersistentList<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(PersistentList<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public PersistentList<Long> append(PersistentList<Long> version, Values values, int i) {
        return version.adding(values.boxed(i));
    }

    @Override
    public PersistentList<Long> update(PersistentList<Long> version, int index, Values values, int i) {
        return version.replacingAt(index, values.boxed(i));
    }

    @Override
    public PersistentList<Long> removeLast(PersistentList<Long> version) {
        return version.removingAt(version.size() - 1);
    }
}
