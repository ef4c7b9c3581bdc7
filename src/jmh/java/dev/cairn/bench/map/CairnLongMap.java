package dev.cairn.bench.map;

import dev.cairn.LongMap;
import dev.cairn.codec.Codec;

/** Cairn's map from longs to boxed longs in the standard store. */
final class CairnLongMap implements LongMapping<LongMap<Long>> {
    @Override
    public LongMap<Long> empty() {
        return LongMap.empty(Codec.LONG);
    }

    @Override
    public LongMap<Long> bulk(long[] keys, long[] values) {
        LongMap.Builder<Long> builder = LongMap.builder(Codec.LONG);
        for (int i = 0; i < keys.length; i++) {
            builder.put(keys[i], values[i]);
        }
        return builder.build();
    }

    @Override
    public int size(LongMap<Long> version) {
        return version.size();
    }

    @Override
    public long get(LongMap<Long> version, long key, long otherwise) {
        Long value = version.get(key);
        return value == null ? otherwise : value;
    }

    @Override
    public LongMap<Long> put(LongMap<Long> version, long key, long value) {
        return version.put(key, value);
    }

    @Override
    public LongMap<Long> remove(LongMap<Long> version, long key) {
        return version.remove(key);
    }

    @Override
    public long iterate(LongMap<Long> version) {
        long[] sum = new long[1];
        version.forEach((key, value) -> sum[0] += key + value);
        return sum[0];
    }

    @Override
    public long fold(LongMap<Long> version) {
        return Sums.ofValues(version.values().iterator());
    }

    @Override
    public LongMap<Long> merge(LongMap<Long> version, LongMap<Long> other) {
        return version.putAll(other);
    }
}
