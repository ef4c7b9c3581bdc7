package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that wait for a change of an atom, by a thread of the same process or of another one. */
@Tag("noNative")
class AwaitChangeTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** Who waits: in a store of its own, in the store that it writes, in the store that another one writes. */
    enum Where {
        PRIVATE,
        WRITER,
        READER
    }

    @TempDir
    Path directory;

    private Store writer;
    private Store reader;
    private Atom<LongVector> written;
    private Atom<LongVector> seen;

    private void open(Where where) {
        writer = where == Where.PRIVATE ? Store.inMemory() : Store.open(directory.resolve("a.store"));
        written = writer.atom("numbers", LongVector.of(writer, 0));
        reader = where == Where.READER ? Store.openReadOnly(directory.resolve("a.store")) : writer;
        seen = reader.atom("numbers", LongVector.empty(reader));
    }

    @AfterEach
    void close() {
        if (writer != null) {
            writer.close();
            reader.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatHappenedIsNotWaitedFor(Where where) throws InterruptedException {
        open(where);
        LongVector before = seen.get();
        written.set(LongVector.of(writer, 1));
        assertTrue(seen.awaitChange(before, LONG));
        assertTrue(seen.awaitChange(before, Duration.ZERO));
        assertFalse(seen.awaitChange(seen.get(), Duration.ZERO));
        assertFalse(seen.awaitChange(seen.get(), Duration.ofMillis(-1)));
        assertFalse(seen.awaitChange(seen.get(), Duration.ofMillis(3)));
    }

    @ParameterizedTest
    @EnumSource
    void twoThreadsThatAnswerEachOther(Where where) throws Exception {
        open(where);
        Atom<LongVector> answers = writer.atom("answers", LongVector.of(writer, 0));
        int rounds = 300;
        AtomicReference<Throwable> failure = new AtomicReference<>();
        LongVector first = seen.get();
        Thread follower = Thread.ofPlatform().start(() -> {
            try {
                LongVector last = first;
                while (last.get(0) < rounds) {
                    if (!seen.awaitChange(last, LONG)) {
                        throw new AssertionError("nothing came after " + last);
                    }
                    last = seen.get();
                    answers.set(LongVector.of(writer, last.get(0)));
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        for (long round = 1; round <= rounds; round++) {
            LongVector last = answers.get();
            written.set(LongVector.of(writer, round));
            assertTrue(answers.awaitChange(last, LONG), () -> String.valueOf(failure.get()));
            assertEquals(round, answers.get().get(0));
        }
        follower.join();
        assertEquals(null, failure.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThreadIsWokenByAnotherProcess(boolean isVirtual) throws Exception {
        Path path = directory.resolve("a.store");
        Process child = ChildJvm.start(java.util.List.of(), Counting.class, path.toString());
        try {
            assertEquals('r', child.getInputStream().read());
            try (Store store = Store.openReadOnly(path)) {
                Atom<LongVector> numbers = store.atom("numbers");
                AtomicReference<Throwable> failure = new AtomicReference<>();
                Thread thread = (isVirtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> {
                    try {
                        LongVector last = numbers.get();
                        for (int i = 0; i < 50; i++) {
                            assertTrue(numbers.awaitChange(last, LONG));
                            LongVector next = numbers.get();
                            assertTrue(next.get(0) > last.get(0));
                            last = next;
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                });
                thread.join();
                assertEquals(null, failure.get());
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** Counts in an atom of the store that the argument names, with rests, until it is killed. */
    static final class Counting {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Store store = Store.open(Path.of(arguments[0]), StoreOptions.defaults().maxBytes(4L << 20));
            Atom<LongVector> numbers = store.atom("numbers", LongVector.of(store, 0));
            System.out.println("ready");
            for (long n = 1; ; n++) {
                numbers.set(LongVector.of(store, n));
                Thread.sleep(5);
            }
        }
    }

    /** Waits in a thread; returns what ended the wait, or null. */
    private AtomicReference<Throwable> waiting(CountDownLatch ended) throws InterruptedException {
        AtomicReference<Throwable> result = new AtomicReference<>();
        LongVector last = seen.get();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                seen.awaitChange(last, LONG);
            } catch (Throwable e) {
                result.set(e);
            }
            ended.countDown();
        });
        while (thread.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        Thread.sleep(20);
        waiter = thread;
        return result;
    }

    private Thread waiter;

    @ParameterizedTest
    @EnumSource
    void closingEndsAWait(Where where) throws InterruptedException {
        open(where);
        CountDownLatch ended = new CountDownLatch(1);
        var result = waiting(ended);
        reader.close();
        ended.await();
        assertInstanceOf(StoreClosedException.class, result.get());
    }

    @ParameterizedTest
    @EnumSource
    void removingEndsAWait(Where where) throws InterruptedException {
        open(where);
        CountDownLatch ended = new CountDownLatch(1);
        var result = waiting(ended);
        writer.removeAtom("numbers");
        ended.await();
        assertInstanceOf(IllegalStateException.class, result.get());
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsAWait(Where where) throws InterruptedException {
        open(where);
        CountDownLatch ended = new CountDownLatch(1);
        var result = waiting(ended);
        waiter.interrupt();
        ended.await();
        assertInstanceOf(InterruptedException.class, result.get());
    }

    @Test
    void actionsAreRefusedInAReader() {
        open(Where.READER);
        var e = assertThrows(UnsupportedOperationException.class, () -> seen.watch((before, after) -> {}));
        assertTrue(e.getMessage().contains("numbers") && e.getMessage().contains("awaitChange"), e.getMessage());
    }
}
