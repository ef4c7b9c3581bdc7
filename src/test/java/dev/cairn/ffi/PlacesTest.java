package dev.cairn.ffi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Cores;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Stillness;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Places at the end of a builder, written by Java code. */
class PlacesTest extends StoreTest {
    private record Point(int x, double y) {}

    private static void fill(Places places) {
        long n = 0;
        for (MemorySegment run : places.segments()) {
            for (long i = 0; i < run.byteSize() / Long.BYTES; i++) {
                run.setAtIndex(ValueLayout.JAVA_LONG, i, n++);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsThere(Setting setting) {
        Store store = stores.open(setting);
        LongVector.Builder builder = LongVector.builder(store).append(-1);
        try (Places places = Ffi.reserve(builder, 2000)) {
            assertEquals(2000, places.size());
            assertEquals(Long.BYTES, places.width());
            fill(places);
            requireTable(places);
            places.done();
        }
        LongVector expected =
                LongVector.of(store, -1).appendAll(LongStream.range(0, 2000).toArray());
        assertEquals(expected, builder.build());
    }

    private static void requireTable(Places places) {
        MemorySegment table = places.table();
        long row = 0;
        for (MemorySegment run : places.segments()) {
            assertEquals(run.address(), table.getAtIndex(ValueLayout.JAVA_LONG, row));
            assertEquals(run.byteSize(), table.getAtIndex(ValueLayout.JAVA_LONG, row + 1) * places.width());
            row += 2;
        }
        assertEquals(row * Long.BYTES, table.byteSize());
    }

    /** Leaves are made of blocks that had other elements before. */
    @ParameterizedTest
    @EnumSource
    void whatNobodyWritesIsZero(Setting setting) {
        Store store = stores.open(setting);
        List<Consumer<Places>> ways = List.of(
                places -> {},
                places -> places.table(),
                places -> places.freshTable(),
                places -> places.segments().iterator().next(),
                places -> {
                    places.freshTable();
                    fill(places);
                });
        for (int way = 0; way < ways.size(); way++) {
            Random random = new Random(way);
            for (int round = 0; round < 5; round++) {
                long[] old = new long[3000];
                Arrays.fill(old, -1);
                LongVector dropped = LongVector.of(store, old);
                dropped = dropped.drop(random.nextInt(3000)).concat(dropped.take(random.nextInt(100)));
                LongVector.Builder builder = dropped.toBuilder();
                int size = random.nextInt(3000);
                try (Places places = Ffi.reserve(builder, size)) {
                    requireRuns(places, size);
                    if (size > 0) {
                        ways.get(way).accept(places);
                    }
                    places.done();
                }
                long[] expected = Arrays.copyOf(dropped.toArray(), dropped.size() + size);
                for (int i = 0; i < size && way == ways.size() - 1; i++) {
                    expected[dropped.size() + i] = i;
                }
                assertArrayEquals(expected, builder.build().toArray());
                Stillness.reclaim(Cores.of(store));
            }
        }
    }

    private static void requireRuns(Places places, int size) {
        MemorySegment table = places.freshTable();
        long all = 0;
        for (long row = 1; row < table.byteSize() / Long.BYTES; row += 2) {
            long count = table.getAtIndex(ValueLayout.JAVA_LONG, row);
            assertTrue(count < 0, "fresh");
            all += count & Long.MAX_VALUE;
        }
        assertEquals(size, all);
    }

    /** A run that was made before an allocation failed is not in the table, only the one that was made after it. */
    @ParameterizedTest
    @EnumSource
    void anAllocationThatFailsIsDoneAgain(Setting setting) {
        Store store = stores.open(setting);
        long[] before = LongStream.range(0, 2990).toArray();
        for (int n = 1; n < 200; n += 9) {
            LongVector.Builder builder = LongVector.of(store, before).toBuilder();
            Cores.of(store).allocator().failAt(n);
            try (Places places = Ffi.reserve(builder, 3000)) {
                Cores.of(store).allocator().failAt(0);
                requireRuns(places, 3000);
                fill(places);
                places.done();
            }
            assertArrayEquals(
                    LongStream.concat(Arrays.stream(before), LongStream.range(0, 3000))
                            .toArray(),
                    builder.build().toArray());
        }
    }

    @Test
    void aFreshRunIsClearedOnce() {
        LongVector.Builder builder = LongVector.builder(stores.open());
        try (Places places = Ffi.reserve(builder, 2000)) {
            MemorySegment table = places.freshTable();
            fill(places);
            assertTrue(table.getAtIndex(ValueLayout.JAVA_LONG, 1) > 0);
            fill(places);
            assertEquals(table.address(), places.table().address());
            places.done();
        }
        assertArrayEquals(LongStream.range(0, 2000).toArray(), builder.build().toArray());
    }

    @Test
    void buildersOfOtherTypes() {
        Store store = stores.open();
        IntVector.Builder ints = IntVector.builder(store);
        Places places = Ffi.reserve(ints, 3);
        places.segments().iterator().next().setAtIndex(ValueLayout.JAVA_INT, 1, 5);
        places.done();
        assertEquals(List.of(0, 5, 0), ints.build().asList());
        DoubleVector.Builder doubles = DoubleVector.builder(store);
        places = Ffi.reserve(doubles, 2);
        places.segments().iterator().next().setAtIndex(ValueLayout.JAVA_DOUBLE, 1, 0.5);
        places.done();
        assertEquals(List.of(0.0, 0.5), doubles.build().asList());
        PVector.Builder<Point> points = PVector.builder(store, Codec.record(Point.class));
        places = Ffi.reserve(points, 2);
        places.segments().iterator().next().set(ValueLayout.JAVA_INT_UNALIGNED, 12, 9);
        places.done();
        assertEquals(List.of(new Point(0, 0), new Point(9, 0)), points.build().asList());
        PVector.Builder<String> texts = PVector.builder(store, Codec.STRING);
        assertThrows(IllegalArgumentException.class, () -> Ffi.reserve(texts, 1));
        assertThrows(IllegalArgumentException.class, () -> Ffi.reserve(ints, -1));
        assertThrows(IllegalStateException.class, () -> Ffi.reserve(ints, Integer.MAX_VALUE));
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        Store store = stores.open();
        List<java.util.function.BiConsumer<Places, LongVector.Builder>> ends = List.of(
                (places, builder) -> places.done(),
                (places, builder) -> places.close(),
                (places, builder) -> builder.build(),
                (places, builder) -> builder.append(1),
                (places, builder) -> Ffi.reserve(builder, 1));
        for (var end : ends) {
            LongVector.Builder builder = LongVector.builder(store);
            Places places = Ffi.reserve(builder, 100);
            MemorySegment run = places.segments().iterator().next();
            MemorySegment table = places.table();
            Iterator<MemorySegment> rest = places.segments().iterator();
            run.set(ValueLayout.JAVA_LONG, 0, 5);
            end.accept(places, builder);
            assertFalse(places.isOpen());
            LongVector built = builder.build();
            assertThrows(IllegalStateException.class, () -> run.set(ValueLayout.JAVA_LONG, 0, 6));
            assertThrows(IllegalStateException.class, () -> table.get(ValueLayout.JAVA_LONG, 0));
            assertThrows(IllegalStateException.class, rest::next);
            assertThrows(IllegalStateException.class, places::segments);
            assertThrows(IllegalStateException.class, places::table);
            assertThrows(IllegalStateException.class, places::done);
            places.close();
            assertTrue(built.size() != 100 || built.get(0) == 5);
            assertEquals(built, builder.build());
        }
    }

    @Test
    void anIteratorEnds() {
        LongVector.Builder builder = LongVector.builder(stores.open());
        try (Places places = Ffi.reserve(builder, 0)) {
            assertThrows(NoSuchElementException.class, places.segments().iterator()::next);
            places.done();
        }
        assertTrue(builder.build().isEmpty());
    }

    @Test
    void aClosedStoreIsNamed() {
        Store store = stores.open();
        LongVector.Builder builder = LongVector.builder(store);
        Places places = Ffi.reserve(builder, 10);
        store.close();
        assertThrows(StoreClosedException.class, places::done);
        assertThrows(StoreClosedException.class, () -> Ffi.reserve(builder, 1));
        places.close();
    }
}
