package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.message.Mailbox;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An element that is a leaf without a header goes wherever a collection goes: into other elements, atoms and letters. */
@Tag("besideQuiet")
class WholeLeafTest extends StoreTest {
    private static final List<Integer> SIZES = List.of(0, 1, 2, 8, 9, 16, 17, 32, 33, 64, 65);

    private static final Codec<Point> POINT = Codec.record(Point.class);
    private static final int MANY = 1_500;

    /** A kind of collection: how one with the numbers below {@code n} is made, and one that is larger by the number {@code n}. */
    private record Kind<C extends Version>(Codec<C> codec, IntFunction<C> make, Larger<C> larger) {}

    @FunctionalInterface
    private interface Larger<C> {
        C than(C smaller, int n);
    }

    private static List<Kind<?>> kinds(Store store) {
        return List.of(
                new Kind<>(
                        LongVector.codec(),
                        n -> LongVector.empty(store)
                                .appendAll(IntStream.range(0, n).asLongStream().toArray()),
                        (v, n) -> v.append(n)),
                new Kind<>(
                        IntVector.codec(),
                        n -> IntVector.empty(store)
                                .appendAll(IntStream.range(0, n).toArray()),
                        IntVector::append),
                new Kind<>(
                        PVector.codec(Codec.STRING),
                        n -> PVector.empty(store, Codec.STRING).appendAll(texts(n)),
                        (v, n) -> v.append(text(n))),
                new Kind<>(
                        PSet.codec(Codec.STRING),
                        n -> PSet.empty(store, Codec.STRING).addAll(texts(n)),
                        (s, n) -> s.add(text(n))),
                // no copies of these are made, so that a base is made from the leaf
                new Kind<>(
                        PSet.codec(POINT),
                        n -> PSet.empty(store, POINT)
                                .addAll(IntStream.range(0, n)
                                        .mapToObj(WholeLeafTest::point)
                                        .toList()),
                        (s, n) -> s.add(point(n))),
                new Kind<>(
                        PMap.codec(Codec.INT, Codec.LONG),
                        n -> {
                            PMap<Integer, Long> map = PMap.empty(store, Codec.INT, Codec.LONG);
                            for (int i = 0; i < n; i++) {
                                map = map.put(i, (long) i);
                            }
                            return map;
                        },
                        (m, n) -> m.put(n, (long) n)));
    }

    private record Point(long x, long y) {}

    private static Point point(int n) {
        return new Point(n, -n);
    }

    private static String text(int n) {
        return "t" + n;
    }

    private static List<String> texts(int n) {
        return IntStream.range(0, n).mapToObj(WholeLeafTest::text).toList();
    }

    private interface Check {
        <C extends Version> void of(Kind<C> kind, C expected, C element, int size);
    }

    /** Lets {@code check} look at an element that was taken out of a vector, for each kind and size. */
    private static void each(Store store, Check check) {
        for (Kind<?> kind : kinds(store)) {
            SIZES.forEach(size -> check(store, kind, size, check));
        }
    }

    private static <C extends Version> void check(Store store, Kind<C> kind, int size, Check check) {
        PVector<C> outer = PVector.empty(store, kind.codec).append(kind.make.apply(size));
        check.of(kind, kind.make.apply(size), outer.foldedVersion().get(0), size);
        store.verify();
        assertEquals(kind.make.apply(size), outer.foldedVersion().get(0));
    }

    @ParameterizedTest
    @EnumSource
    void itGoesIntoOtherElements(Setting setting) {
        Store store = stores.open(setting);
        each(store, new Check() {
            @Override
            public <C extends Version> void of(Kind<C> kind, C expected, C element, int size) {
                PVector<C> outer = PVector.empty(store, kind.codec);
                for (int i = 0; i < 3; i++) {
                    outer = outer.append(element)
                            .append(kind.larger.than(element, size))
                            .foldedVersion();
                }
                for (int i = 0; i < outer.size(); i += 2) {
                    assertEquals(expected, outer.get(i));
                    assertEquals(kind.larger.than(expected, size), outer.get(i + 1));
                }
                assertEquals(outer, PVector.empty(store, kind.codec).appendAll(outer));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void itGoesIntoAtoms(Setting setting) {
        Store store = stores.open(setting);
        each(store, new Check() {
            @Override
            public <C extends Version> void of(Kind<C> kind, C expected, C element, int size) {
                Atom<C> atom = store.atom("of " + kind.codec + size, element);
                assertEquals(expected, atom.get());
                assertTrue(atom.compareAndSet(atom.get(), kind.larger.than(atom.get(), size)));
                assertEquals(kind.larger.than(expected, size), atom.get());
                atom.set(element);
                assertEquals(expected, atom.get());
                store.removeAtom("of " + kind.codec + size);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void itGoesIntoLetters(Setting setting) {
        Store store = stores.open(setting);
        each(store, new Check() {
            @Override
            public <C extends Version> void of(Kind<C> kind, C expected, C element, int size) {
                try (Mailbox mailbox = Mailbox.unbounded(store)) {
                    List<C> both = List.of(element, kind.larger.than(element, size));
                    assertTrue(mailbox.trySendValue(element));
                    assertTrue(mailbox.trySendValue(element));
                    assertTrue(mailbox.trySendValue(both));
                    assertEquals(expected, opened(mailbox));
                    assertEquals(expected, opened(mailbox));
                    assertEquals(both, opened(mailbox));
                }
            }
        });
    }

    private static @Nullable Object opened(Mailbox mailbox) {
        return Objects.requireNonNull(mailbox.poll()).open();
    }

    @ParameterizedTest
    @EnumSource
    void itIsOneNode(Setting setting) {
        assumeTrue(MapTable.LIMIT >= MapTable.COPIED_MAX);
        Store store = stores.open(setting);
        PMap<Integer, LongVector> vectors = PMap.empty(store, Codec.INT, LongVector.codec());
        PMap<Integer, PMap<Integer, Long>> maps = PMap.empty(store, Codec.INT, PMap.codec(Codec.INT, Codec.LONG));
        PMap<Integer, Integer> numbers = PMap.empty(store, Codec.INT, Codec.INT);
        for (int i = 0; i < MANY; i++) {
            vectors = vectors.put(i, LongVector.of(store, i, i));
            maps = maps.put(i, PMap.empty(store, Codec.INT, Codec.LONG).put(i, 1L));
            numbers = numbers.put(i, i);
        }
        long outer = nodes(numbers);
        assertEquals(outer + MANY, nodes(vectors));
        assertEquals(outer + MANY, nodes(maps));
    }

    private static long nodes(PMap<?, ?> map) {
        return Sharing.retained(map.foldedVersion()).nodes();
    }
}
