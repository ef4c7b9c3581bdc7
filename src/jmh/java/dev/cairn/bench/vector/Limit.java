package dev.cairn.bench.vector;

/** A mutable sequence, shown as the limit: it is built, read and walked, and has no persistent operation. */
abstract class Limit<V> implements LongSequence<V> {
    @Override
    public final V append(V version, Values values, int i) {
        throw new UnsupportedOperationException("not persistent");
    }

    @Override
    public final V update(V version, int index, Values values, int i) {
        throw new UnsupportedOperationException("not persistent");
    }

    @Override
    public final V removeLast(V version) {
        throw new UnsupportedOperationException("not persistent");
    }
}
