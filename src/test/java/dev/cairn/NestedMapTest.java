package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.slot.SlotCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maps and sets as elements, keys and values, and in atoms. */
class NestedMapTest extends StoreTest {
    private static final Codec<PVector<Long>> POSITIONS = PVector.codec(Codec.LONG);
    private static final Codec<PSet<String>> WORDS = PSet.codec(Codec.STRING);
    private static final Codec<PMap<String, PVector<Long>>> INDEX = PMap.codec(Codec.STRING, POSITIONS);
    private static final Map<String, Long> ENTRIES =
            Map.of("a", 1L, "b", 2L, "a word that is longer than its slot", 3L);

    private static Map<String, List<Long>> lists(PMap<String, PVector<Long>> map) {
        Map<String, List<Long>> lists = new HashMap<>();
        map.forEach((word, positions) -> lists.put(word, positions.stream().toList()));
        return lists;
    }

    /** An index of words grows and shrinks in many versions, which are dropped in any order. */
    @ParameterizedTest
    @EnumSource
    void anyOrderOfDropping(Setting setting) {
        Store store = stores.open(setting);
        Random random = new Random(1);
        List<PMap<String, PVector<Long>>> alive = new ArrayList<>();
        List<Map<String, List<Long>>> models = new ArrayList<>();
        alive.add(PMap.empty(store, Codec.STRING, POSITIONS));
        models.add(Map.of());
        PVector<Long> none = PVector.empty(store, Codec.LONG);
        for (int step = 0; step < 400; step++) {
            int at = random.nextInt(alive.size());
            PMap<String, PVector<Long>> map = alive.get(at);
            Map<String, List<Long>> model = new HashMap<>(models.get(at));
            String word = "word number " + random.nextInt(40);
            if (random.nextInt(4) > 0) {
                long position = step;
                map = map.put(word, map.getOrDefault(word, none).append(position));
                List<Long> longer = new ArrayList<>(model.getOrDefault(word, List.of()));
                longer.add(position);
                model.put(word, longer);
            } else {
                map = map.remove(word);
                model.remove(word);
            }
            alive.add(map);
            models.add(model);
            while (alive.size() > 6) {
                int dropped = random.nextInt(alive.size());
                alive.remove(dropped);
                models.remove(dropped);
            }
            if (step % 20 == 0) {
                for (int i = 0; i < alive.size(); i++) {
                    assertEquals(models.get(i), lists(alive.get(i)));
                }
                Holders.requireOnly(store, alive);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void collectionsAreKeys(Setting setting) {
        Store store = stores.open(setting);
        Store elsewhere = stores.open(setting);
        PMap<PSet<String>, Long> counts = PMap.empty(store, WORDS, Codec.LONG);
        Map<Set<String>, Long> model = new HashMap<>();
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            PSet<String> key = PSet.empty(store, Codec.STRING);
            for (int j = random.nextInt(4); j > 0; j--) {
                key = key.add("w" + random.nextInt(5));
            }
            Set<String> modelKey = new HashSet<>();
            key.forEach(modelKey::add);
            counts = counts.put(key, counts.getOrDefault(key, 0L) + 1);
            model.merge(modelKey, 1L, Long::sum);
        }
        assertEquals(model.size(), counts.size());
        for (Map.Entry<Set<String>, Long> entry : model.entrySet()) {
            PSet<String> foreign = PSet.from(elsewhere, Codec.STRING, entry.getKey());
            assertEquals(entry.getValue(), counts.get(foreign), "an equal key may be of another store");
        }
        PSet<String> foreign = PSet.from(elsewhere, Codec.STRING, List.of("w1"));
        PMap<PSet<String>, Long> all = counts;
        assertThrows(ForeignStoreException.class, () -> all.put(foreign, 1L));
        var builder = all.toBuilder();
        assertThrows(ForeignStoreException.class, () -> builder.put(foreign, 1L));
        assertEquals(all, builder.build());
        assertEquals(all.size() - 1, all.remove(foreign).size());
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void equalContentHasEqualHashes(Setting setting) {
        Store store = stores.open(setting);
        PMap<String, Long> one = PMap.from(store, Codec.STRING, Codec.LONG, ENTRIES);
        PMap<String, Long> same = one.put("c", 4L).remove("a").put("a", 1L).remove("c");
        assertAlike(store, PMap.codec(Codec.STRING, Codec.LONG), one, same, one.put("a", 2L));
        PSet<String> words = PSet.from(store, Codec.STRING, ENTRIES.keySet());
        assertAlike(store, WORDS, words, words.add("c").remove("c"), words.add("c"));
        assertNotEquals(WORDS, PSet.codec(Codec.LONG));
        assertEquals(INDEX, PMap.codec(Codec.STRING, PVector.codec(Codec.LONG)));
    }

    private static <V> void assertAlike(Store store, Codec<V> codec, V one, V same, V other) {
        SlotCodec<V> slots = SlotCodec.of(codec);
        PVector<V> vector = PVector.of(store, codec, one, same, other).foldedVersion();
        long[] at = IntStream.range(0, 3).mapToLong(vector.base::elementAt).toArray();
        for (int i = 0; i < at.length; i++) {
            assertEquals(slots.hash(slots.prepare(vector.get(i)), 7), slots.hashAt(store.core(), at[i], 7));
        }
        assertEquals(slots.hashAt(store.core(), at[0], 7), slots.hashAt(store.core(), at[1], 7));
        assertNotEquals(slots.hashAt(store.core(), at[0], 7), slots.hashAt(store.core(), at[2], 7));
        assertTrue(slots.isSame(store.core(), at[0], at[1]) && slots.isAt(store.core(), at[1], slots.prepare(one)));
        assertFalse(slots.isSame(store.core(), at[0], at[2]) || slots.isAt(store.core(), at[2], slots.prepare(one)));
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings({"unchecked", "rawtypes"})
    void otherKindsAreRefused(Setting setting) {
        Store store = stores.open(setting);
        PVector<PMap<String, Long>> maps = PVector.empty(store, PMap.codec(Codec.STRING, Codec.LONG));
        PMap<String, Integer> other = PMap.empty(store, Codec.STRING, Codec.INT);
        var e = assertThrows(CodecException.class, () -> maps.append((PMap) other));
        assertEquals(
                "PMap.codec(Codec.STRING, Codec.LONG): was given a collection of PMap.codec(Codec.STRING, Codec.INT); make it with the codec named first, or let the outer collection use Codec.standard(), which accepts both",
                e.getMessage());
        PVector<PVector<Long>> vectors = PVector.empty(store, POSITIONS);
        assertThrows(CodecException.class, () -> ((PVector) vectors).append(other));
    }

    @ParameterizedTest
    @EnumSource
    void anAtomHoldsAMap(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        Atom<PMap<String, PVector<Long>>> index = store.atom("index", PMap.empty(store, Codec.STRING, POSITIONS));
        PVector<Long> none = PVector.empty(store, Codec.LONG);
        int threads = 4;
        int words = 500;
        Threads.run(threads, thread -> {
            for (int i = 0; i < words; i++) {
                String word = "w" + i % 50;
                long position = (long) i * threads + thread;
                index.updateAndGet(
                        map -> map.put(word, map.getOrDefault(word, none).append(position)));
            }
        });
        PMap<String, PVector<Long>> all = index.get();
        assertEquals(50, all.size());
        all.forEach((word, positions) -> {
            assertEquals(threads * words / 50, positions.size());
            assertTrue(positions.stream().allMatch(p -> word.equals("w" + p / threads % 50)));
        });
        store.verify();
        try (Scope scope = store.scope()) {
            PMap<String, PVector<Long>> confined = index.get().put("x", PVector.of(store, Codec.LONG, 1L));
            index.set(confined);
            assertTrue(index.compareAndSet(confined, confined.remove("w1")));
            scope.keep(confined);
        }
        assertEquals(1, index.get().get("x").size());
        assertThrows(NameTakenException.class, () -> store.atom("index", PMap.empty(store, Codec.STRING, Codec.LONG)));
        store.removeAtom("index");
    }

    /** Lets the n-th allocation fail, for every n. */
    @ParameterizedTest
    @EnumSource
    void allocationsThatFail(Setting setting) {
        Store store = stores.open(setting);
        PMap<String, PVector<Long>> source = PMap.empty(store, Codec.STRING, POSITIONS);
        for (long i = 0; i < 20; i++) {
            source = source.put("word " + i % 13, PVector.of(store, Codec.LONG, i, i + 1));
        }
        PVector<Long> positions = source.get("word 3").append(5L);
        PMap<String, PVector<Long>> expected = source.put("word 3", positions).put("word 99", positions);
        Holders held = Holders.of(List.of(source, expected, positions), List.of());
        Allocator allocator = store.core().allocator();
        for (int n = 1, left = 0; left == 0; n++) {
            allocator.failAt(n);
            PMap<String, PVector<Long>> result = source.put("word 3", positions).put("word 99", positions);
            left = (int) Fields.of(allocator, "failAt");
            allocator.failAt(0);
            assertEquals(expected, result);
            held.collect(store);
            store.verify();
            assertEquals(held.census(store).reachable(), held.census(store).allocated());
        }
    }
}
