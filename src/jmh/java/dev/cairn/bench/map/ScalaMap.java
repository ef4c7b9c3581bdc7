package dev.cairn.bench.map;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.HashMapBuilder;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.immutable.MapOps;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Scala's immutable map: a class of its own for each size up to four, then a hash map, which is a compressed hash array mapped
 * prefix tree.
 */
@SuppressWarnings("unchecked") // the operations of a map return maps
final class ScalaMap implements Mapping<Map<Object, Long>> {
    private static final int LARGEST_WITHOUT_HASH = 4;

    private static final Function0<@Nullable Long> NOTHING = new AbstractFunction0<>() {
        @Override
        public @Nullable Long apply() {
            return null;
        }
    };

    @Override
    public Map<Object, Long> empty(Keys kind) {
        return Map$.MODULE$.empty();
    }

    /** Scala's own builder changes to a hash map at the same size. */
    @Override
    public Map<Object, Long> bulk(Entries entries) {
        if (entries.count() <= LARGEST_WITHOUT_HASH) {
            return build(entries);
        }
        HashMapBuilder<Object, Long> builder = new HashMapBuilder<>();
        for (int i = 0; i < entries.count(); i++) {
            builder.addOne(entries.key(i), entries.value(i));
        }
        return builder.result();
    }

    @Override
    public int size(Map<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(Map<Object, Long> version, Object key) {
        return version.getOrElse(key, NOTHING);
    }

    @Override
    public Map<Object, Long> put(Map<Object, Long> version, Object key, Long value) {
        Object updated = ((MapOps<Object, Long, ?, ?>) version).updated(key, value);
        return (Map<Object, Long>) updated;
    }

    @Override
    public Map<Object, Long> remove(Map<Object, Long> version, Object key) {
        return version.removed(key);
    }

    @Override
    public long iterate(Map<Object, Long> version) {
        long sum = 0;
        Iterator<Tuple2<Object, Long>> entries = version.iterator();
        while (entries.hasNext()) {
            Tuple2<Object, Long> next = entries.next();
            sum += Sums.entry(next._1(), next._2());
        }
        return sum;
    }

    @Override
    public long fold(Map<Object, Long> version) {
        Adder adder = new Adder();
        version.foreachEntry(adder);
        return adder.sum;
    }

    @Override
    public Map<Object, Long> merge(Map<Object, Long> version, Map<Object, Long> other) {
        return joined(version, other);
    }

    /** Scala has no difference; this is what a user writes. */
    @Override
    public int diff(Map<Object, Long> from, Map<Object, Long> to) {
        return changed(from, to).size() + gone(from, to).size();
    }

    /** Scala has no three-way merge; this is what a user writes. */
    @Override
    public Map<Object, Long> merge3(Map<Object, Long> base, Map<Object, Long> ours, Map<Object, Long> theirs) {
        return joined(ours, changed(base, theirs)).removedAll(gone(base, theirs).keysIterator());
    }

    /** To the Java compiler {@code concat} of the interface is ambiguous; that of the hash map is not. */
    private Map<Object, Long> joined(Map<Object, Long> version, Map<Object, Long> other) {
        if (version instanceof HashMap<Object, Long> hashed) {
            return hashed.concat(other);
        }
        Map<Object, Long> joined = version;
        Iterator<Tuple2<Object, Long>> entries = other.iterator();
        while (entries.hasNext()) {
            Tuple2<Object, Long> next = entries.next();
            joined = put(joined, next._1(), next._2());
        }
        return joined;
    }

    private Map<Object, Long> changed(Map<Object, Long> from, Map<Object, Long> to) {
        return without(to, new Test() {
            @Override
            boolean holds(Object key, Long value) {
                return Objects.equals(get(from, key), value);
            }
        });
    }

    private Map<Object, Long> gone(Map<Object, Long> from, Map<Object, Long> to) {
        return without(from, new Test() {
            @Override
            boolean holds(Object key, Long value) {
                return to.contains(key);
            }
        });
    }

    private static Map<Object, Long> without(Map<Object, Long> version, Test test) {
        return (Map<Object, Long>) version.filterNot(test);
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
