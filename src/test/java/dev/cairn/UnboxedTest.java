package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.map.MapTable;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Maps whose keys are longs make no boxes. Numbers of one byte have boxes in a cache, others do not. So an operation that boxes allocates
 * more for large numbers than for small ones, whether it is interpreted or compiled.
 */
class UnboxedTest extends StoreTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SIZE = 100;
    private static final int ROUNDS = 30;
    private static final long LARGE = 1_000_000;

    /** Less than one box for each entry. */
    private static final long TOLERANCE = 8L * SIZE;

    /** Keys and values from {@code first} on. */
    private static LongLongMap map(Store store, long first) {
        long[] numbers = LongStream.range(first, first + SIZE).toArray();
        return LongLongMap.from(store, numbers, numbers);
    }

    private static <M> long bytes(M map, long first, ToLongBiFunction<M, Long> operation, List<Long> keys) {
        long sum = first;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (Long key : keys) {
            sum += operation.applyAsLong(map, key);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(sum != Long.MIN_VALUE); // uses the results
        return bytes;
    }

    /** How many bytes more the operation allocates for large numbers, at least, in some rounds. A compiler may begin in one of them. */
    private static <M> long more(M small, M large, ToLongBiFunction<M, Long> operation, int calls) {
        List<Long> smallKeys = LongStream.range(0, calls).boxed().toList();
        List<Long> largeKeys = LongStream.range(LARGE, LARGE + calls).boxed().toList();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long few = bytes(small, 0, operation, smallKeys);
            least = Math.min(least, bytes(large, LARGE, operation, largeKeys) - few);
        }
        return least;
    }

    private static void requireNone(
            String name,
            Store store,
            UnaryOperator<LongLongMap> form,
            ToLongBiFunction<LongLongMap, Long> operation,
            int calls) {
        long more = more(form.apply(map(store, 0)), form.apply(map(store, LARGE)), operation, calls);
        assertTrue(more < TOLERANCE, () -> name + ": " + more + " bytes more in " + calls + " calls");
    }

    /** The forms of a version: a table, a trie, and each with pending edits. */
    private static List<UnaryOperator<LongLongMap>> forms() {
        UnaryOperator<LongLongMap> edited = map -> map.put(-1, 5).remove(-2).put(-3, -3);
        return List.of(map -> map, LongLongMap::foldedVersion, edited, map -> edited.apply(map.foldedVersion()));
    }

    @Test
    void anEntryIsReadAndChangedWithoutBoxes() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        for (UnaryOperator<LongLongMap> form : forms()) {
            requireNone("get", store, form, (map, key) -> map.get(key), SIZE);
            requireNone("getOrDefault", store, form, (map, key) -> map.getOrDefault(~key, key), SIZE);
            requireNone("containsKey", store, form, (map, key) -> map.containsKey(key) ? 1 : 0, SIZE);
            requireNone("put", store, form, (map, key) -> map.put(key, ~key).size(), SIZE);
            requireNone("remove", store, form, (map, key) -> map.remove(key).size(), SIZE);
            requireNone(
                    "merge",
                    store,
                    form,
                    (map, key) -> map.merge(key, -1, Long::sum).size(),
                    SIZE);
            requireNone(
                    "update",
                    store,
                    form,
                    (map, key) -> map.update(key, value -> -value).size(),
                    SIZE);
            requireNone(
                    "putIfAbsent",
                    store,
                    form,
                    (map, key) -> map.putIfAbsent(-20 - key, key).size(),
                    SIZE);
        }
    }

    @Test
    void allEntriesAreReadWithoutBoxes() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        long[] sum = new long[1];
        for (UnaryOperator<LongLongMap> form : forms()) {
            requireNone("sum", store, form, (map, key) -> map.sum(), 1);
            requireNone("keys", store, form, (map, key) -> map.keys().sum(), 1);
            requireNone("values", store, form, (map, key) -> map.values().max().orElseThrow(), 1);
            requireNone("hashCode", store, form, (map, key) -> map.countHash(), 1);
            requireNone(
                    "equals",
                    store,
                    form,
                    (map, key) -> map.equals(map.toBuilder().build()) ? 1 : 0,
                    1);
            requireNone(
                    "forEach",
                    store,
                    form,
                    (map, key) -> {
                        map.forEach((k, v) -> sum[0] += k ^ v);
                        return 0;
                    },
                    1);
        }
    }

    @Test
    void aMapWithBoxesIsFoundOut() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        PMap<Long, Long> small = map(store, 0).foldedVersion().toPMap();
        PMap<Long, Long> large = map(store, LARGE).foldedVersion().toPMap();
        Object[] kept = new Object[1];
        long more = more(
                small,
                large,
                (map, key) -> {
                    kept[0] = map.get(key); // else a compiler could do without the box
                    return 0;
                },
                SIZE);
        assertTrue(more >= TOLERANCE, () -> more + " bytes more for boxes");
    }

    @Test
    void aMapOfOtherValuesDoesNotBoxItsKeys() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        for (boolean isFolded : new boolean[] {false, true}) {
            LongMap<Boolean> small = LongMap.from(map(store, 0).toPMap()).mapValues(Codec.BOOLEAN, value -> true);
            LongMap<Boolean> large = LongMap.from(map(store, LARGE).toPMap()).mapValues(Codec.BOOLEAN, value -> true);
            ToLongBiFunction<LongMap<Boolean>, Long> read = (map, key) -> Boolean.TRUE.equals(map.get(key)) ? 1 : 0;
            ToLongBiFunction<LongMap<Boolean>, Long> changed =
                    (map, key) -> map.put(key, false).remove(~key).size();
            for (ToLongBiFunction<LongMap<Boolean>, Long> operation : List.of(read, changed)) {
                long more = more(
                        isFolded ? small.foldedVersion() : small,
                        isFolded ? large.foldedVersion() : large,
                        operation,
                        SIZE);
                assertTrue(more < TOLERANCE, () -> more + " bytes more");
            }
        }
    }

    /** What is on the heap for long has no objects either. */
    @Test
    void tablesAndLogsKeepNoBoxes() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongLongMap map = map(store, LARGE).put(-LARGE, LARGE);
        assertEquals(0, ((Object[]) Fields.of(Fields.of(map, "log"), "keys")).length);
        if (MapTable.LIMIT > 0) {
            assertEquals(0, ((Object[]) Fields.of(Fields.of(map, "table"), "cells")).length);
        }
    }
}
