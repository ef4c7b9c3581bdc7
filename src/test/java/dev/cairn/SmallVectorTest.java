package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.HeapLimit;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small vectors are on the heap; they are as any others, and go to the store when they have to. */
class SmallVectorTest extends StoreTest {
    private static final int SMALL = 4;

    private static void assumeSmallOnes() {
        assumeTrue(HeapLimit.or(SMALL) >= SMALL);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDoneToASmallVectorWritesNothing(Setting setting) {
        assumeSmallOnes();
        Store store = stores.open(setting);
        PVector<String> texts = PVector.of(store, Codec.STRING, "a", "b");
        PVector<String> more = texts.append("c").prepend("z").update(1, "A").insert(2, "i");
        assertEquals(List.of("z", "A", "i", "b", "c"), more.asList());
        assertEquals(List.of("z", "A", "b"), more.removeAt(2).removeLast().asList());
        assertEquals(List.of("i", "b"), more.slice(2, 4).toBuilder().build().asList());
        assertEquals(List.of("a", "b", "a"), texts.concat(texts.take(1)).asList());
        assertTrue(texts.equals(more.slice(1, 2).update(0, "a").append("b")));
        assertEquals(texts.asList().hashCode(), texts.hashCode());
        LongVector longs = LongVector.of(store, 1, 2, 3);
        assertEquals(6 + 4, longs.append(4).sum());
        assertEquals(List.of(3L, 2L), List.of(longs.last(), longs.get(1)));
        assertEquals(0, store.stats().versionsMade());
        assertEquals(0, store.verify().nodes());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMappedStaysWhereItsSourceIs(Setting setting) {
        assumeSmallOnes();
        Store store = stores.open(setting);
        PVector<Integer> numbers = PVector.empty(store, Codec.INT);
        List<String> expected = new ArrayList<>();
        for (int i = 0; numbers.append(i).isOnHeap(); i++) {
            numbers = numbers.append(i);
            expected.add("n" + i);
        }
        PVector<String> mapped = numbers.map(Codec.STRING, i -> "n" + i);
        assertTrue(mapped.isOnHeap());
        assertEquals(expected, mapped.asList());
        assertEquals(List.of(), PVector.empty(store, Codec.INT).map(i -> i).asList());
        String large = "x".repeat(10_000);
        assertEquals(
                Collections.nCopies(numbers.size(), large),
                numbers.map(Codec.STRING, _ -> large).asList());
    }

    @Test
    void aFunctionThatClosesTheStoreIsSeen() {
        PVector<Integer> numbers = PVector.of(stores.open(), Codec.INT, 1, 2);
        assertThrows(
                StoreClosedException.class,
                () -> numbers.map(Codec.INT, i -> {
                    numbers.store().close();
                    return i;
                }));
    }

    @ParameterizedTest
    @EnumSource
    void itGoesToTheStoreAsAnElementAndInAnAtom(Setting setting) {
        Store store = stores.open(setting);
        LongVector small = LongVector.of(store, 1, 2, 3);
        Atom<LongVector> atom = store.atom("small", small);
        PVector<LongVector> rows = PVector.of(store, LongVector.codec(), small, small.append(4));
        assertTrue(Sharing.retained(rows).nodes() > 0);
        assertEquals(small, atom.get());
        assertEquals(List.of(small, LongVector.of(store, 1, 2, 3, 4)), rows.asList());
        assertEquals(24, small.chunks().mapToLong(chunk -> chunk.byteSize()).sum());
        store.removeAtom("small");
    }

    @ParameterizedTest
    @EnumSource
    void twoThatGoOnFromOneDoNotMeet(Setting setting) {
        Store store = stores.open(setting);
        IntVector one = IntVector.of(store, 1).append(2);
        assertEquals(List.of(1, 2, 3), one.append(3).asList());
        assertEquals(List.of(1, 2, 4), one.append(4).asList());
        assertEquals(List.of(0, 1, 2), one.prepend(0).asList());
        assertEquals(List.of(9, 1, 2), one.prepend(9).asList());
        assertEquals(List.of(2, 5), one.drop(1).append(5).asList());
        assertEquals(List.of(1, 6), one.removeLast().append(6).asList());
        assertEquals(List.of(7, 2), one.drop(1).prepend(7).asList());
        assertEquals(List.of(1, 2), one.asList());
    }

    @ParameterizedTest
    @EnumSource
    void itDiesWithItsScopeAndItsStore(Setting setting) {
        Store store = stores.open(setting);
        LongVector outside = LongVector.of(store, 1, 2);
        LongVector kept;
        LongVector lost;
        try (Scope scope = store.scope()) {
            lost = outside.append(3);
            kept = scope.keep(lost);
            assertEquals(6, lost.sum());
            assertThrows(WrongThreadException.class, () -> elsewhere(lost));
        }
        assertThrows(IllegalStateException.class, lost::sum);
        assertThrows(IllegalStateException.class, () -> lost.append(4));
        assertThrows(IllegalStateException.class, () -> lost.iterator().hasNext());
        assertEquals(6, kept.sum());
        assertEquals(3, outside.sum());
        store.close();
        assertThrows(StoreClosedException.class, kept::sum);
        assertThrows(StoreClosedException.class, () -> kept.append(1));
        assertThrows(StoreClosedException.class, () -> kept.get(0));
    }

    private static void elsewhere(LongVector vector) {
        MisuseTest.elsewhere(vector::sum);
    }

    @Test
    void aSliceKeepsNothingElse() {
        Store store = stores.open();
        List<PVector<byte[]>> kept = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            PVector<byte[]> large = PVector.of(store, Codec.BYTES, new byte[1 << 18], new byte[1 << 18], new byte[1]);
            kept.add(large.take(0));
            kept.add(large.drop(2));
            kept.add(large.drop(1).removeAt(0));
        }
        store.reclaim();
        assertTrue(store.stats().liveBytes() < 1 << 18, () -> store.stats().toString());
        assertFalse(kept.get(1).isEmpty());
    }

    @Test
    void whatWasReplacedIsNotKeptByTheLog() {
        Store store = stores.open();
        PVector<byte[]> many = PVector.from(store, Codec.BYTES, Collections.nCopies(200, new byte[10]));
        many = many.update(0, new byte[100_000]);
        WeakReference<Object> log = new WeakReference<>(many.pending());
        for (int i = 1; i < 20; i++) {
            many = many.update(i, new byte[100_000]);
        }
        while (!log.refersTo(null)) {
            System.gc(); // ends: after three updates of 100,000 bytes the log was written, and nobody has it
        }
        assertEquals(100_000, many.get(0).length);
        assertEquals(10, many.get(199).length);
    }
}
