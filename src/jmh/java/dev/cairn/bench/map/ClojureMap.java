package dev.cairn.bench.map;

import clojure.lang.AFn;
import clojure.lang.IEditableCollection;
import clojure.lang.IKVReduce;
import clojure.lang.IPersistentMap;
import clojure.lang.ITransientMap;
import clojure.lang.PersistentArrayMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clojure's map, as {@code {}} begins one: an array of up to eight entries, then a hash map. */
final class ClojureMap implements Mapping<IPersistentMap> {
    @Override
    public IPersistentMap empty(Keys kind) {
        return PersistentArrayMap.EMPTY;
    }

    @Override
    public IPersistentMap bulk(Entries entries) {
        ITransientMap open = PersistentArrayMap.EMPTY.asTransient();
        for (int i = 0; i < entries.count(); i++) {
            open = open.assoc(entries.key(i), entries.value(i));
        }
        return open.persistent();
    }

    @Override
    public int size(IPersistentMap version) {
        return version.count();
    }

    @Override
    public @Nullable Long get(IPersistentMap version, Object key) {
        return (Long) version.valAt(key);
    }

    @Override
    public IPersistentMap put(IPersistentMap version, Object key, Long value) {
        return version.assoc(key, value);
    }

    @Override
    public IPersistentMap remove(IPersistentMap version, Object key) {
        return version.without(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public long iterate(IPersistentMap version) {
        return Sums.ofEntries((Iterator<Map.Entry<?, ?>>) version.iterator());
    }

    @Override
    public long fold(IPersistentMap version) {
        Adder adder = new Adder();
        ((IKVReduce) version).kvreduce(adder, adder);
        return adder.sum;
    }

    /** As Clojure's {@code merge}: one entry after another, here into the transient form. */
    @Override
    public IPersistentMap merge(IPersistentMap version, IPersistentMap other) {
        Object open = ((IEditableCollection) version).asTransient();
        return ((ITransientMap) ((IKVReduce) other).kvreduce(new Putter(), open)).persistent();
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
