package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapCompare;
import dev.cairn.internal.trie.map.TrieDiff;
import dev.cairn.internal.trie.vector.VectorCompare;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What changes is found in time proportional to it: nodes looked at and nodes made are counted. */
@Tag("beside")
class ChangesCostTest extends StoreTest {
    private static final int SIZE = 20_000;
    private static final int CHANGES = 50;
    private static final int NODES_A_CHANGE = 20;
    private static final int TINY_NODES_A_CHANGE = 50;

    private static int bound(Setting setting) {
        return CHANGES * (setting.isTiny() ? TINY_NODES_A_CHANGE : NODES_A_CHANGE);
    }

    private static PMap<Long, Long> squares(Store store) {
        return squares(store, SIZE);
    }

    private static PMap<Long, Long> squares(Store store, int size) {
        PMap.Builder<Long, Long> builder = PMap.builder(store, Codec.LONG, Codec.LONG);
        for (long n = 0; n < size; n++) {
            builder.put(n, n * n);
        }
        return builder.build();
    }

    /** Changes, removes and adds as many as {@code CHANGES} together. */
    private static PMap<Long, Long> changed(PMap<Long, Long> map, long from) {
        return changed(map, from, CHANGES);
    }

    private static PMap<Long, Long> changed(PMap<Long, Long> map, long from, int changes) {
        int size = map.size();
        PMap<Long, Long> changed = map;
        for (long n = from; n < from + changes; n++) {
            long key = n * 313 % size;
            changed = switch ((int) (n % 3)) {
                case 0 -> changed.put(key, -1 - n);
                case 1 -> changed.remove(key);
                default -> changed.put(size + n, n);
            };
        }
        return changed;
    }

    private static int changes(PMap<Long, Long> a, PMap<Long, Long> b) {
        MapChanges<Long, Long> changes = a.changesTo(b);
        return changes.added().size()
                + changes.removed().size()
                + changes.changed().size();
    }

    private static long visited(MapBase a, MapBase b) {
        return MapCompare.diff(a, b, new TrieDiff.Changes() {
            @Override
            public void removed(long entryOfA) {}

            @Override
            public void added(long entryOfB) {}

            @Override
            public void changed(long entryOfA, long entryOfB) {}
        });
    }

    @ParameterizedTest
    @EnumSource
    void findingChangesOfMapsLooksAtFewNodes(Setting setting) {
        PMap<Long, Long> map = squares(stores.open(setting));
        PMap<Long, Long> next = changed(map, 0);
        assertEquals(CHANGES, changes(map, next));
        long visited = visited(map.foldedBase(), next.foldedBase());
        assertTrue(visited <= bound(setting), () -> visited + " nodes");
        assertEquals(0, visited(map.foldedBase(), map.foldedBase()));
    }

    @Test
    void findingChangesOfAMillionEntriesLooksAtFewNodes() {
        int changes = 1000;
        PMap<Long, Long> map = squares(stores.open(StoreOptions.defaults()), 1_000_000);
        PMap<Long, Long> next = changed(map, 0, changes);
        assertEquals(changes, changes(map, next));
        long visited = visited(map.foldedBase(), next.foldedBase());
        assertTrue(visited <= (long) changes * NODES_A_CHANGE, () -> visited + " nodes");
    }

    @ParameterizedTest
    @EnumSource
    void mergesAndPatchesMakeFewNodes(Setting setting) {
        PMap<Long, Long> map = squares(stores.open(setting));
        PMap<Long, Long> ours = changed(map, 0);
        PMap<Long, Long> theirs = changed(map, 1000);
        PMap<Long, Long> merged = PMap.merge3(map, ours, theirs, (key, base, a, b) -> a);
        assertEquals(ours.size() + theirs.size() - map.size(), merged.size());
        for (PMap<Long, Long> made : List.of(
                merged, ours.patch(map.changesTo(theirs)), ours.merge(theirs, Long::sum), ours.putAll(theirs))) {
            Sharing sharing = Sharing.between(ours, made);
            assertTrue(sharing.rightOnlyNodes() <= bound(setting), sharing::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsThatShareMostAreCombinedWithFewNodes(Setting setting) {
        Store store = stores.open(setting);
        PSet<Long> set = PSet.from(store, Codec.LONG, squares(store).keys());
        PSet<Long> more = set.add(-1L).add(-2L);
        PSet<Long> fewer = set.remove(5L).remove(6L);
        for (PSet<Long> made : List.of(more.union(fewer), fewer.union(more), more.intersect(fewer))) {
            Sharing sharing = Sharing.between(set, made);
            assertTrue(sharing.rightOnlyNodes() <= bound(setting), sharing::toString);
        }
        assertEquals(PSet.of(store, Codec.LONG, -1L, -2L, 5L, 6L), more.difference(fewer));
        assertTrue(fewer.isSubsetOf(more) && !more.isSubsetOf(fewer));
        PSet<Long> small = PSet.of(store, Codec.LONG, -1L, 3L);
        assertEquals(set.add(-1L), small.union(set));
        assertEquals(PSet.of(store, Codec.LONG, 3L), set.intersect(small));
        assertEquals(set.remove(3L), set.difference(small));
        assertEquals(PSet.of(store, Codec.LONG, -1L), small.difference(set));
    }

    @ParameterizedTest
    @EnumSource
    void findingChangesOfVectorsLooksAtFewNodesAlsoWhereOneIsHigher(Setting setting) {
        LongVector vector = LongVector.from(stores.open(setting), LongStream.range(0, SIZE));
        LongVector next = vector;
        for (int i = 0; i < CHANGES; i++) {
            next = next.update(i * 313 % SIZE, -1);
        }
        LongVector longer = next.appendAll(LongVector.from(vector.store(), new long[SIZE * 2]));
        for (LongVector other : new LongVector[] {next, longer}) {
            long visited = VectorCompare.visit(
                    vector.foldedBase(), other.foldedBase(), SIZE, (from, a, b, count) -> count >= 0);
            assertTrue(visited <= bound(setting), () -> visited + " nodes");
            assertEquals(CHANGES, vector.changesTo(other).changed().size());
        }
    }
}
