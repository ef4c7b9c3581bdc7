package dev.cairn.bench.map;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.HashMapBuilder;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Scala's immutable hash map, a compressed hash array mapped prefix tree. */
final class ScalaMap implements Mapping<HashMap<Object, Long>> {
    private static final Function0<@Nullable Long> NOTHING = new AbstractFunction0<>() {
        @Override
        public @Nullable Long apply() {
            return null;
        }
    };

    @Override
    public HashMap<Object, Long> empty(Keys kind) {
        return new HashMapBuilder<Object, Long>().result();
    }

    @Override
    public HashMap<Object, Long> bulk(Entries entries) {
        HashMapBuilder<Object, Long> builder = new HashMapBuilder<>();
        for (int i = 0; i < entries.count(); i++) {
            builder.addOne(entries.key(i), entries.value(i));
        }
        return builder.result();
    }

    @Override
    public int size(HashMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(HashMap<Object, Long> version, Object key) {
        return version.getOrElse(key, NOTHING);
    }

    @Override
    public HashMap<Object, Long> put(HashMap<Object, Long> version, Object key, Long value) {
        return version.updated(key, value);
    }

    @Override
    public HashMap<Object, Long> remove(HashMap<Object, Long> version, Object key) {
        return version.removed(key);
    }

    @Override
    public long iterate(HashMap<Object, Long> version) {
        long sum = 0;
        Iterator<Tuple2<Object, Long>> entries = version.iterator();
        while (entries.hasNext()) {
            Tuple2<Object, Long> next = entries.next();
            sum += Sums.entry(next._1(), next._2());
        }
        return sum;
    }

    @Override
    public long fold(HashMap<Object, Long> version) {
        Adder adder = new Adder();
        version.foreachEntry(adder);
        return adder.sum;
    }

    @Override
    public HashMap<Object, Long> merge(HashMap<Object, Long> version, HashMap<Object, Long> other) {
        return version.concat(other);
    }

    /** Scala has no difference; this is what a user writes. */
    @Override
    public int diff(HashMap<Object, Long> from, HashMap<Object, Long> to) {
        return changed(from, to).size() + gone(from, to).size();
    }

    /** Scala has no three-way merge; this is what a user writes. */
    @Override
    public HashMap<Object, Long> merge3(
            HashMap<Object, Long> base, HashMap<Object, Long> ours, HashMap<Object, Long> theirs) {
        return ours.concat(changed(base, theirs)).removedAll(gone(base, theirs).keysIterator());
    }

    private HashMap<Object, Long> changed(HashMap<Object, Long> from, HashMap<Object, Long> to) {
        return to.filterImpl(
                new Test() {
                    @Override
                    boolean holds(Object key, Long value) {
                        return Objects.equals(get(from, key), value);
                    }
                },
                true);
    }

    private HashMap<Object, Long> gone(HashMap<Object, Long> from, HashMap<Object, Long> to) {
        return from.filterImpl(
                new Test() {
                    @Override
                    boolean holds(Object key, Long value) {
                        return to.contains(key);
                    }
                },
                true);
    }

    private abstract static class Test extends AbstractFunction1<Tuple2<Object, Long>, Object> {
        abstract boolean holds(Object key, Long value);

        @Override
        public final Object apply(Tuple2<Object, Long> entry) {
            return holds(entry._1(), entry._2());
        }
    }

    private static final class Adder extends AbstractFunction2<Object, Long, BoxedUnit> {
        private long sum;

        @Override
        public BoxedUnit apply(Object key, Long value) {
            sum += value;
            return BoxedUnit.UNIT;
        }
    }
}
