package dev.cairn.bench.map;

import io.lacuna.bifurcan.IEntry;
import io.lacuna.bifurcan.IntMap;
import java.util.Iterator;

/** Bifurcan's map from longs, a radix tree in their order. Its values are boxed. */
final class BifurcanIntMap implements LongMapping<IntMap<Long>> {
    @Override
    public IntMap<Long> empty() {
        return new IntMap<>();
    }

    @Override
    public IntMap<Long> bulk(long[] keys, long[] values) {
        IntMap<Long> open = new IntMap<Long>().linear();
        for (int i = 0; i < keys.length; i++) {
            open = open.put(keys[i], (Long) values[i]);
        }
        return open.forked();
    }

    @Override
    public int size(IntMap<Long> version) {
        return (int) version.size();
    }

    @Override
    public long get(IntMap<Long> version, long key, long otherwise) {
        Long value = version.get(key, null);
        return value == null ? otherwise : value;
    }

    @Override
    public IntMap<Long> put(IntMap<Long> version, long key, long value) {
        return version.put(key, (Long) value);
    }

    @Override
    public IntMap<Long> remove(IntMap<Long> version, long key) {
        return version.remove(key);
    }

    @Override
    public long iterate(IntMap<Long> version) {
        long sum = 0;
        Iterator<IEntry<Long, Long>> entries = version.iterator();
        while (entries.hasNext()) {
            IEntry<Long, Long> next = entries.next();
            sum += Sums.entry(next.key(), next.value());
        }
        return sum;
    }

    @Override
    public long fold(IntMap<Long> version) {
        long sum = 0;
        for (IEntry<Long, Long> entry : version) {
            sum += entry.value();
        }
        return sum;
    }

    @Override
    public IntMap<Long> merge(IntMap<Long> version, IntMap<Long> other) {
        return version.union(other);
    }
}
