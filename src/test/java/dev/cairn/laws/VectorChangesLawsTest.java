package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Change;
import dev.cairn.StoreTest;
import dev.cairn.VectorChanges;
import dev.cairn.Version;
import dev.cairn.program.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of what changes from one vector to another, whatever the elements. */
class VectorChangesLawsTest extends StoreTest {
    @Provide
    Arbitrary<Sample> samples() {
        return Sample.arbitrary();
    }

    private static <E> VectorChanges<E> expected(List<E> before, List<E> after) {
        SequencedMap<Integer, Change<E>> changed = new LinkedHashMap<>();
        int both = Math.min(before.size(), after.size());
        for (int i = 0; i < both; i++) {
            if (!Objects.equals(before.get(i), after.get(i))) {
                changed.put(i, new Change<>(before.get(i), after.get(i)));
            }
        }
        return new VectorChanges<>(after.subList(both, after.size()), before.subList(both, before.size()), changed);
    }

    private static <V extends Version, E> void check(
            Subject<V, E> subject, V before, List<E> elements, V after, List<E> expected) {
        VectorChanges<E> changes = subject.changes(before, after);
        assertEquals(expected(elements, expected), changes);
        assertEquals(elements.equals(expected), changes.isEmpty());
        assertEquals(after, subject.patch(before, changes));
        assertEquals(before, subject.patch(after, subject.changes(after, before)));
    }

    @Property
    void theChangesSayWhatChangedAndAPatchChangesIt(
            @ForAll("samples") Sample sample,
            @ForAll @IntRange(max = 20) int updates,
            @ForAll @IntRange(max = 90) int removed,
            @ForAll @IntRange(max = 300) int added) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                V changed = vector;
                List<E> expected = new ArrayList<>(elements);
                for (int i = 0; i < removed && !expected.isEmpty(); i++) {
                    changed = subject.removeLast(changed);
                    expected.removeLast();
                }
                for (int i = 0; i < added; i++) {
                    changed = subject.append(changed, subject.element(i));
                    expected.add(subject.element(i));
                }
                for (int i = 0; i < updates && !expected.isEmpty(); i++) {
                    int index = i * 7919 % expected.size();
                    changed = subject.update(changed, index, subject.element(i + 1));
                    expected.set(index, subject.element(i + 1));
                }
                check(subject, vector, elements, changed, expected);
            }
        });
    }

    @Property
    void vectorsMadeApartAreComparedElementByElement(
            @ForAll("samples") Sample sample, @ForAll @IntRange(max = 1200) int size) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                List<E> other = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    other.add(subject.element(i * 3));
                }
                check(subject, vector, elements, subject.from(vector.store(), other), other);
                V copy = subject.from(vector.store(), elements);
                assertTrue(subject.changes(vector, copy).isEmpty());
            }
        });
    }
}
