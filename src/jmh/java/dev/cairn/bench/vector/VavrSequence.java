package dev.cairn.bench.vector;

import io.vavr.collection.IndexedSeq;

/**
 * A vector of boxed longs behind Vavr's interface: Vavr's own, and our facade. The calls of both are the same, as those of a
 * program that has changed its import.
 *
 * @param <S> the vector's class
 */
@SuppressWarnings("unchecked") // the operations of a vector return vectors of its class
abstract class VavrSequence<S extends IndexedSeq<Long>> implements LongSequence<S> {
    @Override
    public final int size(S version) {
        return version.size();
    }

    @Override
    public final long get(S version, int index) {
        return version.get(index);
    }

    @Override
    public final long iterate(S version) {
        return Sums.of(version.iterator());
    }

    @Override
    public final S append(S version, Values values, int i) {
        return (S) version.append(values.boxed(i));
    }

    @Override
    public final S update(S version, int index, Values values, int i) {
        return (S) version.update(index, values.boxed(i));
    }

    @Override
    public final S removeLast(S version) {
        return (S) version.init();
    }

    @Override
    public final S concat(S version, S other) {
        return (S) version.appendAll(other);
    }

    @Override
    public final S slice(S version, int from, int to) {
        return (S) version.slice(from, to);
    }

    @Override
    public final S prepend(S version, Values values, int i) {
        return (S) version.prepend(values.boxed(i));
    }

    @Override
    public final S insert(S version, int index, Values values, int i) {
        return (S) version.insert(index, values.boxed(i));
    }

    @Override
    public final S removeAt(S version, int index) {
        return (S) version.removeAt(index);
    }
}
