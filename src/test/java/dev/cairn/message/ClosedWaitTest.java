package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that wait at a mailbox when its store is closed, or when they are interrupted. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("beside")
class ClosedWaitTest extends StoreTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    private static FutureTask<Throwable> waiting(boolean isVirtual, Callable<?> action, List<Thread> threads) {
        FutureTask<Throwable> task = new FutureTask<>(() -> assertThrows(Exception.class, action::call));
        threads.add(
                isVirtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task));
        return task;
    }

    private static void awaitParked(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheStoreEndsEveryWait(Setting setting) throws Exception {
        for (boolean isVirtual : new boolean[] {false, true}) {
            Store store = stores.open(setting);
            Mailbox empty = Mailbox.unbounded(store);
            Mailbox full = Mailbox.bounded(store, 1);
            assertTrue(full.trySendValue(1));
            List<Thread> threads = new ArrayList<>();
            List<FutureTask<Throwable>> waits = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waits.add(waiting(isVirtual, empty::receive, threads));
                waits.add(waiting(isVirtual, () -> empty.receive(LONGEST), threads));
                waits.add(waiting(isVirtual, () -> full.sendValue(2), threads));
                waits.add(waiting(isVirtual, () -> full.send(Letter.of(store, LongVector.of(store, 3))), threads));
            }
            awaitParked(threads);
            store.close();
            for (FutureTask<Throwable> wait : waits) {
                assertEquals(StoreClosedException.class, wait.get().getClass());
            }
            assertThrows(StoreClosedException.class, empty::receive);
            assertThrows(StoreClosedException.class, () -> full.sendValue(2));
        }
    }

    /** Closes while threads are on their way to sleep. */
    @ParameterizedTest
    @EnumSource
    void noWaitBeginsInAClosedStore(Setting setting) throws Exception {
        for (int round = 0; round < 50; round++) {
            Store store = stores.open(setting);
            Mailbox mailbox = Mailbox.bounded(store, 1);
            Mailbox full = Mailbox.bounded(store, 1);
            assertTrue(full.trySendValue(1));
            List<Thread> threads = new ArrayList<>();
            FutureTask<Throwable> receiver = waiting(false, mailbox::receive, threads);
            FutureTask<Throwable> sender = waiting(false, () -> full.sendValue(2), threads);
            store.close();
            assertEquals(StoreClosedException.class, receiver.get().getClass());
            assertEquals(StoreClosedException.class, sender.get().getClass());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void aLimitBelowTheRangeDoesNotWait(long seconds) throws InterruptedException {
        Mailbox mailbox = Mailbox.unbounded(stores.open());
        assertNull(mailbox.receive(Duration.ofSeconds(seconds)));
        assertTrue(mailbox.trySendValue(5));
        assertEquals(
                5,
                Objects.requireNonNull(mailbox.receive(Duration.ofSeconds(seconds)))
                        .open());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000_000L})
    void aLimitBeyondTheRangeWaits(long seconds) throws Exception {
        Mailbox mailbox = Mailbox.unbounded(stores.open());
        FutureTask<Object> received =
                new FutureTask<>(() -> Objects.requireNonNull(mailbox.receive(Duration.ofSeconds(seconds)))
                        .open());
        Thread thread = Thread.ofPlatform().start(received);
        awaitParked(List.of(thread));
        assertTrue(mailbox.trySendValue(5));
        assertEquals(5, received.get());
    }

    /** In an order that is not theirs. What is sent afterwards arrives at those who stay. */
    @ParameterizedTest
    @ValueSource(ints = {3, 2_000})
    void thoseWhoGoLeaveTheOthersWaiting(int count) throws Exception {
        Mailbox mailbox = Mailbox.unbounded(stores.open());
        List<Thread> threads = new ArrayList<>();
        List<FutureTask<Throwable>> gone = new ArrayList<>();
        List<FutureTask<Object>> staying = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gone.add(waiting(true, mailbox::receive, threads));
            FutureTask<Object> stays = new FutureTask<>(
                    () -> Objects.requireNonNull(mailbox.receive()).open());
            staying.add(stays);
            Thread.ofVirtual().start(stays);
        }
        awaitParked(threads);
        Collections.shuffle(threads, new Random(1));
        threads.forEach(Thread::interrupt);
        for (FutureTask<Throwable> one : gone) {
            assertEquals(InterruptedException.class, one.get().getClass());
        }
        for (int i = 0; i < count; i++) {
            assertTrue(mailbox.trySendValue(i));
        }
        long sum = 0;
        for (FutureTask<Object> one : staying) {
            sum += (Integer) one.get(600, TimeUnit.SECONDS);
        }
        assertEquals((long) count * (count - 1) / 2, sum);
    }
}
