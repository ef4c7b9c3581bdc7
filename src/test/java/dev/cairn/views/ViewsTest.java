package dev.cairn.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.Spliterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What guava's suites don't ask of the views. */
@Tag("beside")
@net.jqwik.api.Tag("beside")
class ViewsTest extends StoreTest {
    @Property(tries = 200)
    void aListAndItsPartsAreThoseOfAnArrayList(
            @ForAll Setting setting,
            @ForAll @IntRange(max = 2000) int size,
            @ForAll @IntRange(max = 2000) int a,
            @ForAll @IntRange(max = 2000) int b) {
        LongVector longs = LongVector.from(stores.shared(setting), LongStream.range(0, size));
        LongVector changed = size == 0 ? longs : longs.update(a % size, -1).append(7);
        List<Long> expected = new ArrayList<>(changed.stream().boxed().toList());
        List<Long> list = changed.asList();
        int from = Math.min(a, b) % (list.size() + 1);
        int end = Math.max(from, Math.max(a, b) % (list.size() + 1));
        assertSame(expected, list);
        assertSame(expected.reversed(), list.reversed());
        assertSame(expected.subList(from, end), list.subList(from, end));
        assertSame(expected.reversed().subList(from, end), list.reversed().subList(from, end));
    }

    private static void assertSame(List<Long> expected, List<Long> list) {
        assertEquals(expected, list);
        assertEquals(list, expected);
        assertEquals(expected.hashCode(), list.hashCode());
        assertEquals(expected, list.parallelStream().toList());
        assertEquals(expected, List.copyOf(list));
        assertInstanceOf(RandomAccess.class, list);
    }

    @Property(tries = 100)
    void mapsAndSetsEqualThoseOfTheJdkBothWays(@ForAll Setting setting, @ForAll @IntRange(max = 500) int size) {
        Store store = stores.shared(setting);
        Map<Integer, String> expected = new HashMap<>();
        IntStream.range(0, size).forEach(i -> expected.put(i * i, "text " + i));
        Map<Integer, String> map =
                PMap.from(store, Codec.INT, Codec.STRING, expected).asMap();
        assertEquals(expected, map);
        assertEquals(map, expected);
        assertEquals(expected.hashCode(), map.hashCode());
        Set<Integer> keys = PSet.from(store, Codec.INT, expected.keySet()).asSet();
        assertEquals(expected.keySet(), keys);
        assertEquals(keys, new HashSet<>(map.keySet()));
        assertEquals(expected.keySet().hashCode(), keys.hashCode());
        assertEquals(keys, new HashSet<>(keys.parallelStream().toList()));
        assertNotEquals(keys, Set.of(-1));
    }

    @Test
    void whatWouldChangeAViewThrowsEvenWhereNothingWouldChange() {
        Store store = stores.open();
        List<Integer> list = IntVector.empty(store).asList();
        Map<String, Long> map = PMap.empty(store, Codec.STRING, Codec.LONG).asMap();
        Set<String> set = PSet.empty(store, Codec.STRING).asSet();
        for (Collection<?> view : List.of(list, set, map.keySet(), map.values(), map.entrySet())) {
            assertRefused(view::clear);
            assertRefused(() -> view.remove(1));
            assertRefused(() -> view.removeIf(element -> false));
            assertRefused(() -> view.removeAll(List.of()));
            assertRefused(() -> view.retainAll(List.of()));
            assertRefused(() -> view.addAll(List.of()));
        }
        assertRefused(() -> list.addFirst(1));
        assertRefused(() -> list.sort(null));
        assertRefused(() -> list.replaceAll(element -> element));
        assertRefused(() -> map.putAll(Map.of()));
        assertRefused(() -> map.replaceAll((key, value) -> value));
        assertRefused(() -> map.computeIfPresent("a", (key, value) -> value));
    }

    private static void assertRefused(Executable change) {
        assertThrows(UnsupportedOperationException.class, change);
    }

    @Test
    void whatNoCodecTakesIsNotThere() {
        Store store = stores.open();
        Map<?, ?> map = PMap.empty(store, Codec.STRING, Codec.LONG).put("a", 1L).asMap();
        Set<?> set = PSet.of(store, Codec.LONG, 1L).asSet();
        assertNull(map.get(1));
        assertNull(map.get(null));
        assertFalse(map.containsKey(1L));
        assertFalse(set.contains("a"));
        assertFalse(set.contains(null));
        assertTrue(set.contains(1L));
        assertEquals(1L, map.get("a"));
    }

    @Test
    void spliteratorsAreThoseOfTheVersions() {
        Store store = stores.open();
        List<Integer> part =
                IntVector.from(store, IntStream.range(0, 1000)).asList().subList(100, 900);
        Spliterator<Integer> half = part.spliterator();
        assertTrue(half.hasCharacteristics(Spliterator.IMMUTABLE | Spliterator.SUBSIZED | Spliterator.NONNULL));
        assertEquals(800, half.trySplit().estimateSize() + half.estimateSize());
        var keys = PSet.of(store, Codec.INT, 1, 2, 3).asSet().spliterator();
        assertTrue(keys.hasCharacteristics(Spliterator.IMMUTABLE | Spliterator.DISTINCT));
        assertFalse(keys.hasCharacteristics(Spliterator.ORDERED));
    }

    @Test
    void anIndexOutOfRangeIsRefused() {
        List<String> list =
                PVector.of(stores.open(), Codec.STRING, "a", "b", "c").asList().subList(1, 2);
        assertEquals("b", list.getFirst());
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(1));
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> list.subList(0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> list.subList(-1, 1));
    }

    @Test
    void aViewEndsWithItsStore() {
        Store store = stores.open();
        List<Long> list = LongVector.of(store, 1).asList();
        Map<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG).asMap();
        LongVector longs = LongVector.of(store, 1);
        store.close();
        assertThrows(StoreClosedException.class, () -> list.get(0));
        assertThrows(StoreClosedException.class, list::iterator);
        assertThrows(StoreClosedException.class, () -> map.get(1L));
        assertThrows(StoreClosedException.class, longs::asList);
        assertEquals(Collections.emptyList(), list.subList(0, 0));
    }
}
