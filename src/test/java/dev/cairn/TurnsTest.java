package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that go on from each other's versions. */
class TurnsTest extends StoreTest {
    private static final int STEPS = 2_000;

    /** What comes of {@code first} after all steps, each by another thread than the one before. */
    private static <V> V inTurns(V first, IntFunction<UnaryOperator<V>> steps)
            throws ExecutionException, InterruptedException {
        try (ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            V version = first;
            for (int i = 0; i < STEPS; i++) {
                V before = version;
                UnaryOperator<V> step = steps.apply(i);
                version = (i % 2 == 0 ? one : other)
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
        LongVector appended = inTurns(LongVector.empty(store), i -> v -> v.append(i));
        LongVector prepended = inTurns(appended, i -> v -> v.prepend(i));
        LongVector updated = inTurns(appended, i -> v -> v.update(i, -i));
        LongVector inserted = inTurns(LongVector.of(store, -1), i -> v -> v.insert(i, i));
        PMap<Integer, Integer> map = inTurns(PMap.empty(store, Codec.INT, Codec.INT), i -> m -> m.put(i, -i));
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
        inTurns(LongVector.empty(store), i -> v -> v.append(i));
        long bases = store.stats().versionsMade() - before;
        // a fresh tail for 32 elements, and a copy when the other thread comes
        assertTrue(bases <= 2 * STEPS / 32 + 10, () -> bases + " bases");
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
