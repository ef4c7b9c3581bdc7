package dev.cairn.bench.map;

import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.MutMap;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.UnmodMap;

/** Paguro's hash map, a port of Clojure's. */
final class PaguroMap implements Mapping<PersistentHashMap<Object, Long>> {
    @Override
    public PersistentHashMap<Object, Long> empty(Keys kind) {
        return PersistentHashMap.empty();
    }

    @Override
    public PersistentHashMap<Object, Long> bulk(Entries entries) {
        MutMap<Object, Long> open = PersistentHashMap.emptyMutable();
        for (int i = 0; i < entries.count(); i++) {
            open = open.assoc(entries.key(i), entries.value(i));
        }
        return (PersistentHashMap<Object, Long>) open.immutable();
    }

    @Override
    public int size(PersistentHashMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(PersistentHashMap<Object, Long> version, Object key) {
        return version.get(key);
    }

    @Override
    public PersistentHashMap<Object, Long> put(PersistentHashMap<Object, Long> version, Object key, Long value) {
        return version.assoc(key, value);
    }

    @Override
    public PersistentHashMap<Object, Long> remove(PersistentHashMap<Object, Long> version, Object key) {
        return version.without(key);
    }

    @Override
    public long iterate(PersistentHashMap<Object, Long> version) {
        return Sums.ofEntries(version.iterator());
    }

    @Override
    public long fold(PersistentHashMap<Object, Long> version) {
        return Sums.ofValues(version.valIterator());
    }

    @Override
    public PersistentHashMap<Object, Long> merge(
            PersistentHashMap<Object, Long> version, PersistentHashMap<Object, Long> other) {
        MutMap<Object, Long> open = version.mutable();
        for (UnmodMap.UnEntry<Object, Long> entry : other) {
            open = open.assoc(entry.getKey(), entry.getValue());
        }
        return (PersistentHashMap<Object, Long>) open.immutable();
    }
}
