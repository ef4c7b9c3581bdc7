package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Holders;
import dev.cairn.StoreTest;
import dev.cairn.Version;
import dev.cairn.program.Subject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of a vector's iterators and spliterators. */
class SpliteratorLawsTest extends StoreTest {
    private static final int CHARACTERISTICS =
            Spliterator.ORDERED | Spliterator.SIZED | Spliterator.SUBSIZED | Spliterator.IMMUTABLE;

    @Provide
    Arbitrary<Sample> samples() {
        return Sample.arbitrary();
    }

    @Property
    void itsCharacteristicsAreThoseOfAListThatNeverChanges(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                Spliterator<E> all = subject.spliterator(vector);
                assertTrue(all.hasCharacteristics(CHARACTERISTICS));
                assertFalse(all.hasCharacteristics(Spliterator.SORTED));
                assertEquals(elements.size(), all.getExactSizeIfKnown());
            }
        });
    }

    @Property
    void splitsCoverAllInOrderAndBeginAtLeaves(
            @ForAll("samples") Sample sample, @ForAll @IntRange(max = 50) int before) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                Spliterator<E> all = subject.spliterator(vector);
                List<E> seen = new ArrayList<>();
                for (int i = 0; i < before; i++) {
                    all.tryAdvance(seen::add);
                }
                List<Integer> borders = new ArrayList<>();
                splitAll(all, seen, borders);
                assertEquals(elements, seen);
                for (int border : borders) {
                    assertEquals(0, border % Holders.leafElements(vector), "splits at the border of a leaf");
                }
            }
        });
    }

    private static <E> void splitAll(Spliterator<E> all, List<E> seen, List<Integer> borders) {
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
        splitAll(first, seen, borders);
        borders.add(seen.size());
        splitAll(all, seen, borders);
    }

    @Property
    void streamsGiveTheElementsInOrderAlsoInParallel(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                for (boolean parallel : new boolean[] {false, true}) {
                    assertEquals(
                            elements,
                            StreamSupport.stream(() -> subject.spliterator(vector), CHARACTERISTICS, parallel)
                                    .collect(Collectors.toCollection(ArrayList::new)));
                }
            }
        });
    }

    @Property
    void anIteratorEndsAfterTheLastElement(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                Iterator<E> i = subject.iterator(vector);
                for (E element : elements) {
                    assertTrue(i.hasNext());
                    assertEquals(element, i.next());
                }
                assertFalse(i.hasNext());
                var e = assertThrows(NoSuchElementException.class, i::next);
                assertTrue(e.getMessage().contains("" + elements.size()), e::getMessage);
                assertThrows(UnsupportedOperationException.class, i::remove);
            }
        });
    }
}
