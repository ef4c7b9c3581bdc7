package dev.cairn.bench.map;

import dev.cairn.Atom;
import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.bench.measure.CpuProfiler;
import dev.cairn.codec.Codec;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cairn's map.
 *
 * @param empties the empty map for each kind of keys
 */
record CairnMap(Function<Keys, PMap<Object, Long>> empties) implements Mapping<PMap<Object, Long>> {
    private static final AtomicInteger ATOMS = new AtomicInteger();

    /** In the standard store, keys and values encoded as longs and strings. */
    static CairnMap coded() {
        return new CairnMap(kind -> PMap.empty(codec(kind), Codec.LONG));
    }

    /** In the standard store, without codecs. */
    static CairnMap standard() {
        return new CairnMap(kind -> PMap.empty());
    }

    /** As {@link #coded}, in a new store. */
    static CairnMap inOwnStore() {
        Store store = Store.inMemory();
        CpuProfiler.watchReclaimer(store);
        return new CairnMap(kind -> PMap.empty(store, codec(kind), Codec.LONG));
    }

    @SuppressWarnings("unchecked")
    private static Codec<Object> codec(Keys kind) {
        Codec<?> codec = switch (kind) {
            case LONG, UNBOXED -> Codec.LONG;
            case STRING -> Codec.STRING;
        };
        return (Codec<Object>) codec;
    }

    @Override
    public PMap<Object, Long> empty(Keys kind) {
        return empties.apply(kind);
    }

    @Override
    public PMap<Object, Long> bulk(Entries entries) {
        PMap.Builder<Object, Long> builder = empties.apply(entries.kind()).toBuilder();
        for (int i = 0; i < entries.count(); i++) {
            builder.put(entries.key(i), entries.value(i));
        }
        return builder.build();
    }

    @Override
    public int size(PMap<Object, Long> version) {
        return version.size();
    }

    @Override
    public @Nullable Long get(PMap<Object, Long> version, Object key) {
        return version.get(key);
    }

    @Override
    public PMap<Object, Long> put(PMap<Object, Long> version, Object key, Long value) {
        return version.put(key, value);
    }

    @Override
    public PMap<Object, Long> remove(PMap<Object, Long> version, Object key) {
        return version.remove(key);
    }

    @Override
    public long iterate(PMap<Object, Long> version) {
        return Sums.ofEntries(version.iterator());
    }

    @Override
    public long fold(PMap<Object, Long> version) {
        return Sums.ofValues(version.values().iterator());
    }

    @Override
    public PMap<Object, Long> merge(PMap<Object, Long> version, PMap<Object, Long> other) {
        return version.merge(other, (mine, theirs) -> theirs);
    }

    @Override
    public int diff(PMap<Object, Long> from, PMap<Object, Long> to) {
        MapChanges<Object, Long> changes = from.changesTo(to);
        return changes.added().size()
                + changes.removed().size()
                + changes.changed().size();
    }

    @Override
    public PMap<Object, Long> merge3(PMap<Object, Long> base, PMap<Object, Long> ours, PMap<Object, Long> theirs) {
        return PMap.merge3(base, ours, theirs, (key, old, mine, their) -> their);
    }

    @Override
    public Cell cell(PMap<Object, Long> initial) {
        Atom<PMap<Object, Long>> atom = initial.store().atom("bench " + ATOMS.getAndIncrement(), initial);
        return (key, value) -> atom.updateAndGet(version -> version.put(key, value));
    }
}
