package dev.cairn.bench.vector;

import clojure.lang.AFn;
import clojure.lang.ITransientCollection;
import clojure.lang.PersistentVector;

/** Clojure's vector. */
final class ClojureVector implements LongSequence<PersistentVector> {
    @Override
    public PersistentVector empty() {
        return PersistentVector.EMPTY;
    }

    @Override
    public PersistentVector bulk(Values values) {
        return PersistentVector.create((Object[]) values.boxed());
    }

    @Override
    public PersistentVector build(Values values) {
        ITransientCollection open = PersistentVector.EMPTY.asTransient();
        for (int i = 0; i < values.count(); i++) {
            open = open.conj(values.boxed(i));
        }
        return (PersistentVector) open.persistent();
    }

    @Override
    public int size(PersistentVector version) {
        return version.count();
    }

    @Override
    public long get(PersistentVector version, int index) {
        return (Long) version.nth(index);
    }

    @Override
    public long iterate(PersistentVector version) {
        return Sums.of(version.iterator());
    }

    @Override
    public long fold(PersistentVector version) {
        Adder adder = new Adder();
        version.reduce(adder, adder);
        return adder.sum;
    }

    @Override
    public PersistentVector append(PersistentVector version, Values values, int i) {
        return version.cons(values.boxed(i));
    }

    @Override
    public PersistentVector update(PersistentVector version, int index, Values values, int i) {
        return version.assocN(index, values.boxed(i));
    }

    @Override
    public PersistentVector removeLast(PersistentVector version) {
        return version.pop();
    }

    /** Adds in place, so that the sum is not boxed at each step. */
    private static final class Adder extends AFn {
        private long sum;

        @Override
        public Object invoke(Object accumulator, Object element) {
            sum += (Long) element;
            return accumulator;
        }
    }
}
