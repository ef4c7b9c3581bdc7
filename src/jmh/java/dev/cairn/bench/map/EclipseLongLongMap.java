package dev.cairn.bench.map;

import org.eclipse.collections.impl.map.mutable.primitive.LongLongHashMap;

/** The mutable map from longs to longs of Eclipse Collections, a limit: a table with open addressing. */
final class EclipseLongLongMap implements LongMapping<LongLongHashMap> {
    @Override
    public LongLongHashMap empty() {
        return new LongLongHashMap();
    }

    @Override
    public LongLongHashMap bulk(long[] keys, long[] values) {
        LongLongHashMap map = new LongLongHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    @Override
    public int size(LongLongHashMap version) {
        return version.size();
    }

    @Override
    public long get(LongLongHashMap version, long key, long otherwise) {
        return version.getIfAbsent(key, otherwise);
    }

    @Override
    public LongLongHashMap put(LongLongHashMap version, long key, long value) {
        throw LongMapping.notPersistent();
    }

    @Override
    public LongLongHashMap remove(LongLongHashMap version, long key) {
        throw LongMapping.notPersistent();
    }

    @Override
    public long iterate(LongLongHashMap version) {
        long[] sum = new long[1];
        version.forEachKeyValue((key, value) -> sum[0] += key + value);
        return sum[0];
    }

    @Override
    public long fold(LongLongHashMap version) {
        return version.sum();
    }

    @Override
    public LongLongHashMap merge(LongLongHashMap version, LongLongHashMap other) {
        throw LongMapping.notPersistent();
    }
}
