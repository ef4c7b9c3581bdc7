package dev.cairn.bench.map;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Vavr's hash map, a hash array mapped trie. */
final class VavrMap implements Mapping<HashMap<Object, Long>> {
    @Override
    public HashMap<Object, Long> empty(Keys kind) {
        return HashMap.empty();
    }

    @Override
    public HashMap<Object, Long> bulk(Entries entries) {
        Iterable<Tuple2<Object, Long>> tuples = () -> IntStream.range(0, entries.count())
                .mapToObj(i -> Tuple.of(entries.key(i), entries.value(i)))
                .iterator();
        return HashMap.ofEntries(tuples);
    }

    @Override
    public int size(HashMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(HashMap<Object, Long> version, Object key) {
        return version.getOrElse(key, null);
    }

    @Override
    public HashMap<Object, Long> put(HashMap<Object, Long> version, Object key, Long value) {
        return version.put(key, value);
    }

    @Override
    public HashMap<Object, Long> remove(HashMap<Object, Long> version, Object key) {
        return version.remove(key);
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
        return Sums.ofValues(version.valuesIterator());
    }

    /** The other way round, since Vavr keeps what is there: it puts only what is missing. */
    @Override
    public HashMap<Object, Long> merge(HashMap<Object, Long> version, HashMap<Object, Long> other) {
        return other.merge(version);
    }

    /** Vavr has no difference; this is what a user writes. */
    @Override
    public int diff(HashMap<Object, Long> from, HashMap<Object, Long> to) {
        return changed(from, to).size() + gone(from, to).size();
    }

    /** Vavr has no three-way merge; this is what a user writes. */
    @Override
    public HashMap<Object, Long> merge3(
            HashMap<Object, Long> base, HashMap<Object, Long> ours, HashMap<Object, Long> theirs) {
        return changed(base, theirs).merge(ours).removeAll(gone(base, theirs).keysIterator());
    }

    private static HashMap<Object, Long> changed(HashMap<Object, Long> from, HashMap<Object, Long> to) {
        return to.filter((key, value) -> !Objects.equals(from.getOrElse(key, null), value));
    }

    private static HashMap<Object, Long> gone(HashMap<Object, Long> from, HashMap<Object, Long> to) {
        return from.filter((key, value) -> !to.containsKey(key));
    }
}
