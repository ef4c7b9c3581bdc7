package dev.cairn.ffi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreTest;
import dev.cairn.Threads;
import dev.cairn.codec.Codec;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views of versions, read by Java code. */
class ViewTest extends StoreTest {
    private static final int KIND_OF_HEADER = 9;

    private record Point(int x, double y) {}

    private static LongVector numbers(Store store, int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    private static List<Long> longs(View view) {
        List<Long> all = new ArrayList<>();
        for (MemorySegment run : view.segments()) {
            assertTrue(run.isReadOnly());
            for (long word : run.toArray(ValueLayout.JAVA_LONG_UNALIGNED)) {
                all.add(word);
            }
        }
        return all;
    }

    private static byte[] bytes(View view) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        view.segments().forEach(run -> all.writeBytes(run.toArray(ValueLayout.JAVA_BYTE)));
        return all.toByteArray();
    }

    /** The header's place, as docs/layout.md has it. */
    private static long at(View view) {
        return Integer.toUnsignedLong(view.header()) * 16;
    }

    @Property(tries = 40)
    void theElementsAreThere(
            @ForAll Setting setting,
            @ForAll @IntRange(max = 4000) int size,
            @ForAll @IntRange(max = 300) int inserted,
            @ForAll @IntRange(max = 50) int updated) {
        Store store = stores.shared(setting);
        LongVector version = numbers(store, size);
        for (int i = 0; i < inserted; i++) {
            version = version.insert((int) ((long) i * 7919 % (version.size() + 1)), -i);
        }
        for (int i = 0; i < Math.min(updated, version.size()); i++) {
            version = version.update(i, 1000 + i);
        }
        try (View view = Ffi.view(version)) {
            assertEquals(version.asList(), longs(view));
            assertEquals(version.size(), view.size());
            assertEquals(Long.BYTES, view.width());
            assertEquals(KIND_OF_HEADER, view.store().get(ValueLayout.JAVA_BYTE, at(view) + 8));
            assertEquals(version.size(), view.store().get(ValueLayout.JAVA_INT, at(view) + 40));
            requireTable(view);
        }
    }

    /** The table has the segments. */
    private static void requireTable(View view) {
        MemorySegment table = view.table();
        long row = 0;
        for (MemorySegment run : view.segments()) {
            assertEquals(run.address(), table.getAtIndex(ValueLayout.JAVA_LONG, row));
            assertEquals(run.byteSize(), table.getAtIndex(ValueLayout.JAVA_LONG, row + 1) * view.width());
            row += 2;
        }
        assertEquals(row * Long.BYTES, table.byteSize());
    }

    @ParameterizedTest
    @EnumSource
    void vectorsOfOtherTypes(Setting setting) {
        Store store = stores.open(setting);
        try (View view = Ffi.view(IntVector.from(store, IntStream.range(0, 1000)))) {
            int[] first = view.segments().iterator().next().toArray(ValueLayout.JAVA_INT);
            assertArrayEquals(IntStream.range(0, first.length).toArray(), first);
        }
        try (View view = Ffi.view(DoubleVector.of(store, 1.5, 2.5))) {
            assertArrayEquals(
                    new double[] {1.5, 2.5}, view.segments().iterator().next().toArray(ValueLayout.JAVA_DOUBLE));
        }
        try (View view = Ffi.view(PVector.of(store, Codec.record(Point.class), new Point(7, 0.5), new Point(8, 1)))) {
            assertEquals(12, view.width());
            MemorySegment run = view.segments().iterator().next();
            assertEquals(24, run.byteSize());
            assertEquals(8, run.get(ValueLayout.JAVA_INT_UNALIGNED, 12));
            assertEquals(0.5, run.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 4));
        }
        try (View view = Ffi.view(LongVector.empty(store))) {
            assertFalse(view.segments().iterator().hasNext());
            assertEquals(0, view.table().byteSize());
        }
    }

    @Test
    void mapsHaveAHeaderOnly() {
        Store store = stores.open();
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG).put(1L, 2L);
        try (View view = Ffi.view(map)) {
            assertEquals(1, view.store().get(ValueLayout.JAVA_LONG, at(view) + 40));
            assertThrows(UnsupportedOperationException.class, view::segments);
            assertThrows(UnsupportedOperationException.class, view::table);
            assertThrows(UnsupportedOperationException.class, view::width);
        }
        try (View view = Ffi.view(PSet.of(store, Codec.LONG, 1L, 2L))) {
            assertEquals(2, view.size());
        }
    }

    @Property(tries = 40)
    void blobsOfAnyBits(
            @ForAll Setting setting, @ForAll @IntRange(max = 6000) int size, @ForAll @IntRange(max = 40) int from) {
        Store store = stores.shared(setting);
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 31);
        }
        Blob whole = Blob.from(store, content);
        long first = Math.min(from, whole.length());
        Blob cut = whole.slice(first, whole.length() - (whole.length() - first) / 3);
        Blob joined = whole.concat(cut).concat(whole);
        for (Blob blob : List.of(whole, cut, joined)) {
            try (View view = Ffi.view(blob)) {
                assertArrayEquals(blob.toByteArray(), bytes(view));
                assertEquals(blob.length(), view.size());
                requireTable(view);
            }
        }
    }

    @Test
    void nothingIsReadAfterTheClose() {
        Store store = stores.open();
        View view = Ffi.view(numbers(store, 1000));
        MemorySegment whole = view.store();
        Iterator<MemorySegment> runs = view.segments().iterator();
        MemorySegment run = runs.next();
        MemorySegment table = view.table();
        view.close();
        view.close();
        assertThrows(IllegalStateException.class, () -> whole.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> run.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> table.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(ViewClosedException.class, runs::next);
        assertThrows(ViewClosedException.class, view::store);
        assertThrows(ViewClosedException.class, view::header);
        assertThrows(ViewClosedException.class, view::size);
        assertThrows(ViewClosedException.class, view::segments);
        assertThrows(ViewClosedException.class, view::table);
        assertTrue(assertThrows(ViewClosedException.class, view::width)
                .getMessage()
                .contains("1000"));
    }

    @Test
    void aClosedStoreIsNamed() {
        Store store = stores.open();
        View view = Ffi.view(numbers(store, 1000));
        MemorySegment run = view.segments().iterator().next();
        Iterator<MemorySegment> runs = view.segments().iterator();
        store.close();
        assertThrows(StoreClosedException.class, view::store);
        assertThrows(StoreClosedException.class, view::header);
        assertThrows(StoreClosedException.class, view::segments);
        assertThrows(StoreClosedException.class, view::table);
        assertThrows(StoreClosedException.class, runs::next);
        assertEquals(1, run.get(ValueLayout.JAVA_LONG, 8)); // its memory stays
        view.close();
        assertThrows(IllegalStateException.class, () -> run.get(ValueLayout.JAVA_LONG, 8));
        LongVector nowhere = LongVector.empty(stores.open());
        nowhere.store().close();
        assertThrows(StoreClosedException.class, () -> Ffi.view(nowhere));
    }

    @Test
    void aViewBelongsToItsThreadUnlessItIsShared() throws InterruptedException {
        Store store = stores.open();
        try (View view = Ffi.view(numbers(store, 1000))) {
            Threads.run(2, thread -> {
                assertThrows(WrongThreadException.class, view::close);
                assertThrows(WrongThreadException.class, () -> longs(view));
            });
            assertEquals(1000, longs(view).size());
        }
        View shared = Ffi.sharedView(numbers(store, 1000));
        Threads.run(4, thread -> assertEquals(1000, longs(shared).size()));
        Threads.run(4, thread -> shared.close());
        assertThrows(ViewClosedException.class, shared::header);
    }

    @Test
    void theNodesOutliveTheVersionAndItsScope() {
        Store store = stores.open();
        View view;
        try (var _ = store.scope()) {
            view = Ffi.view(numbers(store, 5000));
        }
        store.reclaim();
        assertEquals(LongStream.range(0, 5000).boxed().toList(), longs(view));
        view.close();
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
    }

    @Test
    void aSegmentKeepsAForgottenView() {
        Store store = stores.open();
        MemorySegment run = Ffi.view(numbers(store, 5000)).segments().iterator().next();
        store.reclaim();
        assertTrue(store.stats().liveNodes() > 0);
        assertEquals(1, run.get(ValueLayout.JAVA_LONG, 8));
    }

    @Test
    void anIteratorEnds() {
        Iterator<MemorySegment> none;
        try (View view = Ffi.view(LongVector.empty(stores.open()))) {
            none = view.segments().iterator();
            assertThrows(NoSuchElementException.class, none::next);
        }
    }
}
