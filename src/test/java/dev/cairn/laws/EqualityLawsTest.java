package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Streams;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import dev.cairn.laws.Kinds.Kind;
import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equality of collections, whatever codec keeps what is in them: it is reflexive and symmetric, equal ones have one hash code,
 * which stays, and what finds keys agrees with it. Codecs of all kinds are tried, in each other, three deep.
 */
class EqualityLawsTest extends StoreTest {
    private static final int VALUES = 4;
    private static final int ALL = -1;

    private final Store store = stores.open(Setting.STANDARD_INHERITED);
    private final Store other = stores.open(Setting.TINY_PLAIN);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void equalityAndHashCodesAgree(int depth) throws IOException, ClassNotFoundException {
        List<Kind<?>> kinds = Kinds.ofDepth(depth);
        for (int i = 0; i < kinds.size(); i++) {
            Kind<?> kind = kinds.get(i);
            try {
                // of many kinds, each has the copies of one value tried
                check(kind, depth < 2 ? ALL : i % VALUES);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(kind + ": " + e.getMessage(), e);
            }
        }
    }

    private <T> void check(Kind<T> kind, int copied) throws IOException, ClassNotFoundException {
        Codec<T> codec = kind.codec();
        new Subject<>(
                        PVector.codec(codec),
                        (in, n) -> PVector.from(
                                in, codec, List.of(n, n + 1).stream().map(i -> kind.make(in, i))),
                        (in, n) -> PVector.of(in, codec, kind.make(in, n + 2), kind.make(in, n + 1))
                                .update(0, kind.make(in, n)),
                        (from, to) -> from.patch(from.changesTo(to)),
                        (from, to) -> from.changesTo(to).isEmpty(),
                        (vector, n) -> vector.asList().indexOf(kind.make(store, n)) == 0
                                && vector.asList().reversed().contains(kind.make(store, n + 1))
                                && dev.cairn.vavr.Vector.ofAll(vector).contains(kind.make(store, n)),
                        PVector::asList,
                        dev.cairn.vavr.Vector::ofAll)
                .check(copied);
        new Subject<>(
                        PSet.codec(codec),
                        (in, n) ->
                                PSet.from(in, codec, List.of(n, n + 1).stream().map(i -> kind.make(in, i))),
                        (in, n) -> PSet.<T>empty(in, codec)
                                .add(kind.make(in, n + 1))
                                .add(kind.make(in, n)),
                        (from, to) -> from.patch(from.changesTo(to)),
                        (from, to) -> from.changesTo(to).isEmpty(),
                        (set, n) -> set.contains(kind.make(store, n))
                                && set.asSet().contains(kind.make(store, n + 1))
                                && PSet.<T>empty(store, codec)
                                        .changesTo(set)
                                        .added()
                                        .contains(kind.make(store, n)),
                        PSet::asSet,
                        dev.cairn.vavr.HashSet::ofAll)
                .check(copied);
        new Subject<>(
                        PMap.codec(codec, codec),
                        (in, n) -> PMap.builder(in, codec, codec)
                                .put(kind.make(in, n), kind.make(in, n))
                                .put(kind.make(in, n + 1), kind.make(in, n / 2))
                                .build(),
                        (in, n) -> PMap.empty(in, codec, codec)
                                .put(kind.make(in, n), kind.make(in, n))
                                .put(kind.make(in, n + 1), kind.make(in, n / 2)),
                        (from, to) -> from.patch(from.changesTo(to)),
                        (from, to) -> from.changesTo(to).isEmpty(),
                        (map, n) -> map.containsKey(kind.make(store, n))
                                && map.asMap().containsValue(kind.make(store, n / 2))
                                && map.entries()
                                        .contains(new SimpleImmutableEntry<>(
                                                kind.make(store, n + 1), kind.make(store, n / 2)))
                                && PMap.empty(store, codec, codec)
                                        .changesTo(map)
                                        .added()
                                        .containsKey(kind.make(store, n)),
                        PMap::keys,
                        PMap::entries,
                        PMap::asMap,
                        dev.cairn.vavr.HashMap::ofAll)
                .check(copied);
    }

    /** Collections of one kind, each made at once and by changes that wait, what a view of it is, and what Vavr's form is. */
    private final class Subject<V extends Version> {
        private final Codec<V> codec;
        private final BiFunction<Store, Integer, V> atOnce;
        private final BiFunction<Store, Integer, V> waiting;
        private final BinaryOperator<V> patched;
        private final BiPredicate<V, V> hasNoChanges;
        private final BiPredicate<V, Integer> finds;
        private final List<Function<V, Object>> faces;

        @SafeVarargs
        @SuppressWarnings("varargs")
        Subject(
                Codec<V> codec,
                BiFunction<Store, Integer, V> atOnce,
                BiFunction<Store, Integer, V> waiting,
                BinaryOperator<V> patched,
                BiPredicate<V, V> hasNoChanges,
                BiPredicate<V, Integer> finds,
                Function<V, Object>... faces) {
            this.codec = codec;
            this.atOnce = atOnce;
            this.waiting = waiting;
            this.patched = patched;
            this.hasNoChanges = hasNoChanges;
            this.finds = finds;
            this.faces = List.of(faces);
        }

        /** Tries copies of the value with the number {@code copied}. */
        void check(int copied) throws IOException, ClassNotFoundException {
            List<V> versions = new ArrayList<>();
            for (int n = 0; n < VALUES; n++) {
                versions.add(atOnce.apply(store, n));
                if (copied == ALL || copied == n) {
                    checkCopies(n, versions.getLast());
                }
            }
            for (V one : versions) {
                PSet<V> key = PSet.of(store, codec, one);
                for (V two : versions) {
                    boolean equal = one.equals(two);
                    assertEquals(equal, two.equals(one), "symmetry");
                    assertTrue(!equal || one.hashCode() == two.hashCode(), "hash codes of equal ones");
                    assertEquals(equal, key.contains(two), "as a key");
                    assertEquals(equal, hasNoChanges.test(one, two), "no changes");
                    assertEquals(two, patched.apply(one, two), "patched");
                    for (var face : faces) {
                        checkAlike(equal, face.apply(one), face.apply(two));
                    }
                }
            }
        }

        private void checkAlike(boolean equal, Object one, Object two) {
            assertEquals(one.equals(two), two.equals(one), "symmetry of views");
            assertTrue(!one.equals(two) || one.hashCode() == two.hashCode(), "hash codes of equal views");
            assertTrue(!equal || one.equals(two), "views of equal ones");
        }

        /** All ways to have what has number {@code n}. */
        private List<V> copies(int n) throws IOException, ClassNotFoundException {
            V waits = waiting.apply(store, n);
            List<V> copies = new ArrayList<>(List.of(atOnce.apply(store, n), waits, waiting.apply(store, n)));
            copies.add(PVector.of(store, codec, waits).get(0));
            copies.add(PMap.empty(store, Codec.INT, codec).put(1, waits).get(1));
            copies.add(atOnce.apply(other, n));
            Atom<V> atom = store.atom("law", waiting.apply(store, n));
            copies.add(atom.get());
            assertTrue(store.removeAtom("law"));
            copies.add(PSet.of(store, codec, waits).iterator().next());
            return copies;
        }

        private void checkCopies(int n, V first) throws IOException, ClassNotFoundException {
            int hash = first.hashCode();
            assertTrue(finds.test(first, n), "finds what is in it");
            List<V> copies = copies(n);
            V before = first;
            for (V copy : copies) {
                assertEquals(before, copy, "copies");
                assertEquals(first, copy, "the first and a copy");
                assertEquals(copy, first, "a copy and the first");
                before = copy;
                assertEquals(hash, copy.hashCode(), "hash code");
                assertEquals(hash, copy.hashCode(), "hash code, again");
                for (var face : faces) {
                    checkAlike(true, face.apply(first), face.apply(copy));
                }
            }
            assertTrue(new HashSet<>(copies).contains(first), "in a set of Java's");
            assertTrue(Set.of(first).contains(copies.getLast()), "in another");
            V read = Streams.roundTrip(first);
            assertEquals(hash, read.hashCode(), "hash code of what a stream gave");
            assertEquals(read.equals(first), first.equals(read), "symmetry with what a stream gave");
        }
    }
}
