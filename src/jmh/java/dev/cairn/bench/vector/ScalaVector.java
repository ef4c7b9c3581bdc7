package dev.cairn.bench.vector;

import scala.collection.Iterator;
import scala.collection.SeqOps;
import scala.collection.immutable.ArraySeq;
import scala.collection.immutable.Vector;
import scala.collection.immutable.VectorBuilder;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Scala's radix-balanced finger tree vector. */
final class ScalaVector implements LongSequence<Vector<Long>> {
    @Override
    public Vector<Long> empty() {
        return Vector.from(ArraySeq.unsafeWrapArray(new Long[0]));
    }

    @Override
    public Vector<Long> bulk(Values values) {
        return Vector.from(ArraySeq.unsafeWrapArray(values.boxed()));
    }

    @Override
    public Vector<Long> build(Values values) {
        VectorBuilder<Long> builder = new VectorBuilder<>();
        for (int i = 0; i < values.count(); i++) {
            builder.addOne(values.boxed(i));
        }
        return builder.result();
    }

    @Override
    public int size(Vector<Long> version) {
        return version.length();
    }

    @Override
    public long get(Vector<Long> version, int index) {
        return version.apply(index);
    }

    @Override
    public long iterate(Vector<Long> version) {
        long sum = 0;
        Iterator<Long> elements = version.iterator();
        while (elements.hasNext()) {
            sum += elements.next();
        }
        return sum;
    }

    @Override
    public long fold(Vector<Long> version) {
        Adder adder = new Adder();
        version.foreach(adder);
        return adder.sum;
    }

    /* To the Java compiler `appended` and `updated` of the class itself are ambiguous; those of its interface are not. */

    @Override
    @SuppressWarnings("unchecked")
    public Vector<Long> append(Vector<Long> version, Values values, int i) {
        return (Vector<Long>) ((SeqOps<Long, ?, ?>) version).appended(values.boxed(i));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Vector<Long> update(Vector<Long> version, int index, Values values, int i) {
        return (Vector<Long>) ((SeqOps<Long, ?, ?>) version).updated(index, values.boxed(i));
    }

    @Override
    public Vector<Long> removeLast(Vector<Long> version) {
        return version.init();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Vector<Long> concat(Vector<Long> version, Vector<Long> other) {
        return (Vector<Long>) ((SeqOps<Long, ?, ?>) version).appendedAll(other);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Vector<Long> slice(Vector<Long> version, int from, int to) {
        return (Vector<Long>) version.slice(from, to);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Vector<Long> prepend(Vector<Long> version, Values values, int i) {
        return (Vector<Long>) ((SeqOps<Long, ?, ?>) version).prepended(values.boxed(i));
    }

    private static final class Adder extends AbstractFunction1<Long, BoxedUnit> {
        private long sum;

        @Override
        public BoxedUnit apply(Long element) {
            sum += element;
            return BoxedUnit.UNIT;
        }
    }
}
