package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ForeignStoreException;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What factories without a codec keep, what of it lies on the heap, and what comes back. */
class StandardCodecTest extends StoreTest {
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        }
    }

    record Point(int x, int y) {}

    sealed interface Figure permits Circle, Square {}

    record Circle(Point at, double radius) implements Figure {}

    record Square(Point at, Colour colour, @Nullable String note) implements Figure {}

    record Tree(String name, List<Tree> children, @Nullable Tree twin) {}

    record Counted(AtomicInteger counter, String text) {}

    /** Equal whatever the case. */
    record Name(String text) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Name that && text.equalsIgnoreCase(that.text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    /** Not what it was made of. */
    record Growing(int value) {
        Growing {
            value++;
        }
    }

    record Unreadable(int value) {
        @Override
        public int value() {
            throw new IllegalStateException("not told");
        }
    }

    record Chain(int value, @Nullable Chain next) {}

    static Stream<Object> offTheHeap() {
        Point point = new Point(1, -2);
        return Stream.of(
                Colour.RED,
                Colour.GREEN,
                Thread.State.NEW,
                point,
                new Circle(point, 2.5),
                new Square(point, Colour.GREEN, null),
                new Square(point, Colour.RED, "a note of more characters than a slot has \uD800"),
                new Tree("root", List.of(new Tree("leaf", List.of(), null)), new Tree("twin", List.of(), null)),
                List.of(),
                List.of(1, "two", 3.0, 'f', true, 5L, (short) 6, (byte) 7, 8f),
                List.of(List.of(1, 2), List.of(point)),
                Set.of(1, 2, 3),
                Set.of("a"),
                Map.of(),
                Map.of("a", List.of(1)),
                Map.of(Colour.RED, 1, Colour.GREEN, 2),
                Map.entry("key", point),
                Optional.empty(),
                Optional.of(point),
                URI.create("HTTP://Example.com/a?b#c"),
                new Name("Text"),
                chain(20));
    }

    private static @Nullable Chain chain(int length) {
        Chain chain = null;
        for (int i = 0; i < length; i++) {
            chain = new Chain(i, chain);
        }
        return chain;
    }

    @ParameterizedTest
    @MethodSource("offTheHeap")
    void whatNobodyCanChangeLiesOffTheHeap(Object value) {
        Store store = stores.open();
        PVector<Object> vector =
                PVector.of(store, Codec.standard(), value, 0, value).append(value);
        for (Object back : vector) {
            assertTrue(back.equals(0) || back.equals(value), () -> value + " came back as " + back);
            assertTrue(back.equals(0) || back.getClass() == value.getClass(), () -> back.getClass() + "");
        }
        assertEquals(vector, PVector.of(store, Codec.standard(), value, 0, value, value));
        assertTrue(vector.isPortable());
        assertEquals(List.of(value, 0, value, value).hashCode(), vector.hashCode());
        assertIsKey(store, value);
    }

    static Stream<Object> onTheHeap() {
        AtomicInteger counter = new AtomicInteger();
        return Stream.of(
                counter,
                new ArrayList<>(List.of(1, 2)),
                new Counted(counter, "text"),
                List.of(counter),
                Optional.of(new Object()),
                Map.of("a", counter),
                Map.of(counter, "a"),
                Set.of(new AtomicInteger(), 1),
                Map.entry(1, counter),
                new Growing(3),
                new Unreadable(4),
                List.of(new Growing(3), new Counted(counter, "text")),
                new Counted(counter, "a text of more characters than a slot has"),
                IntStream.range(0, 5000).boxed().toList(),
                List.copyOf(IntStream.range(0, 5000).boxed().toList()),
                chain(1000),
                List.of(new int[] {1}),
                Locale.ENGLISH,
                String.class);
    }

    @ParameterizedTest
    @MethodSource("onTheHeap")
    void anythingElseStaysTheObjectItself(Object value) {
        Store store = stores.open();
        PVector<Object> vector =
                PVector.of(store, Codec.standard(), value, value).append(value);
        assertTrue(vector.stream().allMatch(value::equals), () -> value + " came back as " + vector.first());
        assertTrue(vector.stream().allMatch(back -> back.getClass() == value.getClass()));
        assertFalse(vector.isPortable());
        assertIsKey(store, value);
        PVector<Object> changed = vector.update(0, "other");
        assertEquals(List.of("other", value, value), changed.asList());
    }

    private static void assertIsKey(Store store, Object value) {
        PMap<Object, Object> map = PMap.<Object, Object>empty(store, Codec.standard(), Codec.standard());
        PMap.Builder<Object, Object> builder = map.toBuilder();
        for (int i = 0; i < 50; i++) {
            builder.put(i, i).put("text " + i, i);
        }
        map = builder.build().put(value, value);
        assertEquals(value, map.get(value));
        assertEquals(map, map.put(value, value));
        assertEquals(101, map.put(value, 0).size());
        assertEquals(100, map.remove(value).remove(value).size());
        assertTrue(PSet.of(store, Codec.standard(), value, 1, value).contains(value));
    }

    @Test
    void objectsAreGivenBackThemselves() {
        Store store = stores.open();
        AtomicInteger counter = new AtomicInteger();
        Counted counted = PVector.of(store, Codec.<Counted>standard(), new Counted(counter, "a"))
                .first();
        assertSame(counter, counted.counter());
        List<Integer> list = new ArrayList<>(List.of(1));
        PVector<List<Integer>> lists = PVector.of(store, Codec.standard(), list);
        list.add(2);
        assertSame(list, lists.first());
    }

    static Stream<Arguments> arrays() {
        return Stream.<Object>of(
                        new byte[] {1, 2},
                        new int[] {1, 2, 3},
                        new long[] {1L << 40},
                        new double[] {1.5, Double.NaN},
                        new float[] {1.5f},
                        new char[] {'a', '\uD800'},
                        new short[] {},
                        new boolean[] {true, false},
                        new String[] {"a", "b"},
                        new int[][] {{1}, {2, 3}})
                .map(array -> Arguments.of(new Object[] {array}));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arraysAreCopiedAndEqualByTheirContents(Object array) {
        Store store = stores.open();
        PVector<Object> vector = PVector.of(store, Codec.standard(), array);
        Object copy = vector.first();
        assertNotSame(array, copy);
        assertTrue(Objects.deepEquals(array, copy));
        assertEquals(array.getClass(), copy.getClass());
        assertEquals(vector, PVector.of(store, Codec.standard(), copy));
        PMap<Object, Integer> map = PMap.<Object, Integer>empty(store, Codec.standard(), Codec.standard())
                .put(array, 1)
                .put(copy, 2);
        assertEquals(2, map.get(array));
        assertEquals(1, map.size());
    }

    @Test
    void aCopyThatIsReadDoesNotChangeWhatIsKept() {
        Store store = stores.open();
        PVector<int[]> vector = PVector.of(store, Codec.standard(), new int[] {1, 2});
        vector.first()[0] = 9;
        assertArrayEquals(new int[] {1, 2}, vector.first());
        PVector<String[]> waiting = PVector.<String[]>of(store, Codec.standard(), new String[] {"a"})
                .update(0, new String[] {"b"});
        waiting.first()[0] = "c";
        assertArrayEquals(new String[] {"b"}, waiting.first());
    }

    /** So that changes that wait hold no more of the heap than they may. */
    @Test
    void whatIsPreparedSaysHowLargeItIs() {
        SlotCodec<Object> codec = SlotCodec.of(Codec.standard());
        String text = "a".repeat(10_000);
        for (Object large : List.of(
                List.of(1, text), new Name(text), new int[10_000], new Object[10_000], Optional.of(List.of(text)))) {
            assertTrue(Prepared.weight(codec.prepare(large)) >= 10_000, () -> "weight of a " + large.getClass());
        }
        assertTrue(Prepared.weight(codec.prepare(List.of(1, 2))) < 100);
    }

    @Test
    void valuesAreEqualAsTheySayThemselvesWhateverTheirClass() {
        Store store = stores.open();
        PMap<Object, Integer> map = PMap.<Object, Integer>empty(store, Codec.standard(), Codec.standard())
                .put(List.of(1, 2), 1)
                .put(new Name("Text"), 2)
                .put(Optional.of(List.of(3)), 3);
        assertEquals(1, map.get(new ArrayList<>(List.of(1, 2))));
        assertEquals(1, map.get(Arrays.asList(1, 2)));
        assertEquals(2, map.get(new Name("tEXT")));
        assertEquals(3, map.get(Optional.of(new ArrayList<>(List.of(3)))));
        assertEquals(
                PVector.of(store, Codec.<Object>standard(), List.of(1, 2)),
                PVector.of(store, Codec.<Object>standard(), new ArrayList<>(List.of(1, 2))));
    }

    @Test
    void listsKeepWhetherTheyAskForNull() {
        Store store = stores.open();
        List<Integer> streamed = Stream.of(1, 2, 3).toList();
        PVector<List<Integer>> lists = PVector.of(
                store,
                Codec.standard(),
                streamed,
                List.of(1, 2, 3),
                Stream.of(1, (Integer) null).toList());
        assertFalse(lists.get(0).contains(null));
        assertThrows(NullPointerException.class, () -> lists.get(1).contains(null));
        assertTrue(lists.get(2).contains(null));
    }

    @Test
    void collectionsAreKeptAsReferences() {
        Store store = stores.open();
        PVector<Integer> inner =
                PVector.from(store, Codec.INT, IntStream.range(0, 1000).boxed());
        PMap<String, Object> map = PMap.<String, Object>empty(store, Codec.standard(), Codec.standard())
                .put("vector", inner)
                .put("in a list", List.of(inner, 1))
                .put("in a record", new Tree("name", List.of(), null))
                .put(
                        "map",
                        PMap.<Object, Object>empty(store, Codec.standard(), Codec.standard())
                                .put(inner, inner));
        assertEquals(inner, map.get("vector"));
        assertEquals(List.of(inner, 1), map.get("in a list"));
        assertEquals(inner, ((PMap<?, ?>) map.get("map")).asMap().get(inner));
        assertTrue(map.isPortable());
        assertFalse(map.put("object", PVector.of(store, Codec.standard(), new AtomicInteger()))
                .isPortable());
    }

    @Test
    void collectionsOfAnotherStoreAreRefused() {
        Store store = stores.open();
        PVector<Integer> foreign = PVector.of(stores.open(), Codec.INT, 1);
        PVector<Object> empty = PVector.empty(store, Codec.standard());
        assertThrows(ForeignStoreException.class, () -> empty.append(foreign));
        assertThrows(ForeignStoreException.class, () -> empty.append(List.of(foreign)));
    }

    /** Loads a class that another loader has, too. */
    private static final class Again extends ClassLoader {
        Class<?> again(Class<?> type) throws IOException {
            try (var in = type.getResourceAsStream(type.getName().replaceFirst(".*[.]", "") + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }
    }

    @Test
    void recordsOfAClassLoaderThatMayGoStayObjects() throws ReflectiveOperationException, IOException {
        Store store = stores.open();
        var constructor = new Again().again(Point.class).getDeclaredConstructor(int.class, int.class);
        constructor.setAccessible(true);
        Object point = constructor.newInstance(1, 2);
        PVector<Object> vector = PVector.of(store, Codec.standard(), point, List.of(point));
        assertSame(point, vector.first());
        assertEquals(List.of(point), vector.last());
        assertFalse(vector.isPortable());
    }

    @Test
    void aCollectionThatWasPutInInAScopeOutlivesIt() {
        Store store = stores.open();
        PVector<Object> vector = PVector.empty(store, Codec.standard());
        try (Scope scope = store.scope()) {
            PVector<Integer> inner = PVector.of(store, Codec.INT, 1, 2).update(0, 3);
            vector = scope.keep(vector.append(inner).append(List.of(inner)));
        }
        assertEquals("[[3, 2], [[3, 2]]]", vector.toString());
    }

    @Test
    void whatIsPreparedAndRestoredIsTheSameObject() {
        Stream.concat(offTheHeap(), Stream.of("text", 1, 2L, 3.5, true)).forEach(value -> {
            var slots = SlotCodec.<Object>of(Codec.standard());
            assertSame(value, slots.restore(slots.prepare(value)));
        });
    }
}
