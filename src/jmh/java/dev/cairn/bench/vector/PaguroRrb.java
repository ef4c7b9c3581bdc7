package dev.cairn.bench.vector;

import java.util.Arrays;
import org.organicdesign.fp.collections.RrbTree;
import org.organicdesign.fp.collections.RrbTree.ImRrbt;
import org.organicdesign.fp.collections.RrbTree.MutRrbt;

/** Paguro's relaxed radix-balanced tree. */
final class PaguroRrb implements LongSequence<ImRrbt<Long>> {
    @Override
    public ImRrbt<Long> empty() {
        return RrbTree.empty();
    }

    @Override
    public ImRrbt<Long> bulk(Values values) {
        return RrbTree.<Long>emptyMutable()
                .concat(Arrays.asList(values.boxed()))
                .immutable();
    }

    @Override
    public ImRrbt<Long> build(Values values) {
        MutRrbt<Long> open = RrbTree.emptyMutable();
        for (int i = 0; i < values.count(); i++) {
            open = open.append(values.boxed(i));
        }
        return open.immutable();
    }

    @Override
    public int size(ImRrbt<Long> version) {
        return version.size();
    }

    @Override
    public long get(ImRrbt<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(ImRrbt<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public ImRrbt<Long> append(ImRrbt<Long> version, Values values, int i) {
        return version.append(values.boxed(i));
    }

    @Override
    public ImRrbt<Long> update(ImRrbt<Long> version, int index, Values values, int i) {
        return version.replace(index, values.boxed(i));
    }

    @Override
    public ImRrbt<Long> removeLast(ImRrbt<Long> version) {
        return version.without(version.size() - 1);
    }

    @Override
    public ImRrbt<Long> concat(ImRrbt<Long> version, ImRrbt<Long> other) {
        return version.join(other);
    }

    @Override
    public ImRrbt<Long> slice(ImRrbt<Long> version, int from, int to) {
        return version.split(to)._1().split(from)._2();
    }

    @Override
    public ImRrbt<Long> prepend(ImRrbt<Long> version, Values values, int i) {
        return version.insert(0, values.boxed(i));
    }

    @Override
    public ImRrbt<Long> insert(ImRrbt<Long> version, int index, Values values, int i) {
        return version.insert(index, values.boxed(i));
    }

    @Override
    public ImRrbt<Long> removeAt(ImRrbt<Long> version, int index) {
        return version.without(index);
    }
}
