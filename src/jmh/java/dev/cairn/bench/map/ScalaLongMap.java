package dev.cairn.bench.map;

import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.LongMap;
import scala.collection.immutable.LongMap$;
import scala.runtime.AbstractFunction0;

/** Scala's immutable map from longs, a binary Patricia trie. Its values are boxed. */
final class ScalaLongMap implements LongMapping<LongMap<Long>> {
    private static final Function0<@Nullable Long> NOTHING = new AbstractFunction0<>() {
        @Override
        public @Nullable Long apply() {
            return null;
        }
    };

    @Override
    public LongMap<Long> empty() {
        return LongMap$.MODULE$.empty();
    }

    /** It has no transient form. */
    @Override
    public LongMap<Long> bulk(long[] keys, long[] values) {
        return build(keys, values);
    }

    @Override
    public int size(LongMap<Long> version) {
        return version.size();
    }

    @Override
    public long get(LongMap<Long> version, long key, long otherwise) {
        Long value = version.getOrElse(key, NOTHING);
        return value == null ? otherwise : value;
    }

    @Override
    public LongMap<Long> put(LongMap<Long> version, long key, long value) {
        return version.updated(key, (Long) value);
    }

    @Override
    public LongMap<Long> remove(LongMap<Long> version, long key) {
        return version.removed(key);
    }

    @Override
    public long iterate(LongMap<Long> version) {
        long sum = 0;
        Iterator<Tuple2<Object, Long>> entries = version.iterator();
        while (entries.hasNext()) {
            Tuple2<Object, Long> next = entries.next();
            sum += Sums.entry(next._1(), next._2());
        }
        return sum;
    }

    @Override
    public long fold(LongMap<Long> version) {
        long sum = 0;
        Iterator<Long> values = version.valuesIterator();
        while (values.hasNext()) {
            sum += values.next();
        }
        return sum;
    }

    @Override
    public LongMap<Long> merge(LongMap<Long> version, LongMap<Long> other) {
        LongMap<Long> merged = version;
        Iterator<Tuple2<Object, Long>> entries = other.iterator();
        while (entries.hasNext()) {
            Tuple2<Object, Long> next = entries.next();
            merged = merged.updated((long) (Long) next._1(), next._2());
        }
        return merged;
    }
}
