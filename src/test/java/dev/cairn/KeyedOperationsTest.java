package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What maps and sets do by way of their entries, beside what {@link Map}, {@link Set} and streams do. */
@Tag("beside")
@net.jqwik.api.Tag("beside")
class KeyedOperationsTest extends StoreTest {
    @Property(tries = 50)
    void maps(@ForAll Setting setting, @ForAll @Size(max = 100) Map<Byte, Long> entries, @ForAll Byte key) {
        Store store = stores.shared(setting);
        PMap<Byte, Long> map = PMap.from(store, Codec.BYTE, Codec.LONG, entries);
        Map<Byte, Long> model = new HashMap<>(entries);
        model.merge(key, 5L, Long::sum);
        assertEquals(model, map.merge(key, 5L, Long::sum).asMap());
        model.merge(key, 5L, (old, value) -> null);
        assertEquals(
                model,
                map.merge(key, 5L, Long::sum)
                        .merge(key, 5L, (old, value) -> null)
                        .asMap());
        model = new HashMap<>(entries);
        model.replace(key, 7L);
        assertEquals(model, map.update(key, 7L).asMap());
        Set<Byte> some = new HashSet<>(List.of(key, (byte) 1, (byte) 2));
        model.keySet().retainAll(some);
        assertEquals(model, map.update(key, 7L).retainAll(some).asMap());
        for (long value : new long[] {entries.values().stream().findFirst().orElse(7L), 8L}) {
            assertEquals(entries.containsValue(value), map.containsValue(value));
        }
        Map<Long, String> turned =
                entries.entrySet().stream().collect(Collectors.toMap(e -> (long) e.getKey(), e -> "v" + e.getValue()));
        assertEquals(turned, map.map((k, v) -> Map.entry((long) k, "v" + v)).asMap());
        assertEquals(
                map.map((k, v) -> Map.entry((long) k, "v" + v)),
                map.map(Codec.LONG, Codec.STRING, (k, v) -> Map.entry((long) k, "v" + v)));
        assertEquals(map, PMap.empty(store, Codec.BYTE, Codec.LONG).putAll(entries.entrySet()));
    }

    @Property(tries = 50)
    void sets(@ForAll Setting setting, @ForAll @Size(max = 100) Set<Byte> elements, @ForAll Set<Byte> others) {
        Store store = stores.shared(setting);
        PSet<Byte> set = PSet.from(store, Codec.BYTE, elements);
        assertEquals(elements.containsAll(others), set.containsAll(others));
        assertTrue(set.containsAll(elements));
        Set<Byte> both = new HashSet<>(elements);
        both.retainAll(others);
        assertEquals(both, set.retainAll(others).asSet());
        assertEquals(
                elements.stream().map(n -> n / 2).collect(Collectors.toSet()),
                set.map(n -> n / 2).asSet());
        assertEquals(set.map(n -> n / 2), set.map(Codec.INT, n -> n / 2));
        assertEquals(
                elements.stream().flatMap(n -> Stream.of("a" + n, "b" + n)).collect(Collectors.toSet()),
                set.flatMap(n -> List.of("a" + n, "b" + n)).asSet());
        assertEquals(set.flatMap(n -> List.of("a" + n)), set.flatMap(Codec.STRING, n -> List.of("a" + n)));
    }

    @Test
    void theStandardStoreServesWhereNoneIsGiven() {
        PMap<String, Integer> map = PMap.<String, Integer>empty().put("a", 1).put("b", 2);
        assertEquals(map, PMap.of("a", 1, "b", 2));
        assertEquals(map, PMap.ofEntries(Map.entry("a", 1), Map.entry("b", 2)));
        assertEquals(map, PMap.from(Codec.STRING, Codec.INT, Map.of("a", 1, "b", 2)));
        assertEquals(map, PMap.<String, Integer>builder().putAll(map).build());
        assertEquals(map, Map.of("a", 1, "b", 2).entrySet().stream().collect(PMap.collector()));
        assertEquals(map, Map.of("a", 1, "b", 2).entrySet().stream().collect(PMap.collector(Codec.STRING, Codec.INT)));
        PMap<String, Integer> lengths = Stream.of("a", "bb", "a").collect(PMap.collector(text -> text, String::length));
        assertEquals(PMap.of("a", 1, "bb", 2), lengths);
        PSet<String> set = PSet.<String>empty().add("a").add("b");
        assertEquals(set, PSet.of("a", "b"));
        assertEquals(set, PSet.from(Codec.STRING, List.of("a", "b")));
        assertEquals(set, PSet.from(Stream.of("a", "b")));
        assertEquals(set, PSet.from(Codec.STRING, Stream.of("a", "b")));
        assertEquals(set, PSet.<String>builder().add("a").add("b").build());
        assertEquals(set, Stream.of("a", "b").collect(PSet.collector()));
        assertEquals(set, Stream.of("a", "b").collect(PSet.collector(Codec.STRING)));
        assertSame(Store.standard(), set.map(String::length).store());
    }

    /** Of each number of pairs, and where the last key is the first one again. */
    @Test
    void mapsOfUpToTenPairs() {
        for (int last : new int[] {0, 1}) {
            Map<Integer, Integer> expected = new HashMap<>();
            List<PMap<Integer, Integer>> maps = List.of(
                    PMap.of(1, 1),
                    PMap.of(1, 1, last * 2, 2),
                    PMap.of(1, 1, 2, 2, last * 3, 3),
                    PMap.of(1, 1, 2, 2, 3, 3, last * 4, 4),
                    PMap.of(1, 1, 2, 2, 3, 3, 4, 4, last * 5, 5),
                    PMap.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, last * 6, 6),
                    PMap.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, last * 7, 7),
                    PMap.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, last * 8, 8),
                    PMap.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, last * 9, 9),
                    PMap.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, last * 10, 10));
            for (int n = 1; n <= maps.size(); n++) {
                Map<Integer, Integer> one = new HashMap<>(expected);
                one.put(n == 1 ? 1 : last * n, n);
                assertEquals(one, maps.get(n - 1).asMap());
                expected.put(n, n);
            }
        }
    }

    @Test
    void aNullThatIsUpdatedIsAValue() {
        Store store = stores.open();
        PMap<Object, Object> map = PMap.empty(store, Codec.any(), Codec.any()).put(1, 2);
        PMap<Object, Object> updated = map.update(1, null);
        assertTrue(updated.containsKey(1));
        assertNull(updated.get(1));
        assertFalse(map.update(3, null).containsKey(3));
        assertThrows(NullPointerException.class, () -> map.merge(1, null, (a, b) -> a));
    }
}
