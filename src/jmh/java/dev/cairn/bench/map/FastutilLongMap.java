package dev.cairn.bench.map;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongIterator;

/** The mutable map from longs to longs of fastutil, a limit: a table with open addressing. */
final class FastutilLongMap implements LongMapping<Long2LongOpenHashMap> {
    @Override
    public Long2LongOpenHashMap empty() {
        return new Long2LongOpenHashMap();
    }

    @Override
    public Long2LongOpenHashMap bulk(long[] keys, long[] values) {
        Long2LongOpenHashMap map = new Long2LongOpenHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    @Override
    public int size(Long2LongOpenHashMap version) {
        return version.size();
    }

    @Override
    public long get(Long2LongOpenHashMap version, long key, long otherwise) {
        return version.getOrDefault(key, otherwise);
    }

    @Override
    public Long2LongOpenHashMap put(Long2LongOpenHashMap version, long key, long value) {
        throw LongMapping.notPersistent();
    }

    @Override
    public Long2LongOpenHashMap remove(Long2LongOpenHashMap version, long key) {
        throw LongMapping.notPersistent();
    }

    @Override
    public long iterate(Long2LongOpenHashMap version) {
        long sum = 0;
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(version)) {
            sum += entry.getLongKey() + entry.getLongValue();
        }
        return sum;
    }

    @Override
    public long fold(Long2LongOpenHashMap version) {
        long sum = 0;
        for (LongIterator values = version.values().iterator(); values.hasNext(); ) {
            sum += values.nextLong();
        }
        return sum;
    }

    @Override
    public Long2LongOpenHashMap merge(Long2LongOpenHashMap version, Long2LongOpenHashMap other) {
        throw LongMapping.notPersistent();
    }
}
