package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.StoreTest;
import dev.cairn.program.map.MapSubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of the iterators and spliterators of maps, sets and views. */
class MapSpliteratorLawsTest extends StoreTest {
    private static final int CHARACTERISTICS = Spliterator.SIZED | Spliterator.SUBSIZED | Spliterator.IMMUTABLE;

    @Provide
    Arbitrary<MapSample> samples() {
        return MapSample.arbitrary();
    }

    private static <K, V> List<Iterable<?>> all(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
        PSet<K> set = PSet.from(map.store(), subject.keyCodec(), entries.keySet());
        return List.of(map, set, map.keys(), map.values(), map.entries());
    }

    @Property
    void itsCharacteristicsAreThoseOfASetThatNeverChanges(@ForAll("samples") MapSample sample) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                for (Iterable<?> iterable : all(subject, map, entries)) {
                    Spliterator<?> one = iterable.spliterator();
                    assertTrue(one.hasCharacteristics(CHARACTERISTICS));
                    assertFalse(one.hasCharacteristics(Spliterator.ORDERED));
                    assertFalse(one.hasCharacteristics(Spliterator.SORTED));
                    assertFalse(one.hasCharacteristics(Spliterator.NONNULL));
                    assertEquals(entries.size(), one.getExactSizeIfKnown());
                }
                assertTrue(map.spliterator().hasCharacteristics(Spliterator.DISTINCT));
                assertTrue(map.keys().spliterator().hasCharacteristics(Spliterator.DISTINCT));
                assertFalse(map.values().spliterator().hasCharacteristics(Spliterator.DISTINCT));
            }
        });
    }

    @Property
    void splitsCoverAllOnce(@ForAll("samples") MapSample sample, @ForAll @IntRange(max = 50) int before) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                Spliterator<Map.Entry<K, V>> all = map.spliterator();
                List<Map.Entry<K, V>> seen = new ArrayList<>();
                for (int i = 0; i < before; i++) {
                    all.tryAdvance(seen::add);
                }
                splitAll(all, seen);
                List<Map.Entry<K, V>> inOrder = new ArrayList<>();
                map.iterator().forEachRemaining(inOrder::add);
                assertEquals(inOrder, seen);
                assertEquals(entries.entrySet(), new HashSet<>(seen));
                assertEquals(entries.size(), seen.size());
            }
        });
    }

    private static <E> void splitAll(Spliterator<E> all, List<E> seen) {
        long size = all.getExactSizeIfKnown();
        Spliterator<E> first = all.trySplit();
        if (first == null) {
            int from = seen.size();
            all.forEachRemaining(seen::add);
            assertEquals(from + size, seen.size());
            assertNull(all.trySplit());
            assertFalse(all.tryAdvance(e -> {}));
            return;
        }
        assertTrue(first.getExactSizeIfKnown() > 0 && all.getExactSizeIfKnown() > 0);
        assertEquals(size, first.getExactSizeIfKnown() + all.getExactSizeIfKnown());
        splitAll(first, seen);
        splitAll(all, seen);
    }

    @Property
    void streamsAndViewsGiveAllAlsoInParallel(@ForAll("samples") MapSample sample) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                for (boolean parallel : new boolean[] {false, true}) {
                    Map<K, V> seen = StreamSupport.stream(map.spliterator(), parallel)
                            .collect(HashMap::new, (m, e) -> m.put(e.getKey(), e.getValue()), HashMap::putAll);
                    assertEquals(entries, seen);
                    assertEquals(counts(entries.values()), counts(map.values()));
                    assertEquals(
                            map,
                            StreamSupport.stream(map.spliterator(), parallel)
                                    .collect(PMap.collector(map.store(), subject.keyCodec(), subject.valueCodec())));
                    assertEquals(
                            PSet.from(map.store(), subject.keyCodec(), entries.keySet()),
                            StreamSupport.stream(map.keys().spliterator(), parallel)
                                    .collect(PSet.collector(map.store(), subject.keyCodec())));
                }
            }
        });
    }

    private static <V> Map<List<V>, Long> counts(Collection<V> values) {
        return values.stream()
                .map(value -> {
                    List<V> one = new ArrayList<>();
                    one.add(value);
                    return one;
                })
                .collect(Collectors.groupingBy(one -> one, Collectors.counting()));
    }

    @Property
    void anIteratorEndsAfterTheLastEntry(@ForAll("samples") MapSample sample) {
        sample.check(stores, new MapLaw() {
            @Override
            public <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries) {
                for (Iterable<?> iterable : all(subject, map, entries)) {
                    Iterator<?> i = iterable.iterator();
                    for (int n = 0; n < entries.size(); n++) {
                        assertTrue(i.hasNext());
                        i.next();
                    }
                    assertFalse(i.hasNext());
                    var e = assertThrows(NoSuchElementException.class, i::next);
                    assertTrue(e.getMessage().contains("" + entries.size()), e::getMessage);
                    assertThrows(UnsupportedOperationException.class, i::remove);
                }
            }
        });
    }
}
