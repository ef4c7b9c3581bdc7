package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that go on from each other's versions. */
@Tag("beside")
class TurnsTest extends StoreTest {
    private static final int STEPS = 2_000;

    /** What comes of {@code first} after all steps, of which two threads make so many in turns. */
    private static <V> V inTurns(int turn, V first, IntFunction<UnaryOperator<V>> steps)
            throws ExecutionException, InterruptedException {
        try (ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            V version = first;
            for (int i = 0; i < STEPS; i++) {
                V before = version;
                UnaryOperator<V> step = steps.apply(i);
                version = (i / turn % 2 == 0 ? one : other)
                        .submit(() -> step.apply(before))
                        .get();
            }
            return version;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachGoesOnFromTheOther(Setting setting) throws ExecutionException, InterruptedException {
        Store store = stores.open(setting);
        for (int turn : List.of(1, 33, 100)) {
            goOn(store, turn);
        }
    }

    private static void goOn(Store store, int turn) throws ExecutionException, InterruptedException {
        LongVector appended = inTurns(turn, LongVector.empty(store), i -> v -> v.append(i));
        LongVector prepended = inTurns(turn, appended, i -> v -> v.prepend(i));
        LongVector updated = inTurns(turn, appended, i -> v -> v.update(i, -i));
        LongVector inserted = inTurns(turn, LongVector.of(store, -1), i -> v -> v.insert(i, i));
        PMap<Integer, Integer> map = inTurns(turn, PMap.empty(store, Codec.INT, Codec.INT), i -> m -> m.put(i, -i));
        for (int i = 0; i < STEPS; i++) {
            assertEquals(i, appended.get(i));
            assertEquals(STEPS - 1 - i, prepended.get(i));
            assertEquals(-i, updated.get(i));
            assertEquals(i, inserted.get(i));
            assertEquals(-i, map.get(i));
        }
        assertEquals(-1, inserted.last());
        assertEquals(STEPS, map.size());
    }

    @Test
    void takingTurnsCopiesARowOnce() throws ExecutionException, InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        long before = store.stats().versionsMade();
        inTurns(1, LongVector.empty(store), i -> v -> v.append(i));
        long bases = store.stats().versionsMade() - before;
        // a fresh tail for 32 elements, and a copy when the other thread comes
        assertTrue(bases <= 2 * STEPS / 32 + 10, () -> bases + " bases");
    }

    /** However many changes wait: what is handed over goes on to wait. */
    @ParameterizedTest
    @ValueSource(ints = {1, 33, 100})
    void takingTurnsWritesNothingEarly(int turn) throws ExecutionException, InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        PMap.Builder<Integer, Integer> builder = PMap.builder(store, Codec.INT, Codec.INT);
        IntStream.range(0, 20_000).forEach(i -> builder.put(i, i));
        PMap<Integer, Integer> map = builder.build();
        LongVector vector = LongVector.from(store, LongStream.range(0, 20_000));
        long before = store.stats().versionsMade();
        PMap<Integer, Integer> changed = inTurns(turn, map, i -> m -> m.put(7 * i, -i));
        LongVector updated = inTurns(turn, vector, i -> v -> v.update(7 * i, -i));
        assertEquals(before, store.stats().versionsMade());
        assertEquals(-1_999, changed.get(7 * 1_999));
        assertEquals(-1_999, updated.get(7 * 1_999));
    }

    /** Two threads that go on from one version with much that waits do not both copy it. */
    @Test
    void aSecondThreadWrites() throws ExecutionException, InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        LongVector version = LongVector.from(store, LongStream.range(0, 20_000));
        for (int i = 0; i < 1_000; i++) {
            version = version.update(i, -i);
        }
        LongVector source = version;
        long before = store.stats().versionsMade();
        assertEquals(5, onAThread(() -> source.update(1, 5)).get(1));
        assertEquals(before, store.stats().versionsMade());
        assertEquals(6, onAThread(() -> source.update(1, 6)).get(1));
        assertEquals(before + 1, store.stats().versionsMade());
        assertEquals(7, onAThread(() -> source.update(1, 7)).get(1));
        assertEquals(before + 1, store.stats().versionsMade());
        assertEquals(-999, source.get(999));
    }

    private static LongVector onAThread(Callable<LongVector> change) throws ExecutionException, InterruptedException {
        FutureTask<LongVector> task = new FutureTask<>(change);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    @Test
    void versionsOfManyThreadsFromOneAreApart() {
        Store store = stores.open(StoreOptions.defaults());
        LongVector source = LongVector.of(store, 7).update(0, 8);
        assertEquals(
                64,
                IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> {
                            LongVector v = source;
                            for (int k = 0; k < 100; k++) {
                                v = v.append(i).update(0, k);
                            }
                            LongVector mine = v;
                            return v.size() == 101
                                    && v.first() == 99
                                    && IntStream.range(1, 101).allMatch(k -> mine.get(k) == i);
                        })
                        .count());
        assertEquals(8, source.first());
        assertEquals(1, source.size());
    }
}
