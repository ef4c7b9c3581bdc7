package dev.cairn.bench.map;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash map behind Vavr's interface: Vavr's own, and our facade. The calls of both are the same, as those of a program that
 * has changed its import.
 *
 * @param <M> the map's class
 */
@SuppressWarnings("unchecked") // the operations of a map return maps of its class
abstract class VavrMapping<M extends Map<Object, Long>> implements Mapping<M> {
    /** A map of {@code entries}. */
    abstract M of(Tuple2<Object, Long>[] entries);

    @Override
    public final M bulk(Entries entries) {
        Tuple2<Object, Long>[] tuples = (Tuple2<Object, Long>[]) new Tuple2<?, ?>[entries.count()];
        for (int i = 0; i < tuples.length; i++) {
            tuples[i] = Tuple.of(entries.key(i), entries.value(i));
        }
        return of(tuples);
    }

    @Override
    public final int size(M version) {
        return version.size();
    }

    @Override
    public final @Nullable Long get(M version, Object key) {
        return version.getOrElse(key, null);
    }

    @Override
    public final M put(M version, Object key, Long value) {
        return (M) version.put(key, value);
    }

    @Override
    public final M remove(M version, Object key) {
        return (M) version.remove(key);
    }

    @Override
    public final long iterate(M version) {
        long sum = 0;
        Iterator<Tuple2<Object, Long>> entries = version.iterator();
        while (entries.hasNext()) {
            Tuple2<Object, Long> next = entries.next();
            sum += Sums.entry(next._1(), next._2());
        }
        return sum;
    }

    @Override
    public final long fold(M version) {
        return Sums.ofValues(version.valuesIterator());
    }

    /** The other way round, since Vavr keeps what is there: it puts only what is missing. */
    @Override
    public final M merge(M version, M other) {
        return (M) other.merge(version);
    }

    /** Vavr has no difference; this is what a user writes. */
    @Override
    public final int diff(M from, M to) {
        return changed(from, to).size() + gone(from, to).size();
    }

    /** Vavr has no three-way merge; this is what a user writes. */
    @Override
    public final M merge3(M base, M ours, M theirs) {
        return (M)
                changed(base, theirs).merge(ours).removeAll(gone(base, theirs).keysIterator());
    }

    private static Map<Object, Long> changed(Map<Object, Long> from, Map<Object, Long> to) {
        return to.filter((key, value) -> !Objects.equals(from.getOrElse(key, null), value));
    }

    private static Map<Object, Long> gone(Map<Object, Long> from, Map<Object, Long> to) {
        return from.filter((key, value) -> !to.containsKey(key));
    }
}
