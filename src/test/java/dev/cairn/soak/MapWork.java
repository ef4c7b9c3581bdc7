package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.program.map.Model;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Maps of one sort, derived from each other, changed key by key and many at a time, compared and merged. */
final class MapWork<K, V> extends Workload {
    private final Store store;
    private final MapKind<K, V> kind;
    private final Pool<KnownMap<K, V>> pool;

    MapWork(Store store, MapKind<K, V> kind, Pool<KnownMap<K, V>> pool) {
        super("PMap " + kind.subject());
        this.store = store;
        this.kind = kind;
        this.pool = pool;
        derive("put", 30, (known, random) -> put(known, random, random.nextInt(1, 60)));
        derive("remove", 15, (known, random) -> remove(known, random, random.nextInt(1, 60)));
        derive("compute", 10, (known, random) -> compute(known, random, random.nextInt(1, 40)));
        derive("put all", 6, (known, random) -> known.putAll(some(random)));
        derive("remove all", 4, (known, random) -> known.removeAll(some(random).keySet()));
        derive("filter", 2, this::filter);
        derive("map values", 2, this::mapValues);
        derive("merge", 3, this::merge);
        derive("changes and patch", 4, this::patch);
        derive("merge of three", 4, this::merge3);
        derive("build", 6, this::build);
        derive("scope", 6, this::scope);
        derive("check", 4, this::check);
        derive("start anew", 2, (known, random) -> KnownMap.empty(store, kind));
    }

    private void derive(String step, int weight, BiFunction<KnownMap<K, V>, SplittableRandom, KnownMap<K, V>> action) {
        add(step, weight, random -> pool.put(action.apply(pool.any(random), random), random));
    }

    @Override
    void end() {
        pool.clear();
    }

    private KnownMap<K, V> put(KnownMap<K, V> known, RandomGenerator random, int times) {
        KnownMap<K, V> next = known;
        for (int i = 0; i < times; i++) {
            next = next.put(kind.key(random), kind.value(random));
        }
        return next;
    }

    private KnownMap<K, V> remove(KnownMap<K, V> known, RandomGenerator random, int times) {
        KnownMap<K, V> next = known;
        for (int i = 0; i < times; i++) {
            next = next.remove(kind.key(random));
        }
        return next;
    }

    /** Derives values from those that are there: the nested ones share with them. */
    private KnownMap<K, V> compute(KnownMap<K, V> known, RandomGenerator random, int times) {
        KnownMap<K, V> next = known;
        for (int i = 0; i < times; i++) {
            K key = kind.key(random);
            int number = random.nextInt();
            V fresh = kind.value(random);
            KnownMap<K, V> before = next;
            PMap<K, V> map = before.map().compute(key, (k, v) -> v == null ? fresh : kind.derived(v, number));
            V expected =
                    before.map().containsKey(key) ? kind.derived(before.map().get(key), number) : fresh;
            next = before.put(key, expected);
            assertSame(next.map(), map);
        }
        return next;
    }

    private void assertSame(PMap<K, V> expected, PMap<K, V> map) {
        assertTrue(
                expected.equals(map),
                () -> expected.size() + " and " + map.size() + " entries; " + expected.changesTo(map));
    }

    private Map<K, V> some(RandomGenerator random) {
        Map<K, V> entries = new HashMap<>();
        for (int i = random.nextInt(1, kind.keys() / 20); i > 0; i--) {
            entries.put(kind.key(random), kind.value(random));
        }
        return entries;
    }

    private KnownMap<K, V> filter(KnownMap<K, V> known, RandomGenerator random) {
        int salt = random.nextInt();
        Map<K, V> expected = known.content(random);
        expected.keySet().removeIf(key -> !isKept(key, salt));
        return KnownMap.of(known.map().filter((key, value) -> isKept(key, salt)), expected);
    }

    private static boolean isKept(Object key, int salt) {
        return Marks.of(key.hashCode() + salt) >>> 61 != 0;
    }

    private KnownMap<K, V> mapValues(KnownMap<K, V> known, RandomGenerator random) {
        int number = random.nextInt();
        Map<K, V> expected = known.content(random);
        expected.replaceAll((key, value) -> kind.derived(value, number));
        return KnownMap.of(known.map().mapValues(value -> kind.derived(value, number)), expected);
    }

    private KnownMap<K, V> merge(KnownMap<K, V> known, RandomGenerator random) {
        KnownMap<K, V> other = pool.any(random);
        Map<K, V> expected = known.content(random);
        other.content(random)
                .forEach((key, value) -> expected.merge(
                        key, value, (mine, others) -> mine.equals(others) ? mine : kind.joined(mine, others)));
        return KnownMap.of(known.map().merge(other.map(), kind::joined), expected);
    }

    private KnownMap<K, V> patch(KnownMap<K, V> known, RandomGenerator random) {
        KnownMap<K, V> other = pool.any(random);
        MapChanges<K, V> changes = known.map().changesTo(other.map());
        assertEquals(Model.changes(known.content(random), other.content(random)), changes);
        PMap<K, V> patched = known.map().patch(changes);
        assertSame(other.map(), patched);
        return new KnownMap<>(patched, other.checksum());
    }

    private KnownMap<K, V> merge3(KnownMap<K, V> base, RandomGenerator random) {
        KnownMap<K, V> ours = put(base, random, random.nextInt(1, 60));
        KnownMap<K, V> theirs = random.nextBoolean() ? pool.any(random) : compute(base, random, 40);
        PMap<K, V> merged = PMap.merge3(base.map(), ours.map(), theirs.map(), this::resolved);
        Map<K, V> expected =
                Model.merge3(base.content(random), ours.content(random), theirs.content(random), this::resolved);
        return KnownMap.of(merged, expected);
    }

    private V resolved(K key, V base, V ours, V theirs) {
        return ours == null || theirs == null ? null : kind.joined(ours, theirs);
    }

    private KnownMap<K, V> build(KnownMap<K, V> known, RandomGenerator random) {
        PMap.Builder<K, V> builder = known.map().toBuilder();
        KnownMap<K, V> first = change(builder, known, random);
        KnownMap<K, V> second = change(builder, first, random);
        first.content(random);
        return second;
    }

    /** Does the same changes to the map and in the builder; returns what that built. */
    private KnownMap<K, V> change(PMap.Builder<K, V> builder, KnownMap<K, V> known, RandomGenerator random) {
        KnownMap<K, V> expected = known;
        for (int i = random.nextInt(200); i > 0; i--) {
            K key = kind.key(random);
            if (random.nextInt(3) == 0) {
                builder.remove(key);
                expected = expected.remove(key);
            } else {
                V value = kind.value(random);
                builder.put(key, value);
                expected = expected.put(key, value);
            }
        }
        PMap<K, V> built = builder.build();
        assertSame(expected.map(), built);
        return new KnownMap<>(built, expected.checksum());
    }

    private KnownMap<K, V> scope(KnownMap<K, V> known, RandomGenerator random) {
        KnownMap<K, V> kept;
        KnownMap<K, V> ended;
        try (Scope scope = store.scope()) {
            KnownMap<K, V> inside = put(compute(known, random, 20), random, random.nextInt(1, 60));
            KnownMap<K, V> merged = random.nextInt(4) == 0 ? merge3(inside, random) : inside;
            kept = new KnownMap<>(scope.keep(merged.map()), merged.checksum());
            ended = build(remove(merged, random, 40), random).toggle(kind.key(random), kind.value(random));
            ended.content(random);
        }
        try {
            ended.content(random);
        } catch (IllegalStateException e) {
            return kept;
        }
        throw new AssertionError("a version outlived its scope");
    }

    private KnownMap<K, V> check(KnownMap<K, V> known, RandomGenerator random) {
        Map<K, V> content = known.content(random);
        K key = kind.key(random);
        assertEquals(content.get(key), known.map().get(key));
        PMap<K, V> copy =
                PMap.from(store, kind.subject().keyCodec(), kind.subject().valueCodec(), content);
        assertSame(known.map(), copy);
        assertEquals(content.hashCode(), known.map().hashCode());
        return known;
    }
}
