package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions that branch off one another, in one thread and in several. */
class BranchingTest extends StoreTest {
    private static final int SHARED = 16;
    private static final int ROUNDS = 1500;
    private static final int LONGEST = 3000;

    @ParameterizedTest
    @EnumSource
    void aNodeMayHaveAnEmptyPlaceBeforeAFilledOne(Setting setting) {
        Store store = stores.open(setting);
        LongVector full = LongVector.of(store, 0);
        int leaf = Holders.leafElements(full);
        int count = leaf * (1 << setting.options().geometry().bits());
        for (int i = 1; i < count; i++) {
            full = full.append(i);
        }
        LongVector longer = full.append(-1);
        LongVector shorter = full;
        for (int i = 0; i < leaf; i++) {
            shorter = shorter.removeLast();
        }
        LongVector changed = shorter.toBuilder().update(0, 7).build();
        LongVector again = changed.append(-2);
        store.verify();
        assertEquals(7, again.first());
        assertEquals(-2, again.last());
        assertEquals(-1, longer.last());
        assertEquals(count - leaf, shorter.size());
    }

    @Test
    void deadNodesAtTheRegionsEndAreFreed() {
        Store store =
                stores.open(StoreOptions.defaults().maxBytes(65536 + 258 * 4112).geometry(Geometry.tiny()));
        fill(store);
        store.reclaim();
        assertEquals(0, store.verify().nodes());
    }

    private static void fill(Store store) {
        List<LongVector> all = new ArrayList<>();
        try {
            while (true) {
                all.add(LongVector.of(store, 1, 2, 3, 4, 5).foldedVersion());
            }
        } catch (StoreFullException e) {
            assertTrue(store.verify().nodes() > all.size());
        }
    }

    @Test
    void threadsBranchOffEachOthersVersions() throws InterruptedException {
        Store store = stores.open();
        AtomicReferenceArray<LongVector> shared = new AtomicReferenceArray<>(SHARED);
        for (int i = 0; i < SHARED; i++) {
            shared.set(i, LongVector.empty(store));
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            Random random = new Random(seed);
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((t, e) -> failure.set(e))
                    .start(() -> branch(store, shared, random)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertNull(failure.get());
    }

    private static void branch(Store store, AtomicReferenceArray<LongVector> shared, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            LongVector vector = shared.get(random.nextInt(SHARED));
            long[] model = vector.toArray();
            for (int i = random.nextInt(40); i > 0; i--) {
                int kind = random.nextInt(10);
                if (kind < 5 || vector.isEmpty()) {
                    vector = vector.append(i);
                    model = Arrays.copyOf(model, model.length + 1);
                    model[model.length - 1] = i;
                } else if (kind < 7) {
                    int index = random.nextInt(model.length);
                    vector = vector.update(index, i);
                    model[index] = i;
                } else if (kind < 9 || model.length > LONGEST) {
                    vector = vector.removeLast();
                    model = Arrays.copyOf(model, model.length - 1);
                } else {
                    long[] more = random.longs(30).toArray();
                    vector = vector.toBuilder().appendAll(more).build();
                    model = Arrays.copyOf(model, model.length + more.length);
                    System.arraycopy(more, 0, model, model.length - more.length, more.length);
                }
            }
            assertArrayEquals(model, vector.toArray());
            shared.set(random.nextInt(SHARED), vector);
            if (round % 100 == 0) {
                store.verify();
            }
        }
    }
}
