package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.trie.vector.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Places at the end of a builder, which are filled from outside. */
@Tag("noNative")
class ReservationTest extends StoreTest {
    private record Point(int x, double y) {}

    private record Named(String name, int x) {}

    private record Flag(boolean on) {}

    private static Reservation reserve(Object builder, int more) {
        return StoredBridge.get().reserve(builder, more, Reservation::cleared);
    }

    /** Writes the numbers {@code 10 * index} to the places, but leaves out each {@code gap}th, which are zeros then. */
    private static void fill(Reservation places, int gap) {
        Reservation.PlaceWalk walk = places.runs();
        for (int from = places.from(), end; from < places.to(); from = end) {
            end = places.runEnd(from);
            long at = places.at(from);
            assertTrue(walk.advance());
            assertEquals(List.of(from, end - from, at), List.of(walk.index(), walk.count(), walk.at()));
            for (int i = from; i < end; i++) {
                assertEquals(0, places.memory().getLong(at + 8L * (i - from)), "not zero");
                if (i % gap != 0) {
                    places.memory().setLong(at + 8L * (i - from), 10L * i);
                }
            }
        }
        assertFalse(walk.advance());
    }

    private static List<Long> expected(int before, int more, int gap) {
        return LongStream.range(0, before + more)
                .mapToObj(i -> i < before ? i : i % gap == 0 ? 0 : 10 * i)
                .toList();
    }

    /** Leaves stale bytes in blocks that are free. */
    private static void dirty(Store store) {
        for (int i = 0; i < 20; i++) {
            LongVector.from(store, LongStream.generate(() -> -1).limit(3000));
        }
        store.reclaim();
    }

    @Property(tries = 60)
    void whatIsFilledIsThere(
            @ForAll Setting setting,
            @ForAll @IntRange(max = 3000) int before,
            @ForAll @IntRange(max = 3000) int more,
            @ForAll @IntRange(min = 2, max = 9) int gap) {
        Store store = stores.shared(setting);
        LongVector source = LongVector.from(store, LongStream.range(0, before));
        LongVector.Builder builder = source.toBuilder();
        Reservation places = reserve(builder, more);
        fill(places, gap);
        assertEquals(before, builder.size());
        places.done();
        assertEquals(before + more, builder.size());
        LongVector built = builder.build();
        assertEquals(expected(before, more, gap), built.asList());
        assertEquals(LongStream.range(0, before).boxed().toList(), source.asList());
        LongVector longer = builder.append(7).update(0, 8).build();
        assertEquals(before + more + 1, longer.size());
        assertEquals(expected(before, more, gap), built.asList());
    }

    @ParameterizedTest
    @EnumSource
    void relaxedVectorsAreFilledToo(Setting setting) {
        Store store = stores.open(setting);
        dirty(store);
        LongVector relaxed = LongVector.from(store, LongStream.range(0, 2000));
        for (int i = 0; i < 200; i++) {
            relaxed = relaxed.insert(i * 7, -i);
        }
        List<Long> before = relaxed.asList().stream().toList();
        LongVector.Builder builder = relaxed.toBuilder();
        Reservation places = reserve(builder, 1000);
        fill(places, 3);
        places.done();
        List<Long> after = new ArrayList<>(before);
        after.addAll(expected(0, 3200, 3).subList(2200, 3200));
        assertEquals(after, builder.build().asList());
        assertEquals(before, relaxed.asList());
    }

    @Test
    void placesAreZerosWhateverWasThere() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        dirty(store);
        LongVector.Builder builder = LongVector.builder(store);
        Reservation places = reserve(builder, 5000);
        places.done();
        assertEquals(0, builder.build().stream().filter(n -> n != 0).count());
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOrABuildEndsIt(Setting setting) {
        Store store = stores.open(setting);
        List<java.util.function.Consumer<LongVector.Builder>> changes = List.of(
                b -> b.append(1),
                b -> b.appendAll(1, 2, 3),
                b -> b.update(0, 1),
                LongVector.Builder::build,
                b -> reserve(b, 3));
        for (var change : changes) {
            LongVector.Builder builder = LongVector.builder(store).appendAll(5, 6);
            Reservation places = reserve(builder, 100);
            List<String> ended = new ArrayList<>();
            places.atEnd(() -> ended.add("ended"));
            assertTrue(places.isOpen());
            change.accept(builder);
            assertEquals(List.of("ended"), ended);
            assertFalse(places.isOpen());
            int size = builder.size();
            assertThrows(IllegalStateException.class, places::done);
            assertEquals(size, builder.size());
            assertTrue(size < 100);
        }
    }

    @Test
    void itIsDoneOnce() {
        LongVector.Builder builder = LongVector.builder(stores.open());
        Reservation places = reserve(builder, 10);
        places.done();
        assertThrows(IllegalStateException.class, places::done);
        assertEquals(10, builder.build().size());
    }

    @Test
    void anErrorAtTheEndLeavesTheBuilder() {
        LongVector.Builder builder = LongVector.builder(stores.open()).append(1);
        Reservation places = reserve(builder, 10);
        boolean[] inUse = {true};
        places.atEnd(() -> {
            if (inUse[0]) {
                throw new IllegalStateException("in use");
            }
        });
        assertThrows(IllegalStateException.class, places::done);
        assertThrows(IllegalStateException.class, () -> builder.append(2));
        assertEquals(1, builder.size());
        assertTrue(places.isOpen());
        inUse[0] = false;
        places.done();
        assertEquals(11, builder.build().size());
    }

    @ParameterizedTest
    @EnumSource
    void anAllocationThatFailsIsDoneAgain(Setting setting) {
        Store store = stores.open(setting);
        for (int n = 1; n < 200; n += 9) {
            LongVector.Builder builder = LongVector.builder(store)
                    .appendAll(LongStream.range(0, 3000).toArray());
            store.core().allocator().failAt(n);
            Reservation places = reserve(builder, 3000);
            store.core().allocator().failAt(0);
            fill(places, 3);
            places.done();
            assertEquals(expected(3000, 3000, 3), builder.build().asList());
        }
    }

    @Test
    void aFullStoreLeavesTheBuilder() {
        Store store = stores.open(StoreOptions.defaults().maxBytes(4 << 20));
        LongVector.Builder builder =
                LongVector.builder(store).appendAll(LongStream.range(0, 3000).toArray());
        assertThrows(StoreFullException.class, () -> reserve(builder, 3_000_000));
        assertThrows(IllegalStateException.class, () -> reserve(builder, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> reserve(builder, -1));
        assertEquals(LongStream.range(0, 3000).boxed().toList(), builder.build().asList());
        reserve(builder, 0).done();
        assertEquals(3000, builder.build().size());
    }

    @Test
    void recordsOfNumbersAreFilled() {
        Store store = stores.open();
        PVector.Builder<Point> builder = PVector.builder(store, Codec.record(Point.class));
        builder.append(new Point(1, 2));
        Reservation places = reserve(builder, 100);
        assertEquals(12, places.width());
        places.memory().setInt(places.at(50), 3);
        places.memory().setDouble(places.at(50) + 4, 4);
        places.done();
        PVector<Point> built = builder.build();
        assertEquals(101, built.size());
        assertEquals(new Point(1, 2), built.get(0));
        assertEquals(new Point(0, 0), built.get(49));
        assertEquals(new Point(3, 4), built.get(50));
    }

    @Test
    void otherElementsAreRefused() {
        Store store = stores.open();
        for (Codec<?> codec : List.of(
                Codec.STRING,
                Codec.BOOLEAN,
                Codec.record(Named.class),
                Codec.record(Flag.class),
                Codec.standard(),
                LongVector.codec())) {
            Object builder = PVector.builder(store, codec);
            assertThrows(IllegalArgumentException.class, () -> reserve(builder, 1), codec::toString);
        }
        Object map = PMap.builder(store, Codec.LONG, Codec.LONG);
        assertThrows(IllegalArgumentException.class, () -> reserve(map, 1));
    }

    @Test
    void itBelongsToTheBuildersThreadAndScope() throws InterruptedException {
        Store store = stores.open();
        LongVector.Builder builder = LongVector.builder(store);
        Reservation places = reserve(builder, 10);
        Threads.run(2, thread -> assertThrows(WrongThreadException.class, places::done));
        assertTrue(places.isOpen());
        try (var _ = store.scope()) {
            places.done();
        }
        assertEquals(10, builder.build().size());
        Reservation late;
        try (var _ = store.scope()) {
            late = reserve(LongVector.builder(store), 10);
        }
        assertThrows(IllegalStateException.class, late::done);
    }
}
