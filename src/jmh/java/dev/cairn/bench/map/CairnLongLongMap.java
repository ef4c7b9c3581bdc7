package dev.cairn.bench.map;

import dev.cairn.LongLongMap;
import dev.cairn.MapChanges;
import dev.cairn.PMap;

/** Cairn's map from longs to longs in the standard store. */
final class CairnLongLongMap implements LongMapping<LongLongMap> {
    @Override
    public LongLongMap empty() {
        return LongLongMap.empty();
    }

    @Override
    public LongLongMap bulk(long[] keys, long[] values) {
        return LongLongMap.from(keys, values);
    }

    @Override
    public int size(LongLongMap version) {
        return version.size();
    }

    @Override
    public long get(LongLongMap version, long key, long otherwise) {
        return version.getOrDefault(key, otherwise);
    }

    @Override
    public LongLongMap put(LongLongMap version, long key, long value) {
        return version.put(key, value);
    }

    @Override
    public LongLongMap remove(LongLongMap version, long key) {
        return version.remove(key);
    }

    @Override
    public long iterate(LongLongMap version) {
        long[] sum = new long[1];
        version.forEach((key, value) -> sum[0] += key + value);
        return sum[0];
    }

    @Override
    public long fold(LongLongMap version) {
        return version.sum();
    }

    @Override
    public LongLongMap merge(LongLongMap version, LongLongMap other) {
        return version.merge(other, (mine, theirs) -> theirs);
    }

    @Override
    public int diff(LongLongMap from, LongLongMap to) {
        MapChanges<Long, Long> changes = from.changesTo(to);
        return changes.added().size()
                + changes.removed().size()
                + changes.changed().size();
    }

    @Override
    public LongLongMap merge3(LongLongMap base, LongLongMap ours, LongLongMap theirs) {
        return LongLongMap.from(
                PMap.merge3(base.toPMap(), ours.toPMap(), theirs.toPMap(), (key, old, mine, their) -> their));
    }
}
