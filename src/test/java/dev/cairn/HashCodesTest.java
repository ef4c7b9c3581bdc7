package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hash code is counted once, if nothing that a version holds can change. */
class HashCodesTest extends StoreTest {
    /** Counts how often a value is read. */
    private record Counted(AtomicInteger reads) implements Encoding<Long> {
        @Override
        public int width() {
            return Long.BYTES;
        }

        @Override
        public void encode(Long value, SlotWriter out) {
            out.putLong(0, value);
        }

        @Override
        public Long decode(SlotReader in) {
            reads.incrementAndGet();
            return in.getLong(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 1000, 5000})
    void theSecondCallReadsNothing(int size) {
        Store store = stores.open();
        AtomicInteger reads = new AtomicInteger();
        Codec<Long> codec = Codec.of(new Counted(reads));
        Map<Long, Long> entries = new HashMap<>();
        for (long i = 1; i <= size; i++) {
            entries.put(i, 7 * i);
        }
        PMap<Long, Long> map = PMap.from(store, codec, codec, entries).put(-1L, 3L);
        PSet<Long> set = PSet.from(store, codec, entries.keySet()).add(-1L);
        Map<Long, Long> changed = new HashMap<>(entries);
        changed.put(-1L, 3L);
        assertEquals(changed.hashCode(), map.hashCode());
        assertEquals(changed.keySet().hashCode(), set.hashCode());
        int before = reads.get();
        assertTrue(before >= 2 * size);
        assertEquals(changed.hashCode(), map.hashCode());
        assertEquals(changed.keySet().hashCode(), set.hashCode());
        assertEquals(before, reads.get());
        assertEquals(entries.hashCode(), map.remove(-1L).hashCode());
    }

    @ParameterizedTest
    @EnumSource
    void ofObjectsThatChangeItIsCountedAgain(Setting setting) {
        Store store = stores.open(setting);
        for (Codec<List<Integer>> codec : List.<Codec<List<Integer>>>of(Codec.object(), Codec.standard())) {
            List<Integer> list = new ArrayList<>(List.of(1, 2));
            PMap<Long, List<Integer>> map = PMap.empty(store, Codec.LONG, codec).put(1L, list);
            PSet<PMap<Long, List<Integer>>> set =
                    PSet.empty(store, PMap.codec(Codec.LONG, codec)).add(map);
            int first = map.hashCode();
            int firstOfSet = set.hashCode();
            assertEquals(Map.of(1L, list).hashCode(), first);
            map.get(1L).add(3);
            boolean isSame = map.get(1L).size() == 3;
            assertEquals(isSame, first != map.hashCode());
            assertEquals(Map.of(1L, map.get(1L)).hashCode(), map.hashCode());
            assertEquals(new HashSet<>(List.of(map)).hashCode(), set.hashCode());
            assertEquals(isSame, firstOfSet != set.hashCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVersionMadeOfAnotherHasItsOwn(Setting setting) {
        Store store = stores.open(setting);
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG).put(1L, 2L);
        assertEquals(Map.of(1L, 2L).hashCode(), map.hashCode());
        assertNotEquals(map.hashCode(), map.put(1L, 3L).hashCode());
        assertEquals(map.hashCode(), map.put(1L, 3L).put(1L, 2L).hashCode());
        assertEquals(0, map.remove(1L).hashCode());
    }
}
