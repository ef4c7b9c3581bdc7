package dev.cairn.bench.map;

import clojure.lang.AFn;
import clojure.lang.IPersistentMap;
import clojure.lang.ITransientMap;
import clojure.lang.PersistentHashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clojure's hash map. */
final class ClojureMap implements Mapping<PersistentHashMap> {
    @Override
    public PersistentHashMap empty(Keys kind) {
        return PersistentHashMap.EMPTY;
    }

    @Override
    public PersistentHashMap bulk(Entries entries) {
        ITransientMap open = PersistentHashMap.EMPTY.asTransient();
        for (int i = 0; i < entries.count(); i++) {
            open = open.assoc(entries.key(i), entries.value(i));
        }
        return (PersistentHashMap) open.persistent();
    }

    @Override
    public int size(PersistentHashMap version) {
        return version.count();
    }

    @Override
    public @Nullable Long get(PersistentHashMap version, Object key) {
        return (Long) version.valAt(key);
    }

    @Override
    public PersistentHashMap put(PersistentHashMap version, Object key, Long value) {
        return (PersistentHashMap) version.assoc(key, value);
    }

    @Override
    public PersistentHashMap remove(PersistentHashMap version, Object key) {
        return (PersistentHashMap) version.without(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public long iterate(PersistentHashMap version) {
        return Sums.ofEntries((Iterator<Map.Entry<?, ?>>) version.iterator());
    }

    @Override
    public long fold(PersistentHashMap version) {
        Adder adder = new Adder();
        version.kvreduce(adder, adder);
        return adder.sum;
    }

    /** As Clojure's {@code merge}: one entry after another, here into the transient form. */
    @Override
    public PersistentHashMap merge(PersistentHashMap version, PersistentHashMap other) {
        IPersistentMap merged = ((ITransientMap) other.kvreduce(new Putter(), version.asTransient())).persistent();
        return (PersistentHashMap) merged;
    }

    private static final class Putter extends AFn {
        @Override
        public Object invoke(Object open, Object key, Object value) {
            return ((ITransientMap) open).assoc(key, value);
        }
    }

    /** Adds in place, so that the sum is not boxed at each step. */
    private static final class Adder extends AFn {
        private long sum;

        @Override
        public Object invoke(Object accumulator, Object key, Object value) {
            sum += (Long) value;
            return accumulator;
        }
    }
}
