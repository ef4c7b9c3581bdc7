package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that derive from, read and drop the same versions. Nobody waits for anybody, and no version ever changes. */
@Timeout(60)
class ThreadsTest extends StoreTest {
    private static final int THREADS = 6;
    private static final long MILLIS = 400;
    private static final int SIZE = 600;

    private static boolean isOver(long began) {
        return System.nanoTime() - began > MILLIS * 1_000_000;
    }

    @ParameterizedTest
    @EnumSource
    void manyWritersOfOneVersionGetVersionsOfTheirOwn(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        LongVector common = LongVector.from(store, LongStream.range(0, SIZE));
        long began = System.nanoTime();
        Threads.run(THREADS, thread -> {
            while (!isOver(began)) {
                LongVector mine = common;
                long sum = (SIZE - 1) * SIZE / 2;
                for (int i = 0; i < 100; i++) {
                    mine = mine.append(thread).update(i * 7 % SIZE, 0);
                    sum += thread - i * 7 % SIZE;
                }
                assertEquals(sum, mine.sum());
            }
        });
        assertEquals((SIZE - 1) * SIZE / 2, common.sum());
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void readersOfVersionsThatOthersReplaceSeeThemWhole(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        var current = new AtomicReference<>(LongVector.from(store, new long[SIZE]));
        long began = System.nanoTime();
        Threads.run(THREADS, thread -> {
            var random = ThreadLocalRandom.current();
            while (!isOver(began)) {
                LongVector seen = current.get();
                assertEquals(0, seen.sum());
                if (thread % 3 == 0) {
                    current.set(moved(seen, random));
                }
            }
        });
        store.verify();
    }

    /** Moves a little from one element to another, by one of several ways. */
    private static LongVector moved(LongVector longs, ThreadLocalRandom random) {
        int from = random.nextInt(SIZE);
        int to = random.nextInt(SIZE);
        if (from == to) {
            return longs.append(1).append(-1).removeLast().removeLast();
        }
        return random.nextBoolean()
                ? longs.update(from, longs.get(from) - 1).update(to, longs.get(to) + 1)
                : longs.toBuilder()
                        .update(from, longs.get(from) - 1)
                        .update(to, longs.get(to) + 1)
                        .build();
    }

    @ParameterizedTest
    @EnumSource
    void collectionsRecountsAndFiguresMayHappenAnyTime(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        var shared = new AtomicReferenceArray<PVector<String>>(4);
        for (int i = 0; i < shared.length(); i++) {
            shared.set(i, PVector.empty(store, Codec.STRING));
        }
        long began = System.nanoTime();
        Threads.run(THREADS, thread -> {
            while (!isOver(began)) {
                switch (thread) {
                    case 0 -> System.gc();
                    case 1 -> store.verify();
                    case 2 -> store.reclaim();
                    default -> rewrite(shared, store);
                }
                assertTrue(store.stats().reclaimerBacklog() >= 0);
            }
        });
        store.verify();
    }

    private static void rewrite(AtomicReferenceArray<PVector<String>> shared, Store store) {
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < 50; i++) {
            int slot = random.nextInt(shared.length());
            PVector<String> texts = shared.get(slot);
            String text = "number " + texts.size() + " of a text that does not fit its slot";
            PVector<String> next = texts.size() > 300 ? PVector.empty(store, Codec.STRING) : texts.append(text);
            if (!texts.isEmpty()) {
                int at = random.nextInt(texts.size());
                assertEquals("number " + at + " of a text that does not fit its slot", texts.get(at));
                next = next.isEmpty() ? next : next.update(at, texts.get(at));
            }
            shared.set(slot, next);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingUpdatesAreWrittenOnceWhoeverReads(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        long began = System.nanoTime();
        var current = new AtomicReference<>(LongVector.from(store, new long[SIZE]));
        Threads.run(THREADS, thread -> {
            for (int i = 0; !isOver(began); i++) {
                LongVector seen = current.get();
                LongVector mine = seen.update(i % SIZE, thread + 1).update((i + 1) % SIZE, -thread - 1);
                current.compareAndSet(seen, mine);
                assertEquals(seen.sum() - seen.get(i % SIZE) - seen.get((i + 1) % SIZE), mine.sum());
                assertEquals(thread + 1, mine.get(i % SIZE));
            }
        });
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreMayBeClosedUnderItsUsers(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        LongVector common = LongVector.from(store, LongStream.range(0, SIZE));
        var closed = new AtomicBoolean();
        Threads.run(THREADS, thread -> {
            try {
                for (int i = 0; ; i++) {
                    if (thread == 0 && i == 200) {
                        closed.set(true);
                        store.close();
                    }
                    assertEquals((SIZE - 1) * SIZE / 2 + i, common.append(i).sum());
                }
            } catch (StoreClosedException e) {
                assertTrue(closed.get());
            }
        });
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void aSmallBudgetHoldsWritersBack(Setting setting) throws InterruptedException {
        Store store = stores.open(setting.options().budgetBytes(1 << 20));
        long began = System.nanoTime();
        var most = new AtomicReference<>(0L);
        Threads.run(4, thread -> {
            LongVector longs = LongVector.from(store, new long[SIZE]);
            for (int i = 0; !isOver(began); i++) {
                longs = longs.update(i * 31 % SIZE, i);
                if (i % 1000 == 0) {
                    long live = store.stats().liveBytes();
                    most.accumulateAndGet(live, Math::max);
                }
            }
        });
        assertTrue(most.get() < 8 << 20, () -> most + " bytes");
    }
}
