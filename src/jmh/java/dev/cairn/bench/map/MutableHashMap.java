package dev.cairn.bench.map;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** {@link HashMap}, the limit: mutable, so it is built, read and walked, and has no persistent operation. */
final class MutableHashMap implements Mapping<HashMap<Object, Long>> {
    @Override
    public HashMap<Object, Long> empty(Keys kind) {
        return new HashMap<>();
    }

    @Override
    public HashMap<Object, Long> bulk(Entries entries) {
        HashMap<Object, Long> map = HashMap.newHashMap(entries.count());
        for (int i = 0; i < entries.count(); i++) {
            map.put(entries.key(i), entries.value(i));
        }
        return map;
    }

    @Override
    public int size(HashMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(HashMap<Object, Long> version, Object key) {
        return version.get(key);
    }

    @Override
    public HashMap<Object, Long> put(HashMap<Object, Long> version, Object key, Long value) {
        throw notPersistent();
    }

    @Override
    public HashMap<Object, Long> remove(HashMap<Object, Long> version, Object key) {
        throw notPersistent();
    }

    @Override
    public long iterate(HashMap<Object, Long> version) {
        return Sums.ofEntries(version.entrySet().iterator());
    }

    @Override
    public long fold(HashMap<Object, Long> version) {
        return Sums.ofValues(version.values().iterator());
    }

    @Override
    public HashMap<Object, Long> merge(HashMap<Object, Long> version, HashMap<Object, Long> other) {
        throw notPersistent();
    }

    private static UnsupportedOperationException notPersistent() {
        return new UnsupportedOperationException("not persistent");
    }
}
