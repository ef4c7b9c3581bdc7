package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.cairn.StoreTest;
import dev.cairn.Version;
import dev.cairn.program.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of one vector and the next, whatever the elements. Each law is stated for every type of vector. */
class VectorLawsTest extends StoreTest {
    private static final int INDEX_MAX = 1_000_000;

    @Provide
    Arbitrary<Sample> samples() {
        return Sample.arbitrary();
    }

    @Property
    void getAfterUpdateGivesTheNewElementAndTheOthersAreUnchanged(
            @ForAll("samples") Sample sample, @ForAll @IntRange(max = INDEX_MAX) int at) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                if (elements.isEmpty()) {
                    return;
                }
                int index = at % elements.size();
                V updated = subject.update(vector, index, subject.element(at));
                List<E> expected = new ArrayList<>(elements);
                expected.set(index, subject.element(at));
                assertEquals(expected, gotten(subject, updated));
                assertEquals(elements, gotten(subject, vector));
            }
        });
    }

    @Property
    void anUpdateWithTheSameElementIsEqual(
            @ForAll("samples") Sample sample, @ForAll @IntRange(max = INDEX_MAX) int at) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                if (!elements.isEmpty()) {
                    int index = at % elements.size();
                    assertEquals(vector, subject.update(vector, index, subject.get(vector, index)));
                }
            }
        });
    }

    @Property
    void theLastUpdateOfAnIndexWins(@ForAll("samples") Sample sample, @ForAll @IntRange(max = INDEX_MAX) int at) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                if (!elements.isEmpty()) {
                    int index = at % elements.size();
                    V twice = subject.update(
                            subject.update(vector, index, subject.element(1)), index, subject.element(at));
                    assertEquals(subject.update(vector, index, subject.element(at)), twice);
                }
            }
        });
    }

    @Property
    void removeLastUndoesAppend(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                V longer = subject.append(vector, subject.element(3));
                assertEquals(elements.size() + 1, subject.size(longer));
                assertEquals(vector, subject.removeLast(longer));
            }
        });
    }

    @Property
    void anUpdateOfARemovedElementIsForgotten(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                V longer = subject.append(vector, subject.element(3));
                V changed = subject.update(longer, elements.size(), subject.element(5));
                assertEquals(longer, subject.append(subject.removeLast(changed), subject.element(3)));
            }
        });
    }

    @Property
    void twoAppendsToOneVersionDoNotMeet(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                V one = subject.append(vector, subject.element(1));
                V two = subject.append(vector, subject.element(2));
                assertEquals(subject.element(1), subject.get(one, elements.size()));
                assertEquals(subject.element(2), subject.get(two, elements.size()));
                assertNotEquals(one, two);
            }
        });
    }

    @Property
    void appendAllIsManyAppends(@ForAll("samples") Sample sample, @ForAll @IntRange(max = 80) int count) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                V one = vector;
                List<E> more = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    more.add(subject.element(i));
                    one = subject.append(one, more.get(i));
                }
                assertEquals(one, subject.appendAll(vector, more));
            }
        });
    }

    @Property
    void aBuilderThatDoesNothingBuildsAnEqualVersion(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                assertEquals(vector, subject.builder(vector).build());
            }
        });
    }

    @Property
    void whatABuilderBuiltDoesNotChange(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                var builder = subject.builder(vector);
                builder.append(subject.element(1));
                V first = builder.build();
                for (int i = 0; i < builder.size(); i++) {
                    builder.update(i, subject.element(i));
                }
                builder.append(subject.element(2));
                assertEquals(elements, gotten(subject, vector));
                List<E> expected = new ArrayList<>(elements);
                expected.add(subject.element(1));
                assertEquals(expected, gotten(subject, first));
                assertEquals(elements.size() + 2, subject.size(builder.build()));
            }
        });
    }

    @Property
    void equalsHashCodeAndToStringAreThoseOfALists(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                assertEquals(elements.hashCode(), vector.hashCode());
                int most = 1_000; // of more, the text has the first only
                String all = elements.size() <= most
                        ? elements.toString()
                        : elements.subList(0, most)
                                .toString()
                                .replaceAll("]$", ", ... " + elements.size() + " in all]");
                assertEquals(all, vector.toString());
                assertEquals(vector, subject.from(vector.store(), elements));
                assertEquals(vector, subject.from(stores.shared(sample.other()), elements));
                assertNotEquals(vector, elements);
                List<E> reversed = new ArrayList<>(elements);
                Collections.reverse(reversed);
                assertEquals(elements.equals(reversed), vector.equals(subject.from(vector.store(), reversed)));
                assertNotEquals(vector, subject.append(vector, subject.element(0)));
            }
        });
    }

    @Property
    void iteratingGivesWhatGetGives(@ForAll("samples") Sample sample) {
        sample.check(stores, new Law() {
            @Override
            public <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements) {
                assertEquals(elements, gotten(subject, vector));
                List<E> iterated = new ArrayList<>();
                for (var i = subject.iterator(vector); i.hasNext(); ) {
                    iterated.add(i.next());
                }
                assertEquals(elements, iterated);
            }
        });
    }

    static <V extends Version, E> List<E> gotten(Subject<V, E> subject, V vector) {
        List<E> all = new ArrayList<>();
        for (int i = 0; i < subject.size(vector); i++) {
            all.add(subject.get(vector, i));
        }
        return all;
    }
}
