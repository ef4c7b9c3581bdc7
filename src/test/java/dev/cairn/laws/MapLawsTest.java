package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.Sharing;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.program.map.MapSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of one map and the next, whatever the keys and values. */
class MapLawsTest extends StoreTest {
    private static final int KEYS = 2000;

    @Provide
    Arbitrary<MapSample> samples() {
        return MapSample.arbitrary();
    }

    @Property
    void getAfterPutGivesTheNewValueAndTheOthersAreUnchanged(
            @ForAll("samples") MapSample sample, @ForAll @IntRange(max = KEYS) int at) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                Map<K, V> expected = new HashMap<>(entries);
                expected.put(subject.key(at), subject.value(at));
                PMap<K, V> changed = map.put(subject.key(at), subject.value(at));
                assertEquals(subject.value(at), changed.get(subject.key(at)));
                assertEquals(expected, new HashMap<>(gotten(changed, expected)));
                assertEquals(entries, gotten(map, entries));
                assertEquals(entries.containsKey(subject.key(at)), map.containsKey(subject.key(at)));
            }
        });
    }

    @Property
    void removeUndoesPut(@ForAll("samples") MapSample sample, @ForAll @IntRange(max = KEYS) int at) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                K key = subject.key(at);
                PMap<K, V> without = map.remove(key);
                assertNull(without.get(key));
                assertEquals(entries.size() - (entries.containsKey(key) ? 1 : 0), without.size());
                PMap<K, V> with = without.put(key, subject.value(at));
                assertEquals(without, with.remove(key));
                assertEquals(Sharing.retained(without), Sharing.retained(with.remove(key)));
                assertNotEquals(without, with);
            }
        });
    }

    @Property
    void puttingWhatIsThereChangesNothing(@ForAll("samples") MapSample sample) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                entries.forEach((key, value) -> assertEquals(
                        0, Sharing.between(map, map.put(key, value)).rightOnlyNodes()));
                assertEquals(0, Sharing.between(map, map.putAll(entries)).rightOnlyNodes());
            }
        });
    }

    @Property
    void equalMapsHaveTheSameShapeWhateverTheirHistories(@ForAll("samples") MapSample sample, @ForAll long random) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                List<K> order = new ArrayList<>(entries.keySet());
                Collections.shuffle(order, new Random(random));
                PMap<K, V> other = subject.empty(map.store());
                PSet<K> set = subject.emptySet(map.store());
                for (int i = 0; i < order.size(); i++) {
                    K stranger = subject.key((int) (random & 0xFFFF) + i);
                    other = other.put(order.get(i), subject.value(i)).put(order.get(i), entries.get(order.get(i)));
                    set = set.add(order.get(i));
                    if (!entries.containsKey(stranger)) {
                        other = other.put(stranger, subject.value(i)).remove(stranger);
                        set = set.add(stranger).remove(stranger);
                    }
                }
                assertEquals(map, other);
                assertEquals(Sharing.retained(map), Sharing.retained(other));
                PSet<K> built = PSet.from(map.store(), subject.keyCodec(), entries.keySet());
                assertEquals(built, set);
                assertEquals(Sharing.retained(built), Sharing.retained(set));
            }
        });
    }

    @Property
    void puttingOneByOneAndAllAtOnceIsTheSame(
            @ForAll("samples") MapSample sample, @ForAll @IntRange(max = 300) int count) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                Map<K, V> more = MapSample.entries(subject, 50, count, 7);
                PMap<K, V> one = map;
                for (Map.Entry<K, V> entry : more.entrySet()) {
                    one = one.put(entry.getKey(), entry.getValue());
                }
                assertEquals(one, map.putAll(more));
                assertEquals(Sharing.retained(one), Sharing.retained(map.putAll(more)));
                assertEquals(one, map.putAll(subject.empty(map.store()).putAll(more)));
                assertEquals(map.removeAll(more.keySet()), one.removeAll(more.keySet()));
            }
        });
    }

    @Property
    void equalsHashCodeAndToStringAreThoseOfAMaps(@ForAll("samples") MapSample sample) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                assertEquals(entries.hashCode(), map.hashCode());
                PMap<K, V> elsewhere =
                        PMap.from(stores.shared(sample.other()), subject.keyCodec(), subject.valueCodec(), entries);
                PMap<K, V> otherCodecs = PMap.from(map.store(), Codec.object(), Codec.object(), entries);
                for (PMap<K, V> equal : List.of(elsewhere, otherCodecs)) {
                    assertEquals(map, equal);
                    assertEquals(equal, map);
                    assertEquals(map.hashCode(), equal.hashCode());
                }
                assertNotEquals(map, entries);
                for (K key : entries.keySet().stream().limit(3).toList()) {
                    assertNotEquals(map, elsewhere.remove(key));
                    assertNotEquals(map, map.remove(key));
                    assertNotEquals(map.keys(), map.remove(key).keys());
                }
                PMap<K, V> one = subject.empty(map.store()).put(subject.key(1), subject.value(2));
                assertEquals(MapSample.entries(subject, 1, 1, 2).toString(), one.toString());
                assertEquals(entries.keySet(), map.keys());
                assertEquals(entries.entrySet(), map.entries());
                assertEquals(map.entries(), entries.entrySet());
            }
        });
    }

    private static <K, V> Map<K, V> gotten(PMap<K, V> map, Map<K, V> like) {
        Map<K, V> all = new HashMap<>();
        like.keySet().forEach(key -> all.put(key, map.get(key)));
        assertEquals(like.size(), map.size());
        return all;
    }
}
