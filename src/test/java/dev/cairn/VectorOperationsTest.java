package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What vectors do by way of their elements, beside what {@link List} and streams do. */
class VectorOperationsTest extends StoreTest {
    @Property(tries = 50)
    void longs(@ForAll Setting setting, @ForAll @Size(max = 200) long[] elements, @ForAll long any) {
        Store store = stores.shared(setting);
        LongVector longs = waiting(LongVector.from(store, elements));
        List<Long> list = Arrays.stream(elements).boxed().toList();
        long asked = list.isEmpty() ? any : list.get((int) Math.floorMod(any, (long) list.size()));
        for (long element : new long[] {asked, any}) {
            assertEquals(list.contains(element), longs.contains(element));
            assertEquals(list.indexOf(element), longs.indexOf(element));
            assertEquals(list.lastIndexOf(element), longs.lastIndexOf(element));
        }
        assertArrayEquals(
                stream(list).map(n -> n * 3).toArray(), longs.map(n -> n * 3).toArray());
        assertArrayEquals(
                stream(list).filter(n -> n > any).toArray(),
                longs.filter(n -> n > any).toArray());
        assertSame(longs, longs.filter(n -> true));
        assertArrayEquals(stream(list).sorted().toArray(), longs.sorted().toArray());
        assertEquals(list.reversed(), longs.reverse().asList());
        assertArrayEquals(
                stream(list).takeWhile(n -> n != asked).toArray(),
                longs.takeWhile(n -> n != asked).toArray());
        assertArrayEquals(
                stream(list).dropWhile(n -> n != asked).toArray(),
                longs.dropWhile(n -> n != asked).toArray());
        assertArrayEquals(
                stream(list).mapToInt(n -> (int) n).toArray(),
                longs.mapToInt(n -> (int) n).toArray());
        assertArrayEquals(
                stream(list).asDoubleStream().toArray(),
                longs.mapToDouble(n -> n).toArray());
        assertEquals(
                stream(list).mapToObj(n -> "n" + n).toList(),
                longs.mapToObj(n -> "n" + n).asList());
        assertEquals(longs.mapToObj(n -> "n" + n), longs.mapToObj(Codec.STRING, n -> "n" + n));
        assertSame(store, longs.mapToObj(n -> n).store());
    }

    private static LongStream stream(List<Long> list) {
        return list.stream().mapToLong(n -> n);
    }

    /** An equal vector, in which an update waits. */
    private static LongVector waiting(LongVector longs) {
        return longs.isEmpty() ? longs : longs.update(0, longs.get(0) + 1).update(0, n -> n - 1);
    }

    @Property(tries = 50)
    void ints(@ForAll Setting setting, @ForAll @Size(max = 200) int[] elements, @ForAll int any) {
        Store store = stores.shared(setting);
        IntVector ints = IntVector.from(store, elements);
        List<Integer> list = Arrays.stream(elements).boxed().toList();
        int asked = list.isEmpty() ? any : list.get(Math.floorMod(any, list.size()));
        assertEquals(list.contains(asked), ints.contains(asked));
        assertEquals(list.indexOf(asked), ints.indexOf(asked));
        assertEquals(list.lastIndexOf(asked), ints.lastIndexOf(asked));
        assertEquals(list.indexOf(any), ints.indexOf(any));
        assertEquals(
                list.stream().map(n -> n * 3).toList(), ints.map(n -> n * 3).asList());
        assertEquals(
                list.stream().filter(n -> n > any).toList(),
                ints.filter(n -> n > any).asList());
        assertEquals(list.stream().sorted().toList(), ints.sorted().asList());
        assertEquals(list.reversed(), ints.reverse().asList());
        assertEquals(
                list.stream().takeWhile(n -> n != asked).toList(),
                ints.takeWhile(n -> n != asked).asList());
        assertEquals(
                list.stream().dropWhile(n -> n != asked).toList(),
                ints.dropWhile(n -> n != asked).asList());
        assertEquals(
                list.stream().map(n -> (long) n).toList(),
                ints.mapToLong(n -> n).asList());
        assertEquals(
                list.stream().map(n -> (double) n).toList(),
                ints.mapToDouble(n -> n).asList());
        assertEquals(
                list.stream().map(n -> "n" + n).toList(),
                ints.mapToObj(n -> "n" + n).asList());
        assertEquals(ints.mapToObj(n -> "n" + n), ints.mapToObj(Codec.STRING, n -> "n" + n));
        if (!list.isEmpty()) {
            assertEquals(asked + 1, ints.update(ints.indexOf(asked), n -> n + 1).get(ints.indexOf(asked)));
        }
    }

    @Property(tries = 50)
    void doubles(@ForAll Setting setting, @ForAll @Size(max = 200) double[] elements, @ForAll double any) {
        Store store = stores.shared(setting);
        DoubleVector doubles = DoubleVector.from(store, elements);
        List<Double> list = Arrays.stream(elements).boxed().toList();
        for (double element : DoubleStream.concat(Arrays.stream(elements).limit(1), DoubleStream.of(any, 0.0, -0.0))
                .toArray()) {
            assertEquals(list.contains(element), doubles.contains(element));
            assertEquals(list.indexOf(element), doubles.indexOf(element));
            assertEquals(list.lastIndexOf(element), doubles.lastIndexOf(element));
        }
        assertEquals(
                list.stream().map(n -> n * 3).toList(), doubles.map(n -> n * 3).asList());
        assertEquals(
                list.stream().filter(n -> n > any).toList(),
                doubles.filter(n -> n > any).asList());
        assertEquals(list.stream().sorted().toList(), doubles.sorted().asList());
        assertEquals(list.reversed(), doubles.reverse().asList());
        assertEquals(
                list.stream().takeWhile(n -> n < any).toList(),
                doubles.takeWhile(n -> n < any).asList());
        assertEquals(
                list.stream().dropWhile(n -> n < any).toList(),
                doubles.dropWhile(n -> n < any).asList());
        assertEquals(
                list.stream().map(n -> (long) (double) n).toList(),
                doubles.mapToLong(n -> (long) n).asList());
        assertEquals(
                list.stream().map(n -> (int) (double) n).toList(),
                doubles.mapToInt(n -> (int) n).asList());
        assertEquals(
                list.stream().map(n -> "n" + n).toList(),
                doubles.mapToObj(n -> "n" + n).asList());
        assertEquals(doubles.mapToObj(n -> "n" + n), doubles.mapToObj(Codec.STRING, n -> "n" + n));
    }

    @Test
    void doublesAreFoundAsBoxedOnesAre() {
        DoubleVector doubles = DoubleVector.of(stores.open(), 1, 0.0, Double.NaN, -0.0);
        assertEquals(2, doubles.indexOf(Double.NaN));
        assertEquals(3, doubles.indexOf(-0.0));
        assertEquals(1, doubles.lastIndexOf(0.0));
        assertEquals(List.of(-0.0, 0.0, 1.0, Double.NaN), doubles.sorted().asList());
        assertEquals(2, doubles.update(0, n -> n + 1).first());
    }

    @Property(tries = 50)
    void texts(@ForAll Setting setting, @ForAll @Size(max = 100) List<String> elements, @ForAll String any) {
        Store store = stores.shared(setting);
        for (Codec<String> codec : List.of(Codec.STRING, Codec.<String>object())) {
            PVector<String> texts = PVector.from(store, codec, elements);
            PVector<String> waiting =
                    elements.isEmpty() ? texts : texts.update(0, "?").update(0, elements.getFirst());
            List<String> asked = new ArrayList<>(elements.subList(0, Math.min(3, elements.size())));
            asked.add(any);
            for (String element : asked) {
                assertEquals(elements.contains(element), texts.contains(element));
                assertEquals(elements.indexOf(element), waiting.indexOf(element));
                assertEquals(elements.lastIndexOf(element), waiting.lastIndexOf(element));
            }
            assertEquals(
                    elements.stream().map(String::length).toList(),
                    texts.map(String::length).asList());
            assertEquals(texts.map(String::length), texts.map(Codec.INT, String::length));
            assertEquals(
                    elements.stream().map(t -> t + "!").toList(),
                    texts.replaceAll(t -> t + "!").asList());
            assertSame(codec, texts.replaceAll(t -> t + "!").codec());
            assertEquals(
                    elements.stream().map(String::length).toList(),
                    texts.mapToInt(String::length).asList());
            assertEquals(
                    elements.stream().mapToLong(String::length).sum(),
                    texts.mapToLong(String::length).sum());
            assertEquals(
                    elements.stream().mapToDouble(String::length).sum(),
                    texts.mapToDouble(String::length).sum());
            assertEquals(
                    elements.stream().flatMap(t -> Stream.of(t, t + 1)).toList(),
                    texts.flatMap(t -> List.of(t, t + 1)).asList());
            assertEquals(texts.flatMap(t -> List.of(t, t + 1)), texts.flatMap(Codec.STRING, t -> List.of(t, t + 1)));
            assertEquals(
                    elements.stream().filter(t -> t.length() > 3).toList(),
                    texts.filter(t -> t.length() > 3).asList());
            assertSame(texts, texts.filter(t -> true));
            assertEquals(elements.stream().sorted().toList(), texts.sorted().asList());
            Comparator<String> byLength = Comparator.comparingInt(String::length);
            assertEquals(
                    elements.stream().sorted(byLength).toList(),
                    texts.sorted(byLength).asList());
            assertEquals(elements.reversed(), texts.reverse().asList());
            assertEquals(
                    elements.stream().takeWhile(t -> !t.equals(any)).toList(),
                    texts.takeWhile(t -> !t.equals(any)).asList());
            assertEquals(
                    elements.stream().dropWhile(t -> t.length() < 3).toList(),
                    texts.dropWhile(t -> t.length() < 3).asList());
            assertEquals(String.join("", elements), texts.foldLeft(new StringBuilder(), StringBuilder::append) + "");
        }
    }

    @Test
    void elementsAreFoundAsTheirCodecComparesThem() {
        Store store = stores.open();
        PVector<byte[]> bytes = PVector.of(store, Codec.BYTES, new byte[] {1}, new byte[] {2}, new byte[] {1});
        assertEquals(2, bytes.lastIndexOf(new byte[] {1}));
        PVector<Object> mixed = PVector.of(store, Codec.any(), 1, null, 1L, "1");
        assertEquals(
                List.of(1, 2, 3, -1),
                Stream.of(null, 1L, "1", 2).map(mixed::indexOf).toList());
        PVector<LongVector> nested = PVector.of(store, LongVector.codec(), LongVector.of(store, 1, 2));
        assertEquals(0, nested.indexOf(LongVector.of(store, 1, 2)));
        assertEquals(0, nested.indexOf(LongVector.of(stores.open(Setting.STANDARD_PLAIN), 1, 2)));
        var e = assertThrows(
                NullPointerException.class,
                () -> PVector.of(store, Codec.STRING, "a").indexOf(null));
        assertEquals("Codec.STRING has no null", e.getMessage());
        assertThrows(
                ClassCastException.class,
                () -> PVector.of(store, Codec.any(), 1, "a").sorted());
        assertThrows(
                ClassCastException.class,
                () -> nested.append(LongVector.empty(store)).sorted());
    }

    @Test
    void aNullThatIsUpdatedIsAnElement() {
        Store store = stores.open();
        PVector<Object> mixed = PVector.of(store, Codec.any(), 1, 2);
        assertEquals(Arrays.asList(1, null), mixed.update(1, null).asList());
        assertThrows(
                NullPointerException.class,
                () -> PVector.of(store, Codec.INT, 1).update(0, n -> null));
        assertThrows(IndexOutOfBoundsException.class, () -> mixed.update(2, n -> n));
    }

    @Test
    void whatIsTakenOrDroppedIsAtMostAllAndAtLeastNothing() {
        Store store = stores.open();
        for (int size : new int[] {0, 1, 5, 100}) {
            for (Version version : Examples.vectors(store, size, size > 1)) {
                assertClamps((AbstractVector<?, ?>) version);
            }
        }
    }

    private static <E, V extends AbstractVector<E, V>> void assertClamps(AbstractVector<E, V> vector) {
        List<E> list = List.copyOf(vector.asList());
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, 1, 4, 5, 6, 99, 100, 101, Integer.MAX_VALUE}) {
            int some = Math.clamp(count, 0, list.size());
            assertEquals(list.subList(0, some), vector.take(count).asList());
            assertEquals(list.subList(some, list.size()), vector.drop(count).asList());
            assertEquals(
                    list.subList(list.size() - some, list.size()),
                    vector.takeRight(count).asList());
            assertEquals(
                    list.subList(0, list.size() - some), vector.dropRight(count).asList());
            Split<V> split = vector.splitAt(count);
            assertEquals(list.subList(0, some), split.before().asList());
            assertEquals(list.subList(some, list.size()), split.after().asList());
        }
        if (list.isEmpty()) {
            assertThrows(NoSuchElementException.class, vector::removeFirst);
        } else {
            assertEquals(list.subList(1, list.size()), vector.removeFirst().asList());
        }
        V other = vector.take(1);
        assertThrows(IndexOutOfBoundsException.class, () -> vector.insertAll(-1, other));
        var e = assertThrows(
                IndexOutOfBoundsException.class, () -> PVector.of(1, 2, 3).insert(4, 0));
        assertEquals("cannot insert at index 4 in a vector of size 3; use 0 to 3", e.getMessage());
        var npe = assertThrows(NullPointerException.class, () -> PVector.of(1).concat(null));
        assertEquals("other", npe.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> vector.insertAll(list.size() + 1, other));
    }

    @Test
    void theStandardStoreServesWhereNoneIsGiven() {
        PVector<String> texts = PVector.<String>empty().append("a").append("b");
        assertEquals(texts, Stream.of("a", "b").collect(PVector.collector()));
        assertEquals(texts, Stream.of("a", "b").collect(PVector.collector(Codec.STRING)));
        assertEquals(texts, PVector.from(Stream.of("a", "b")));
        assertEquals(texts, PVector.from(Codec.STRING, Stream.of("a", "b")));
        assertEquals(texts, PVector.from(Codec.STRING, List.of("a", "b")));
        assertEquals(texts, PVector.<String>builder().append("a").append("b").build());
        assertEquals(LongVector.of(1, 2), Stream.of(1L, 2L).collect(LongVector.collector()));
        assertEquals(LongVector.of(1, 2), LongVector.from(List.of(1L, 2L)));
        assertEquals(IntVector.of(1, 2), Stream.of(1, 2).collect(IntVector.collector()));
        assertEquals(IntVector.of(1, 2), IntVector.from(List.of(1, 2)));
        assertEquals(DoubleVector.of(1, 2), Stream.of(1.0, 2.0).collect(DoubleVector.collector()));
        assertEquals(DoubleVector.of(1, 2), DoubleVector.from(List.of(1.0, 2.0)));
        assertSame(Store.standard(), texts.map(String::length).store());
    }

    @Test
    void theTextOfManyElementsIsCut() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        String most = IntStream.range(0, 1_000).boxed().toList().toString();
        String cut = most.substring(0, most.length() - 1) + ", ... 1001 in all]";
        assertEquals(most, IntVector.from(store, IntStream.range(0, 1_000)).toString());
        assertEquals(cut, IntVector.from(store, IntStream.range(0, 1_001)).toString());
        assertEquals(cut, LongVector.from(store, LongStream.range(0, 1_001)).toString());
        assertEquals(
                cut,
                PVector.from(store, Codec.INT, IntStream.range(0, 1_001).boxed())
                        .toString());
        String doubles = DoubleVector.from(store, new double[1_001]).toString();
        assertEquals(Collections.nCopies(1_000, "0.0").toString().replace("]", ", ... 1001 in all]"), doubles);
        String set =
                PSet.from(store, Codec.INT, IntStream.range(0, 5_000).boxed()).toString();
        assertEquals(", ... 5000 in all]", set.substring(set.indexOf("...") - 2));
        PMap.Builder<Integer, Integer> map = PMap.builder(store, Codec.INT, Codec.INT);
        IntStream.range(0, 5_000).forEach(n -> map.put(n, n));
        String entries = map.build().toString();
        assertEquals(", ... 5000 in all}", entries.substring(entries.indexOf("...") - 2));
        String wide =
                PVector.of(store, Codec.STRING, "x".repeat(200_000), "y", "z").toString();
        assertEquals("[" + "x".repeat(200_000) + ", ... 3 in all]", wide);
    }
}
