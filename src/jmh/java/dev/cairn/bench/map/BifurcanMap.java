package dev.cairn.bench.map;

import io.lacuna.bifurcan.IEntry;
import io.lacuna.bifurcan.Map;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Bifurcan's map, a compressed hash array mapped prefix tree. */
final class BifurcanMap implements Mapping<Map<Object, Long>> {
    @Override
    public Map<Object, Long> empty(Keys kind) {
        return Map.empty();
    }

    @Override
    public Map<Object, Long> bulk(Entries entries) {
        Map<Object, Long> open = new Map<Object, Long>().linear();
        for (int i = 0; i < entries.count(); i++) {
            open = put(open, entries.key(i), entries.value(i));
        }
        return open.forked();
    }

    @Override
    public int size(Map<Object, Long> version) {
        return (int) version.size();
    }

    @Override
    public @Nullable Long get(Map<Object, Long> version, Object key) {
        return version.get(key, null);
    }

    @Override
    public Map<Object, Long> put(Map<Object, Long> version, Object key, Long value) {
        return version.put(key, value, (old, latest) -> latest);
    }

    @Override
    public Map<Object, Long> remove(Map<Object, Long> version, Object key) {
        return version.remove(key);
    }

    @Override
    public long iterate(Map<Object, Long> version) {
        long sum = 0;
        Iterator<IEntry<Object, Long>> entries = version.iterator();
        while (entries.hasNext()) {
            IEntry<Object, Long> next = entries.next();
            sum += Sums.entry(next.key(), next.value());
        }
        return sum;
    }

    @Override
    public long fold(Map<Object, Long> version) {
        long sum = 0;
        for (IEntry<Object, Long> entry : version) {
            sum += entry.value();
        }
        return sum;
    }

    @Override
    public Map<Object, Long> merge(Map<Object, Long> version, Map<Object, Long> other) {
        return version.union(other);
    }
}
