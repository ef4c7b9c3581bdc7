package dev.cairn.bench.map;

import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/** The persistent hash map of kotlinx.collections.immutable, a compressed hash array mapped prefix tree. */
final class KotlinMap implements Mapping<PersistentMap<Object, Long>> {
    @Override
    public PersistentMap<Object, Long> empty(Keys kind) {
        return ExtensionsKt.persistentHashMapOf();
    }

    @Override
    public PersistentMap<Object, Long> bulk(Entries entries) {
        PersistentMap.Builder<Object, Long> builder =
                ExtensionsKt.<Object, Long>persistentHashMapOf().builder();
        for (int i = 0; i < entries.count(); i++) {
            builder.put(entries.key(i), entries.value(i));
        }
        return builder.build();
    }

    @Override
    public int size(PersistentMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(PersistentMap<Object, Long> version, Object key) {
        return version.get(key);
    }

    @Override
    public PersistentMap<Object, Long> put(PersistentMap<Object, Long> version, Object key, Long value) {
        return version.putting(key, value);
    }

    @Override
    public PersistentMap<Object, Long> remove(PersistentMap<Object, Long> version, Object key) {
        return version.removing(key);
    }

    @Override
    public long iterate(PersistentMap<Object, Long> version) {
        return Sums.ofEntries(version.entrySet().iterator());
    }

    @Override
    public long fold(PersistentMap<Object, Long> version) {
        return Sums.ofValues(version.values().iterator());
    }

    @Override
    public PersistentMap<Object, Long> merge(PersistentMap<Object, Long> version, PersistentMap<Object, Long> other) {
        return version.puttingAll(other);
    }
}
