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
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors as elements of vectors. */
class NestedTest extends StoreTest {
    private static final long SEED = 42;
    private static final Codec<PVector<LongVector>> ROWS = PVector.codec(LongVector.codec());

    private static LongVector longs(Store store, long from, int count) {
        return LongVector.from(store, LongStream.range(from, from + count));
    }

    @ParameterizedTest
    @EnumSource
    void anyDepth(Setting setting) {
        Store store = stores.open(setting);
        List<List<List<Long>>> expected = new ArrayList<>();
        PVector<PVector<LongVector>> cube = PVector.empty(store, ROWS);
        for (int i = 0; i < 12; i++) {
            PVector<LongVector> rows = PVector.empty(store, LongVector.codec());
            List<List<Long>> expectedRows = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                rows = rows.append(longs(store, i, j * j * j));
                expectedRows.add(
                        LongStream.range(i, i + (long) j * j * j).boxed().toList());
            }
            cube = cube.append(rows);
            expected.add(expectedRows);
        }
        assertEquals(expected.toString(), cube.toString());
        store.verify();
        PVector<PVector<LongVector>> changed =
                cube.update(7, cube.get(7).update(3, cube.get(7).get(3).append(-1)));
        assertEquals(expected.toString(), cube.toString());
        assertEquals(-1, changed.get(7).get(3).last());
        assertEquals(expected.get(7).get(3).size() + 1, changed.get(7).get(3).size());
        assertNotEquals(cube, changed);
        assertEquals(cube, changed.update(7, cube.get(7)));
    }

    /** Versions over nested vectors are made and dropped in any order; nothing is kept that none of them reaches. */
    @ParameterizedTest
    @EnumSource
    void anyOrderOfDropping(Setting setting) {
        Store store = stores.open(setting);
        Random random = new Random(SEED);
        List<PVector<LongVector>> alive = new ArrayList<>();
        List<List<List<Long>>> models = new ArrayList<>();
        alive.add(PVector.empty(store, LongVector.codec()));
        models.add(List.of());
        for (int step = 0; step < 400; step++) {
            int at = random.nextInt(alive.size());
            PVector<LongVector> version = alive.get(at);
            List<List<Long>> model = new ArrayList<>(models.get(at));
            int index = model.isEmpty() ? 0 : random.nextInt(model.size());
            switch (random.nextInt(model.isEmpty() ? 1 : 4)) {
                case 0 -> {
                    LongVector added = longs(store, step, random.nextInt(60));
                    version = version.append(added);
                    model.add(boxed(added));
                }
                case 1 -> {
                    LongVector longer = version.get(index).append(step);
                    version = version.update(index, longer);
                    model.set(index, boxed(longer));
                }
                case 2 -> {
                    version = version.append(version.get(index));
                    model.add(model.get(index));
                }
                default -> {
                    version = version.removeLast();
                    model.removeLast();
                }
            }
            alive.add(version);
            models.add(model);
            while (alive.size() > 6) {
                int dropped = random.nextInt(alive.size());
                alive.remove(dropped);
                models.remove(dropped);
            }
            if (step % 20 == 0) {
                assertEquals(models.toString(), alive.toString());
                alive.replaceAll(PVector::foldedVersion); // updates that wait hold vectors, too
                Holders.requireOnly(store, alive);
            }
        }
    }

    private static List<Long> boxed(LongVector vector) {
        return vector.stream().boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void aVectorThatIsPassedOnKeepsItsHeader(Setting setting) {
        Store store = stores.open(setting);
        PVector<LongVector> one =
                PVector.of(store, LongVector.codec(), longs(store, 0, 500)).foldedVersion();
        long nodes = Sharing.retained(one).nodes();
        PVector<LongVector> two = PVector.of(store, LongVector.codec(), one.get(0), one.get(0));
        assertEquals(1, Sharing.between(one, two).rightOnlyNodes(), "the outer vector's leaf");
        assertEquals(nodes, Sharing.retained(two).nodes());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenOutGrowsOnItsOwn(Setting setting) {
        Store store = stores.open(setting);
        for (int size = 0; size < 80; size++) {
            LongVector original = longs(store, 0, size);
            LongVector taken = PVector.of(store, LongVector.codec(), original).first();
            LongVector left = taken.append(-1);
            LongVector right = taken.append(-2);
            LongVector third = original.append(-3);
            assertEquals(List.of(-1L, -2L, -3L), List.of(left.last(), right.last(), third.last()));
            assertEquals(original, taken);
            assertEquals(original, left.removeLast());
            assertEquals(size, taken.toBuilder().append(5).build().removeLast().size());
            if (size > 0) {
                assertEquals(-7, taken.update(size - 1, -7).last());
                assertEquals(size - 1, taken.removeLast().size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalContentHasEqualHashes(Setting setting) {
        Store store = stores.open(setting);
        LongVector ascending = longs(store, 0, 200);
        LongVector edited = longs(store, 1, 199).update(5, -1).update(5, 6);
        LongVector built = LongVector.builder(store).append(0).build();
        for (var i = edited.iterator(); i.hasNext(); ) {
            built = built.append(i.nextLong());
        }
        assertAlike(
                store,
                LongVector.codec(),
                ascending,
                built,
                ascending.update(0, 1).update(1, 0));
        DoubleVector zero = DoubleVector.of(store, 0.0, Double.NaN);
        DoubleVector sameNaN = DoubleVector.of(store, 0.0, Double.longBitsToDouble(0x7FF8_0000_0000_1234L));
        assertAlike(store, DoubleVector.codec(), zero, sameNaN, DoubleVector.of(store, -0.0, Double.NaN));
        assertAlike(
                store,
                IntVector.codec(),
                IntVector.of(store, 1, 2, 3),
                IntVector.of(store, 1, 2).append(3),
                IntVector.of(store, 1, 2));
        Codec<PVector<String>> texts = PVector.codec(Codec.STRING);
        String text = "a text that does not fit its slot";
        assertAlike(
                store,
                texts,
                PVector.of(store, Codec.STRING, "", text),
                PVector.of(store, Codec.STRING, text).update(0, "").append(text),
                PVector.of(store, Codec.STRING, text, ""));
        PVector<LongVector> row = PVector.of(store, LongVector.codec(), ascending);
        assertAlike(store, ROWS, row, PVector.of(store, LongVector.codec(), built), row.append(built));
    }

    private static <V> void assertAlike(Store store, Codec<V> codec, V one, V same, V other) {
        SlotCodec<V> slots = SlotCodec.of(codec);
        PVector<V> vector = PVector.of(store, codec, one, same, other).foldedVersion();
        long[] at = new long[3];
        for (int i = 0; i < at.length; i++) {
            at[i] = vector.base.elementAt(i);
            assertEquals(slots.hash(slots.prepare(vector.get(i)), SEED), slots.hashAt(store.core(), at[i], SEED));
        }
        assertEquals(slots.hashAt(store.core(), at[0], SEED), slots.hashAt(store.core(), at[1], SEED));
        assertNotEquals(slots.hashAt(store.core(), at[0], SEED), slots.hashAt(store.core(), at[2], SEED));
        assertNotEquals(slots.hashAt(store.core(), at[0], SEED), slots.hashAt(store.core(), at[0], SEED + 1));
        assertTrue(slots.isSame(store.core(), at[0], at[0]) && slots.isSame(store.core(), at[0], at[1]));
        assertFalse(slots.isSame(store.core(), at[0], at[2]));
        assertTrue(slots.isAt(store.core(), at[1], slots.prepare(one)));
        assertFalse(slots.isAt(store.core(), at[2], slots.prepare(one)));
        assertEquals(PVector.of(store, codec, one, other), PVector.of(store, codec, same, other));
    }

    private record Labelled(String label, LongVector numbers) {}

    @ParameterizedTest
    @EnumSource
    void aVectorOfAnotherStoreIsRefused(Setting setting) {
        Store store = stores.open(setting);
        LongVector foreign = longs(stores.open(setting), 0, 50);
        LongVector own = longs(store, 0, 50);
        PVector<LongVector> vector = PVector.of(store, LongVector.codec(), own, own);
        var builder = vector.toBuilder();
        assertThrows(ForeignStoreException.class, () -> vector.append(foreign));
        assertThrows(ForeignStoreException.class, () -> vector.update(1, foreign));
        assertThrows(ForeignStoreException.class, () -> builder.append(foreign));
        assertThrows(ForeignStoreException.class, () -> builder.update(0, foreign));
        assertThrows(ForeignStoreException.class, () -> PVector.of(store, LongVector.codec(), own, foreign));
        Codec<Labelled> labelled = Codec.record(Labelled.class, Codec.STRING, LongVector.codec());
        PVector<Labelled> labels = PVector.of(store, labelled, new Labelled("own", own));
        assertThrows(ForeignStoreException.class, () -> labels.append(new Labelled("x", foreign)));
        assertThrows(ForeignStoreException.class, () -> labels.update(0, new Labelled("x", foreign)));
        assertEquals(own, labels.get(0).numbers());
        assertEquals(vector, builder.build());
        assertEquals(3, vector.append(own).size());
        assertTrue(SlotCodec.of(LongVector.codec())
                .isAt(
                        store.core(),
                        vector.foldedBase().elementAt(0),
                        SlotCodec.of(LongVector.codec()).prepare(foreign)));
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aVectorOfAnotherKindIsRefused(Setting setting) {
        Store store = stores.open(setting);
        PVector<PVector<Long>> vectors = PVector.empty(store, PVector.codec(Codec.LONG));
        var e = assertThrows(CodecException.class, () -> vectors.append((PVector) PVector.of(store, Codec.any(), 1L)));
        assertEquals(
                "PVector.codec(Codec.LONG): was given a collection of PVector.codec(Codec.any()); make it with the codec named first, or let the outer collection use Codec.standard(), which accepts both",
                e.getMessage());
        assertThrows(CodecException.class, () -> ((PVector) vectors).append(LongVector.of(store, 1)));
        var npe = assertThrows(NullPointerException.class, () -> ((PVector) vectors).append(null));
        assertEquals("PVector.codec(Codec.LONG) has no null", npe.getMessage());
        assertEquals(PVector.codec(Codec.LONG), PVector.codec(Codec.LONG));
        assertEquals(
                PVector.codec(Codec.LONG).hashCode(), PVector.codec(Codec.LONG).hashCode());
        assertNotEquals(PVector.codec(Codec.LONG), PVector.codec(Codec.INT));
        assertNotEquals(LongVector.codec(), IntVector.codec());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStoredOutlivesItsScope(Setting setting) {
        Store store = stores.open(setting);
        PVector<LongVector> outside =
                PVector.of(store, LongVector.codec(), longs(store, 0, 3)).foldedVersion();
        PVector<LongVector> kept;
        LongVector loaded;
        try (Scope scope = store.scope()) {
            LongVector confined = longs(store, 0, 300).update(7, -7);
            kept = scope.keep(outside.update(0, confined).append(confined.append(1)));
            loaded = outside.get(0);
            assertEquals(3, loaded.size());
        }
        assertThrows(IllegalStateException.class, () -> loaded.get(0));
        Holders.of(List.of(outside, kept), List.of()).collect(store);
        store.verify();
        assertEquals(-7, kept.get(0).get(7));
        assertEquals(1, kept.get(1).last());
        LongVector free = kept.get(1);
        assertEquals(301, MisuseTest.elsewhere(free::size));
        assertEquals(free, MisuseTest.elsewhere(() -> kept.get(0).append(1)));
    }

    /** Lets the n-th allocation fail, for every n. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40})
    void allocationsThatFail(int size) {
        Store store = stores.open();
        PVector<LongVector> source = PVector.empty(store, LongVector.codec());
        for (int i = 0; i < size; i++) {
            source = source.append(longs(store, i, i));
        }
        LongVector element = longs(store, 0, 30).update(3, 4);
        PVector<LongVector> expected = changed(source, element);
        Holders held = Holders.of(List.of(source, expected, element), List.of());
        Allocator allocator = store.core().allocator();
        for (int n = 1, left = 0; left == 0; n++) {
            allocator.failAt(n);
            PVector<LongVector> result = changed(source, element);
            left = (int) Fields.of(allocator, "failAt");
            allocator.failAt(0);
            assertEquals(expected, result);
            held.collect(store);
            store.verify();
            assertEquals(held.census(store).reachable(), held.census(store).allocated());
        }
    }

    private static PVector<LongVector> changed(PVector<LongVector> source, LongVector element) {
        PVector<LongVector> changed = source.append(element);
        for (int i = 0; i < 70; i++) {
            changed = changed.update(i % changed.size(), element);
        }
        var builder = changed.append(element).toBuilder();
        return builder.append(element).update(0, element).build();
    }
}
