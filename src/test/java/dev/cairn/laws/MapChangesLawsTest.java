package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.Sharing;
import dev.cairn.StoreTest;
import dev.cairn.program.map.MapSubject;
import dev.cairn.program.map.Model;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of differences, patches and merges, whatever the keys and values. */
class MapChangesLawsTest extends StoreTest {
    private static final int KEYS = 2000;

    @Provide
    Arbitrary<MapSample> samples() {
        return MapSample.arbitrary();
    }

    private static <K, V> PMap<K, V> changed(MapSubject<K, V> subject, PMap<K, V> map, int at, int count) {
        PMap<K, V> changed = map;
        for (int i = 0; i < count; i++) {
            K key = subject.key(at + 3 * i);
            changed = i % 3 == 0 ? changed.remove(key) : changed.put(key, subject.value(at + i));
        }
        return changed;
    }

    private static <K, V> Map<K, V> copy(PMap<K, V> map) {
        Map<K, V> copy = new HashMap<>();
        map.forEach(copy::put);
        return copy;
    }

    @Property
    void theChangesSayWhatChangedAndAPatchChangesIt(
            @ForAll("samples") MapSample sample,
            @ForAll @IntRange(max = KEYS) int at,
            @ForAll @IntRange(max = 60) int count) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                PMap<K, V> next = changed(subject, map, at, count);
                MapChanges<K, V> changes = map.changesTo(next);
                assertEquals(Model.changes(entries, copy(next)), changes);
                assertEquals(next, map.patch(changes));
                assertEquals(map, next.patch(next.changesTo(map)));
                assertEquals(map.equals(next), changes.isEmpty());
                assertTrue(map.changesTo(map).isEmpty());
                assertEquals(Sharing.retained(next), Sharing.retained(map.patch(changes)));
            }
        });
    }

    @Property
    void mapsMadeApartDifferAsTheirEntriesDo(
            @ForAll("samples") MapSample sample,
            @ForAll @IntRange(max = KEYS) int at,
            @ForAll @IntRange(max = 300) int size) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                Map<K, V> other = MapSample.entries(subject, at, size, sample.seed());
                PMap<K, V> apart = PMap.from(map.store(), subject.keyCodec(), subject.valueCodec(), other);
                assertEquals(Model.changes(entries, other), map.changesTo(apart));
                assertEquals(apart, map.patch(map.changesTo(apart)));
            }
        });
    }

    @Property
    void aMergeWithOneSideUnchangedIsTheOtherSide(
            @ForAll("samples") MapSample sample,
            @ForAll @IntRange(max = KEYS) int at,
            @ForAll @IntRange(max = 60) int count) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                PMap<K, V> next = changed(subject, map, at, count);
                PMap<K, V> same = map.putAll(entries);
                PMap.Resolver<K, V> never = (key, base, ours, theirs) -> {
                    throw new AssertionError(key);
                };
                assertEquals(next, PMap.merge3(map, next, same, never));
                assertEquals(next, PMap.merge3(map, same, next, never));
                assertEquals(next, PMap.merge3(map, next, next, never), "both changed alike");
            }
        });
    }

    @Property
    void aMergeOfTwoSidesIsThatOfTheirEntries(
            @ForAll("samples") MapSample sample,
            @ForAll @IntRange(max = KEYS) int at,
            @ForAll @IntRange(max = 60) int count,
            @ForAll @IntRange(max = 40) int apart) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                PMap<K, V> ours = changed(subject, map, at, count);
                PMap<K, V> theirs = changed(subject, map, at + apart, count);
                PMap.Resolver<K, V> resolver = (key, base, mine, other) -> mine == null ? null : other;
                assertEquals(
                        Model.merge3(entries, copy(ours), copy(theirs), resolver),
                        copy(PMap.merge3(map, ours, theirs, resolver)));
            }
        });
    }

    @Property
    void aFunctionThatThrowsLeavesEverythingAsItWas(@ForAll("samples") MapSample sample) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                PMap<K, V> other = map.mapValues(value -> subject.value(Objects.hashCode(value) & 0xFF));
                if (!map.changesTo(other).isEmpty()) {
                    assertThrows(
                            IllegalStateException.class,
                            () -> map.merge(other, (a, b) -> {
                                throw new IllegalStateException("conflict");
                            }));
                    assertThrows(
                            IllegalStateException.class,
                            () -> map.filter((key, value) -> {
                                throw new IllegalStateException("filter");
                            }));
                    assertThrows(
                            IllegalStateException.class,
                            () -> map.mapValues(value -> {
                                throw new IllegalStateException("mapValues");
                            }));
                    PMap<K, V> none = subject.empty(map.store());
                    assertThrows(
                            IllegalStateException.class,
                            () -> PMap.merge3(none, map, other, (key, base, ours, theirs) -> {
                                throw new IllegalStateException("resolver");
                            }));
                }
                assertEquals(entries, copy(map));
            }
        });
    }

    @Property
    void setsCombineAsHashSetsDo(
            @ForAll("samples") MapSample sample,
            @ForAll @IntRange(max = KEYS) int at,
            @ForAll @IntRange(max = 400) int size) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                PSet<K> a = PSet.from(map.store(), subject.keyCodec(), entries.keySet());
                Set<K> right = MapSample.entries(subject, at, size, 0).keySet();
                PSet<K> b = a.filter(key -> Objects.hashCode(key) % 3 == 0).addAll(right);
                Set<K> both = new HashSet<>(entries.keySet());
                both.removeIf(key -> !b.contains(key));
                assertEquals(both, new HashSet<>(a.intersect(b).stream().toList()));
                assertEquals(a.intersect(b), b.intersect(a));
                assertEquals(a.union(b), b.union(a));
                assertEquals(a, a.difference(b).union(a.intersect(b)));
                assertEquals(a.size(), a.difference(b).size() + both.size());
                assertEquals(a.size() + b.size() - both.size(), a.union(b).size());
                assertEquals(a.difference(b).isEmpty(), a.isSubsetOf(b));
                assertTrue(a.isSubsetOf(a.union(b)) && b.isSubsetOf(a.union(b)));
                assertEquals(b, a.patch(a.changesTo(b)));
                assertEquals(Sharing.retained(a.union(b)), Sharing.retained(b.union(a)));
            }
        });
    }
}
