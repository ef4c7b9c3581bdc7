package dev.cairn.bench.map;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/** The hash map of PCollections, a binary tree of buckets; it has no builder. */
final class PCollectionsMap implements Mapping<HashPMap<Object, Long>> {
    @Override
    public HashPMap<Object, Long> empty(Keys kind) {
        return HashTreePMap.empty();
    }

    @Override
    public HashPMap<Object, Long> bulk(Entries entries) {
        return build(entries);
    }

    @Override
    public int size(HashPMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(HashPMap<Object, Long> version, Object key) {
        return version.get(key);
    }

    @Override
    public HashPMap<Object, Long> put(HashPMap<Object, Long> version, Object key, Long value) {
        return version.plus(key, value);
    }

    @Override
    public HashPMap<Object, Long> remove(HashPMap<Object, Long> version, Object key) {
        return version.minus(key);
    }

    @Override
    public long iterate(HashPMap<Object, Long> version) {
        return Sums.ofEntries(version.entrySet().iterator());
    }

    @Override
    public long fold(HashPMap<Object, Long> version) {
        return Sums.ofValues(version.values().iterator());
    }

    @Override
    public HashPMap<Object, Long> merge(HashPMap<Object, Long> version, HashPMap<Object, Long> other) {
        return version.plusAll(other);
    }
}
