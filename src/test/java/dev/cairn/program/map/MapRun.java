package dev.cairn.program.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Holders;
import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.Scope;
import dev.cairn.SetChanges;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.internal.life.Census;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A program that runs on a PMap, on a PSet of its keys, on a java.util.HashMap and on Vavr's HashMap side by side; all live
 * versions are compared after each step.
 */
final class MapRun<K, V> {
    private static final int VERSIONS_MAX = 6;
    private static final int COMPARED_IN_FULL = 60;

    private final MapSubject<K, V> subject;
    private final Store store;
    private final int scale;
    private final List<Live<K, V>> live = new ArrayList<>();
    private PMap.Builder<K, V> builder;
    private PSet.Builder<K> setBuilder;
    private Model<K, V> built = Model.empty();
    private int seed;

    private record Live<K, V>(PMap<K, V> map, PSet<K> set, Model<K, V> model) {}

    /** Bulk actions take {@code scale} times their amount. */
    MapRun(MapSubject<K, V> subject, Store store, int scale) {
        this.subject = subject;
        this.store = store;
        this.scale = scale;
        live.add(new Live<>(subject.empty(store), subject.emptySet(store), Model.empty()));
    }

    void run(List<MapAction> program) {
        for (MapAction action : program) {
            step(action);
            live.forEach(this::compare);
        }
        live.forEach(this::compareInFull);
        collect();
        live.clear();
        endBuilder();
        Holders.of(List.of(), List.of()).collect(store);
        assertEquals(0, store.verify().nodes(), "nothing held, nothing live (I6)");
        assertEquals(0, store.stats().liveNodes());
    }

    private void step(MapAction action) {
        Live<K, V> chosen = live.get(action.version() % live.size());
        Live<K, V> other = live.get(action.other() % live.size());
        int at = action.at();
        int amount = action.amount();
        switch (action.verb()) {
            case PUT -> add(put(chosen, at, amount));
            case PUT_ALL -> add(putAll(chosen, at, amount * scale));
            case PUT_SAME -> add(putSame(chosen));
            case REMOVE -> add(remove(chosen, at, amount));
            case REMOVE_ALL -> add(removeAll(chosen, at, amount * scale));
            case COMPUTE -> add(compute(chosen, at, amount));
            case FILTER -> add(filter(chosen, amount));
            case MAP_VALUES -> add(mapValues(chosen));
            case MERGE -> add(merge(chosen, other));
            case OVERWRITE -> add(overwrite(chosen, other));
            case COMBINE -> combine(chosen, other);
            case PATCH -> patch(chosen, other);
            case MERGE3 -> add(merge3(chosen, other, live.get(at % live.size())));
            case ITERATE -> iterate(chosen);
            case BEGIN -> begin(chosen);
            case BUILDER_PUT -> builderPut(at, amount * scale);
            case BUILDER_REMOVE -> builderRemove(at, amount * scale);
            case BUILD -> build();
            case SCOPE -> add(inScope(chosen, other, action));
            case DROP -> drop(action.version());
            case COLLECT -> collect();
        }
    }

    private void add(Live<K, V> made) {
        live.add(made);
        if (live.size() > VERSIONS_MAX) {
            live.removeFirst();
        }
    }

    private Live<K, V> put(Live<K, V> from, int at, int times) {
        PMap<K, V> map = from.map();
        PSet<K> set = from.set();
        Model<K, V> model = from.model();
        for (int i = 0; i < times; i++) {
            K key = subject.key(at + i);
            V value = subject.value(++seed);
            map = map.put(key, value);
            set = set.add(key);
            model = model.put(key, value);
        }
        return new Live<>(map, set, model);
    }

    private Map<K, V> entries(int at, int count) {
        Map<K, V> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(subject.key(at + i), subject.value(++seed));
        }
        return entries;
    }

    private Live<K, V> putAll(Live<K, V> from, int at, int count) {
        Map<K, V> more = entries(at, count);
        return new Live<>(
                from.map().putAll(more),
                from.set().addAll(more.keySet()),
                from.model().putAll(more));
    }

    /** Puts what is there already. */
    private Live<K, V> putSame(Live<K, V> from) {
        PMap<K, V> map = from.map();
        PSet<K> set = from.set();
        for (Map.Entry<K, V> entry : from.model().java().entrySet()) {
            map = map.put(entry.getKey(), entry.getValue());
            set = set.add(entry.getKey());
        }
        return new Live<>(map, set, from.model());
    }

    private Live<K, V> remove(Live<K, V> from, int at, int times) {
        PMap<K, V> map = from.map();
        PSet<K> set = from.set();
        Model<K, V> model = from.model();
        for (int i = 0; i < times; i++) {
            K key = subject.key(at + i);
            map = map.remove(key);
            set = set.remove(key);
            model = model.remove(key);
        }
        return new Live<>(map, set, model);
    }

    private Live<K, V> removeAll(Live<K, V> from, int at, int count) {
        Set<K> keys = entries(at, count).keySet();
        Model<K, V> model = from.model();
        for (K key : keys) {
            model = model.remove(key);
        }
        return new Live<>(from.map().removeAll(keys), from.set().removeAll(keys), model);
    }

    private Live<K, V> compute(Live<K, V> from, int at, int times) {
        PMap<K, V> map = from.map();
        Map<K, V> expected = new HashMap<>(from.model().java());
        for (int i = 0; i < times; i++) {
            K key = subject.key(at + i);
            V value = subject.value(++seed);
            map = switch (seed % 5) {
                case 0 -> map.compute(key, (k, v) -> v == null ? value : null);
                case 1 -> map.computeIfAbsent(key, k -> value);
                case 2 -> map.computeIfPresent(key, (k, v) -> value);
                case 3 -> map.putIfAbsent(key, value);
                default -> map.update(key, v -> value);
            };
            switch (seed % 5) {
                case 0 -> expected.compute(key, (k, v) -> v == null ? value : null);
                case 1 -> expected.computeIfAbsent(key, k -> value);
                case 2 -> expected.computeIfPresent(key, (k, v) -> value);
                case 3 -> expected.putIfAbsent(key, value);
                default -> expected.replace(key, value);
            }
        }
        return new Live<>(map, subject.emptySet(store).addAll(expected.keySet()), Model.of(expected));
    }

    private Live<K, V> filter(Live<K, V> from, int amount) {
        Map<K, V> expected = new HashMap<>(from.model().java());
        expected.keySet().removeIf(key -> !isKept(key, amount));
        return new Live<>(
                from.map().filter((key, value) -> isKept(key, amount)),
                from.set().filter(key -> isKept(key, amount)),
                Model.of(expected));
    }

    private static boolean isKept(Object key, int amount) {
        return Math.floorMod(Objects.toString(key).hashCode(), 7) > amount % 7;
    }

    private Live<K, V> mapValues(Live<K, V> from) {
        Map<K, V> expected = new HashMap<>(from.model().java());
        expected.replaceAll((key, value) -> changed(value));
        PMap<K, V> map = from.map().mapValues(this::changed);
        assertEquals(map, from.map().mapValues(subject.valueCodec(), this::changed));
        return new Live<>(map, from.set(), Model.of(expected));
    }

    private V changed(V value) {
        return subject.value(Objects.hashCode(value) & 0xFF);
    }

    private V joined(V one, V two) {
        return subject.value((Objects.hashCode(one) - 3 * Objects.hashCode(two)) & 0xFFF);
    }

    private Live<K, V> merge(Live<K, V> one, Live<K, V> two) {
        return new Live<>(
                one.map().merge(two.map(), this::joined),
                one.set().union(two.set()),
                one.model().merge(two.model(), this::joined));
    }

    private Live<K, V> overwrite(Live<K, V> one, Live<K, V> two) {
        return new Live<>(
                one.map().putAll(two.map()),
                two.set().union(one.set()),
                one.model().merge(two.model(), (a, b) -> b));
    }

    private void combine(Live<K, V> one, Live<K, V> two) {
        Set<K> both = new HashSet<>(one.model().java().keySet());
        both.retainAll(two.model().java().keySet());
        Set<K> rest = new HashSet<>(one.model().java().keySet());
        rest.removeAll(two.model().java().keySet());
        PSet<K> intersection = one.set().intersect(two.set());
        PSet<K> difference = one.set().difference(two.set());
        assertEquals(PSet.from(store, subject.keyCodec(), both), intersection);
        assertEquals(PSet.from(store, subject.keyCodec(), rest), difference);
        assertEquals(rest.isEmpty(), one.set().isSubsetOf(two.set()));
        assertTrue(difference.isSubsetOf(one.set()) && intersection.isSubsetOf(two.set()));
        assertEquals(one.set(), difference.union(intersection));
    }

    private void patch(Live<K, V> one, Live<K, V> two) {
        MapChanges<K, V> changes = one.map().changesTo(two.map());
        assertEquals(two.map(), one.map().patch(changes));
        assertEquals(Model.changes(one.model().java(), two.model().java()), changes);
        assertEquals(two.set(), one.set().patch(one.set().changesTo(two.set())));
        assertEquals(
                new SetChanges<>(changes.added().keySet(), changes.removed().keySet()),
                one.set().changesTo(two.set()));
    }

    private Live<K, V> merge3(Live<K, V> base, Live<K, V> ours, Live<K, V> theirs) {
        PMap<K, V> merged = PMap.merge3(base.map(), ours.map(), theirs.map(), this::resolved);
        Map<K, V> expected = Model.merge3(
                base.model().java(), ours.model().java(), theirs.model().java(), this::resolved);
        return new Live<>(merged, PSet.from(store, subject.keyCodec(), expected.keySet()), Model.of(expected));
    }

    private V resolved(K key, V base, V ours, V theirs) {
        return ours == null || theirs == null ? null : joined(ours, theirs);
    }

    private void iterate(Live<K, V> from) {
        Map<K, V> seen = new HashMap<>();
        from.map().iterator().forEachRemaining(entry -> seen.put(entry.getKey(), entry.getValue()));
        assertEquals(from.model().java(), seen);
        List<K> keys = new ArrayList<>();
        from.set().iterator().forEachRemaining(keys::add);
        assertEquals(from.model().java().size(), keys.size());
        assertEquals(from.model().java().keySet(), new HashSet<>(keys));
    }

    private void begin(Live<K, V> from) {
        builder = from.map().toBuilder();
        setBuilder = from.set().toBuilder();
        built = from.model();
    }

    private void endBuilder() {
        builder = null;
        setBuilder = null;
    }

    private void builderPut(int at, int count) {
        if (builder != null) {
            Map<K, V> more = entries(at, count);
            builder.putAll(more);
            setBuilder.addAll(more.keySet());
            built = built.putAll(more);
        }
    }

    private void builderRemove(int at, int count) {
        for (int i = 0; builder != null && i < count; i++) {
            builder.remove(subject.key(at + i));
            setBuilder.remove(subject.key(at + i));
            built = built.remove(subject.key(at + i));
        }
    }

    private void build() {
        if (builder != null) {
            add(new Live<>(builder.build(), setBuilder.build(), built));
        }
    }

    /** Makes versions in a scope, of which one outlives it. */
    private Live<K, V> inScope(Live<K, V> from, Live<K, V> other, MapAction action) {
        try (Scope scope = store.scope()) {
            Live<K, V> longer = put(from, action.at(), action.amount());
            Live<K, V> merged = merge(longer, other);
            Live<K, V> shorter = remove(merged, action.at(), action.amount() / 2);
            builderPut(action.at(), action.amount());
            if (action.at() % 2 == 0) {
                List<Version> held = versions();
                held.addAll(List.of(longer.map(), longer.set(), merged.map(), merged.set()));
                held.addAll(List.of(shorter.map(), shorter.set()));
                Holders.of(held, builders()).collect(store);
            }
            compare(longer);
            compareInFull(merged);
            return new Live<>(scope.keep(shorter.map()), scope.keep(shorter.set()), shorter.model());
        }
    }

    private List<Version> versions() {
        List<Version> versions = new ArrayList<>();
        for (Live<K, V> one : live) {
            versions.add(one.map());
            versions.add(one.set());
        }
        return versions;
    }

    private List<Object> builders() {
        return builder == null ? List.of() : List.of(builder, setBuilder);
    }

    private void drop(int which) {
        if (which % 5 == 0) {
            endBuilder();
        }
        if (live.size() > 1) {
            live.remove(which % live.size());
        }
    }

    /** Lets all be dead that is not live, and compares what is left with what the live versions reach. */
    private void collect() {
        Holders held = Holders.of(versions(), builders());
        held.collect(store);
        store.verify();
        Census census = held.census(store);
        assertEquals(census.reachable(), census.allocated(), "live nodes are the reachable ones (I5)");
        assertEquals(census.pinned(), store.stats().pinnedNodes());
    }

    private void compare(Live<K, V> one) {
        Map<K, V> expected = one.model().java();
        assertEquals(expected.size(), one.map().size());
        assertEquals(expected.size(), one.set().size());
        for (int i = 0; i < COMPARED_IN_FULL; i++) {
            K key = subject.key(i * 7);
            assertEquals(expected.get(key), one.map().get(key));
            assertEquals(expected.containsKey(key), one.map().containsKey(key));
            assertEquals(expected.containsKey(key), one.set().contains(key));
        }
    }

    private void compareInFull(Live<K, V> one) {
        Map<K, V> expected = one.model().java();
        assertEquals(expected, one.model().vavr().toJavaMap());
        expected.forEach((key, value) -> assertEquals(value, one.map().get(key)));
        iterate(one);
        PMap<K, V> copy = PMap.from(store, subject.keyCodec(), subject.valueCodec(), expected);
        assertTrue(one.map().equals(copy) && copy.equals(one.map()));
        assertTrue(one.map().changesTo(copy).isEmpty());
        assertEquals(expected.hashCode(), one.map().hashCode());
        assertEquals(expected.keySet().hashCode(), one.set().hashCode());
        assertEquals(PSet.from(store, subject.keyCodec(), expected.keySet()), one.set());
    }
}
