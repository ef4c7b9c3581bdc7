package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that move to another store, with all that is in them. */
class CopyTest extends StoreTest {
    private record Series(String name, LongVector values, PMap<String, Blob> more) {}

    private static final Codec<Series> SERIES =
            Codec.record(Series.class, Codec.STRING, LongVector.codec(), PMap.codec(Codec.STRING, Blob.codec()));

    private static Blob blob(Store store, int bytes) {
        return Blob.builder(store).appendAll(new byte[bytes]).appendText("end").build();
    }

    private static Series series(Store store, int n) {
        PMap<String, Blob> blobs = PMap.empty(store, Codec.STRING, Blob.codec());
        return new Series("s" + n, LongVector.from(store, LongStream.range(0, n)), blobs.put("b", blob(store, n)));
    }

    /** Versions of all kinds, without and with others in them, some with changes that wait. */
    private static List<Version> versions(Store store) {
        List<Version> all = new ArrayList<>();
        for (int size : new int[] {0, 1, 100, 3_000}) {
            all.addAll(Examples.versions(store, size, size > 1));
        }
        all.add(Blob.empty(store));
        all.add(blob(store, 5));
        all.add(blob(store, 5_000).slice(3, 20_001));
        all.add(blob(store, 5_000).concat(blob(store, 7_000)));
        LongVector row = LongVector.of(store, 1, 2, 3);
        all.add(PVector.of(store, LongVector.codec(), row, row.append(4), LongVector.empty(store)));
        all.add(PSet.of(store, PVector.codec(LongVector.codec()), PVector.of(store, LongVector.codec(), row)));
        all.add(PMap.empty(store, IntVector.codec(), PSet.codec(DoubleVector.codec()))
                .put(IntVector.of(store, 7), PSet.of(store, DoubleVector.codec(), DoubleVector.of(store, 1)))
                .put(IntVector.of(store, 8), PSet.empty(store, DoubleVector.codec())));
        all.add(PVector.from(store, SERIES, IntStream.range(0, 40).mapToObj(n -> series(store, n * 10)))
                .update(3, series(store, 2)));
        all.add(PVector.of(store, Codec.<Object>object(), "x", List.of(1), null));
        all.add(PMap.empty(store, Codec.any(), Codec.BYTES).put(null, new byte[] {1, 2}));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void aCopyIsEqualAndOutlivesItsSource(Setting setting) {
        Store source = stores.open(setting);
        Store target = stores.open(setting.isTiny() ? Setting.STANDARD_PLAIN : Setting.TINY_INHERITED);
        for (Version version : versions(source)) {
            Version copy = (Version) AbstractVersion.of(version).copyTo(target);
            assertSame(target, copy.store());
            assertSame(version.getClass(), copy.getClass());
            assertEquals(version, copy);
            assertEquals(version.hashCode(), copy.hashCode());
            assertSame(version, AbstractVersion.of(version).copyTo(source));
        }
        PVector<Series> all = PVector.of(source, SERIES, series(source, 3_000)).copyTo(target);
        source.close();
        assertEquals(LongStream.range(0, 3_000).sum(), all.first().values().sum());
        assertEquals(3_003, all.first().more().get("b").byteLength());
        target.verify();
    }

    /** As rows of a table are, most of which are the same. */
    @Test
    void whatElementsShareAsAWholeIsCopiedOnce() {
        Store source = stores.open(Setting.STANDARD_PLAIN);
        Store target = stores.open(Setting.STANDARD_PLAIN);
        LongVector row = LongVector.from(source, new long[10_000]);
        PVector.Builder<LongVector> rows = PVector.builder(source, LongVector.codec());
        IntStream.range(0, 1_000).forEach(n -> rows.append(row));
        PVector<LongVector> copy = rows.build().copyTo(target);
        assertTrue(target.stats().liveBytes() < 300_000, () -> target.stats().toString());
        assertEquals(row, copy.last());
        assertNotSame(source, copy.last().store());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCutFromAnElementIsNotTakenForIt(Setting setting) {
        Store source = stores.open(setting);
        LongVector all = LongVector.of(source, LongStream.range(0, 2_000).toArray());
        PVector<LongVector> rows = PVector.of(source, LongVector.codec(), all).foldedVersion();
        LongVector row = rows.get(0);
        PVector<LongVector> both =
                rows.append(row).append(row.dropRight(1)).append(row.drop(1)).append(row.take(0));
        assertEquals(both.asList(), both.copyTo(stores.open(setting)).asList());
    }

    @Test
    void collectionsInValuesOfAnyClassAreCopied() {
        Store source = stores.open();
        Store target = stores.open();
        LongVector row = LongVector.of(source, 1, 2, 3);
        PVector<Object> all = PVector.of(source, Codec.standard(), row, List.of("a", row, row.append(4)), "b")
                .append(PMap.<String, Object>empty(source, Codec.STRING, Codec.standard())
                        .put("row", row));
        PVector<Object> copy = all.copyTo(target);
        assertEquals(target, ((LongVector) copy.get(0)).store());
        assertEquals(target, ((LongVector) ((List<?>) copy.get(1)).get(2)).store());
        assertEquals(all, copy);
        source.close();
        assertEquals(10, ((LongVector) ((List<?>) copy.get(1)).get(2)).sum());
        assertEquals(6, ((LongVector) ((PMap<?, ?>) copy.get(3)).asMap().get("row")).sum());
    }

    /** A key of an object, that sees whether a change is being made while it is compared. */
    private record Watching(int number, AtomicBoolean isInChange) {
        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            boolean inChange = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(Core.class.getName())
                                    && frame.getMethodName().equals("change")));
            if (inChange) {
                isInChange.set(true);
            }
            return other instanceof Watching that && number == that.number;
        }
    }

    /** Else the inner one takes a second stripe, which a full store or one that is verified never gives. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWaitsInAnElementIsWrittenBeforeTheElementIs(boolean standard) {
        Store source = stores.open(Setting.STANDARD_PLAIN);
        Store target = stores.open(Setting.STANDARD_PLAIN);
        AtomicBoolean isInChange = new AtomicBoolean();
        Codec<PMap<Watching, Integer>> maps = PMap.codec(Codec.object(), Codec.INT);
        Codec<PMap<Watching, Integer>> codec = standard ? Codec.standard() : maps;
        PMap<Watching, Integer> two = PMap.empty(source, Codec.<Watching>object(), Codec.INT)
                .put(new Watching(1, isInChange), 1)
                .put(new Watching(2, isInChange), 2);
        PVector<PMap<Watching, Integer>> few = PVector.of(source, codec, two, two);
        PVector<PMap<Watching, Integer>> many = PVector.from(source, codec, Collections.nCopies(70, two));
        Codec<PVector<PMap<Watching, Integer>>> vectors = PVector.codec(codec);
        assertEquals(many, many.copyTo(target));
        assertEquals(few, PVector.of(target, vectors, few.copyTo(target)).first());
        PVector.from(target, vectors, Collections.nCopies(70, few.copyTo(target)));
        assertFalse(isInChange.get());
    }

    @Test
    void versionsWithChangesThatWaitAreToldApart() {
        Store source = stores.open();
        Store target = stores.open();
        LongVector many = LongVector.from(source, new long[1_000]);
        PMap<Integer, LongVector> rows = PMap.empty(source, Codec.INT, LongVector.codec());
        LongVector inside = rows.put(0, many).copyTo(source).get(0);
        PMap<Integer, LongVector> waiting =
                rows.put(1, inside).put(2, inside.update(5, 7)).put(3, inside.update(6, 8));
        PMap<Integer, LongVector> copy = waiting.copyTo(target);
        assertEquals(waiting, copy);
        assertEquals(7, copy.get(2).sum());
        assertEquals(8, copy.get(3).sum());
        assertEquals(0, copy.get(1).sum());
    }

    @Test
    void theMessageOfAForeignStoreNamesTheCopy() {
        Store one = stores.open(Setting.STANDARD_PLAIN);
        Store two = stores.open(Setting.TINY_PLAIN);
        PSet<Long> ofOne = PSet.of(one, Codec.LONG, 1L);
        PSet<Long> ofTwo = PSet.of(two, Codec.LONG, 2L);
        var e = assertThrows(ForeignStoreException.class, () -> ofOne.union(ofTwo));
        assertTrue(e.getMessage().contains("copyTo(store)"), e::getMessage);
        assertEquals(PSet.of(one, Codec.LONG, 1L, 2L), ofOne.union(ofTwo.copyTo(one)));
        PVector<LongVector> rows = PVector.empty(one, LongVector.codec());
        LongVector row = LongVector.of(two, 1);
        assertThrows(ForeignStoreException.class, () -> rows.append(row));
        assertEquals(row, rows.append(row.copyTo(one)).first());
    }

    @Test
    void aScopeAtEitherEnd() {
        Store source = stores.open(Setting.STANDARD_INHERITED);
        Store target = stores.open(Setting.TINY_INHERITED);
        LongVector kept;
        LongVector lost;
        try (Scope _ = source.scope()) {
            LongVector inside = LongVector.of(source, 1, 2, 3);
            kept = inside.copyTo(target);
            try (Scope _ = target.scope()) {
                lost = inside.copyTo(target);
                assertEquals(kept, lost);
            }
        }
        assertEquals(6, kept.sum());
        assertThrows(IllegalStateException.class, lost::sum);
    }

    @Test
    void aClosedStoreIsNamed() {
        Store source = stores.open();
        Store target = stores.open(Setting.STANDARD_PLAIN);
        target.close();
        LongVector longs = LongVector.of(source, 1);
        assertThrows(StoreClosedException.class, () -> longs.copyTo(target));
        assertThrows(StoreClosedException.class, () -> LongVector.empty(source).copyTo(target));
    }
}
