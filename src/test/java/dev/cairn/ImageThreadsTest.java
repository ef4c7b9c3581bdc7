package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints while other threads write, close the store, or remove atoms; and those that a store writes by itself. */
class ImageThreadsTest {
    private static final String LONG_TEXT = "a text that is too long for its slot ";
    private static final int CHECKPOINTS = 25;

    @TempDir
    Path directory;

    private Path image;

    @BeforeEach
    void name() {
        image = directory.resolve("an.image");
    }

    /** Two writers count in a map; each appends to a log of texts and to one of numbers, which have as many elements as it said. */
    private static final class Writers {
        final AtomicLong begun = new AtomicLong();
        final AtomicLong done = new AtomicLong();
        final AtomicBoolean isAtEnd = new AtomicBoolean();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final List<Thread> threads = new ArrayList<>();
        private final Store store;

        Writers(Store store) {
            this.store = store;
            for (int i = 0; i < 2; i++) {
                int number = i;
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        write(number);
                    } catch (StoreClosedException e) {
                        // as it may be
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }));
            }
        }

        private void write(int number) {
            Atom<PMap<String, Long>> sums = sums(store);
            Atom<PVector<String>> texts = texts(store);
            Atom<LongVector> numbers = store.atom("numbers", LongVector.empty(store));
            for (long n = 0; !isAtEnd.get(); n++) {
                String key = LONG_TEXT + n % 500;
                begun.incrementAndGet();
                sums.updateAndGet(map -> map.merge(key, 1L, Long::sum));
                done.incrementAndGet();
                texts.updateAndGet(all -> all.size() > 3_000 ? all.drop(2_000) : all.append(key + " of " + number));
                numbers.updateAndGet(all -> all.size() > 20_000 ? LongVector.empty(store) : all.append(all.size()));
            }
        }

        void end() throws InterruptedException {
            isAtEnd.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(Optional.empty(), Optional.ofNullable(failure.get()));
        }
    }

    private static Atom<PMap<String, Long>> sums(Store store) {
        return store.atom("sums", PMap.empty(store, Codec.STRING, Codec.LONG));
    }

    private static Atom<PVector<String>> texts(Store store) {
        return store.atom("texts", PVector.empty(store, Codec.STRING));
    }

    private static long sum(Store store) {
        return sums(store).get().values().stream().mapToLong(n -> n).sum();
    }

    private static void requireOrder(Store store) {
        LongVector numbers = store.atom("numbers", LongVector.empty(store)).get();
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(i, numbers.get(i));
        }
        texts(store).get().forEach(text -> assertTrue(text.startsWith(LONG_TEXT)));
    }

    @ParameterizedTest
    @EnumSource
    void aCheckpointIsOfAMomentOfTheCall(Setting setting) throws Exception {
        StoreOptions options = setting.options();
        try (Store store = Store.inMemory(options)) {
            Writers writers = new Writers(store);
            for (int i = 0; i < CHECKPOINTS; i++) {
                long least = writers.done.get();
                store.checkpoint(image);
                long most = writers.begun.get();
                try (Store restored = Store.restore(image, options)) {
                    long sum = sum(restored);
                    assertTrue(least <= sum && sum <= most, () -> least + " done, " + most + " begun, sum " + sum);
                    requireOrder(restored);
                    restored.verify();
                }
            }
            writers.end();
            store.verify();
        }
    }

    /** A checkpoint that stands still keeps no other thread from changing the store, taking memory and freeing it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoChangesTheStoreDoesNotWait(boolean isInFile) {
        StoreOptions options = Setting.STANDARD_INHERITED.options();
        try (Store store = isInFile ? Store.open(directory.resolve("a.store"), options) : Store.inMemory(options)) {
            Atom<LongVector> atom = store.atom(
                    "numbers",
                    LongVector.from(store, LongStream.range(0, 20_000).toArray()));
            long[] found = new long[2];
            for (int round = 0; round < 2; round++) {
                int now = round;
                store.checkpoints().imaging().between(() -> {
                    found[now] = atom.get().sum();
                    inAnotherThread(() -> change(store, atom));
                });
                store.checkpoint(image);
                assertTrue(found[now] != 0 && found[now] != atom.get().sum());
                try (Store restored = Store.restore(image)) {
                    LongVector numbers =
                            restored.atom("numbers", LongVector.empty(restored)).get();
                    assertEquals(found[now], numbers.sum());
                    restored.verify();
                }
            }
            store.verify();
        }
    }

    private static void inAnotherThread(Runnable action) {
        try {
            Threads.run(1, thread -> action.run());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void change(Store store, Atom<LongVector> atom) {
        for (int i = 0; i < 5_000; i++) {
            int at = i;
            atom.updateAndGet(v -> v.update(at, v.get(at) + 1).append(at));
        }
        store.atom("other", LongVector.of(store, 1, 2, 3));
        store.removeAtom("other");
        store.reclaim();
        store.verify();
    }

    @Test
    void twoThreadsMayWriteCheckpoints() throws Exception {
        try (Store store = Store.inMemory(Setting.STANDARD_INHERITED.options())) {
            Writers writers = new Writers(store);
            Thread other = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < CHECKPOINTS; i++) {
                    store.checkpoint(directory.resolve("other.image"));
                }
            });
            for (int i = 0; i < CHECKPOINTS; i++) {
                store.checkpoint(image);
            }
            other.join();
            writers.end();
            long sum = sum(store);
            store.checkpoint(image);
            try (Store restored = Store.restore(image)) {
                assertEquals(sum, sum(restored));
            }
        }
    }

    @Test
    void atomsThatComeAndGoDoNotDisturb() throws Exception {
        try (Store store = Store.inMemory(Setting.TINY_PLAIN.options())) {
            AtomicBoolean isAtEnd = new AtomicBoolean();
            Thread other = Thread.ofPlatform().start(() -> {
                for (long n = 0; !isAtEnd.get(); n++) {
                    store.atom("atom " + n % 7, LongVector.of(store, n, n + 1));
                    store.removeAtom("atom " + (n + 3) % 7);
                }
            });
            for (int i = 0; i < CHECKPOINTS; i++) {
                store.checkpoint(image);
                try (Store restored = Store.restore(image, Setting.TINY_PLAIN.options())) {
                    for (String name : restored.atomNames()) {
                        LongVector pair =
                                restored.atom(name, LongVector.empty(restored)).get();
                        assertEquals(pair.get(0) + 1, pair.get(1));
                        assertEquals(name, "atom " + pair.get(0) % 7);
                    }
                    restored.verify();
                }
            }
            isAtEnd.set(true);
            other.join();
            store.verify();
        }
    }

    @Test
    void aCloseEndsACheckpoint() throws Exception {
        for (int i = 0; i < 10; i++) {
            Path path = directory.resolve(i + ".store");
            Store store = i % 2 == 0 ? Store.open(path) : Store.inMemory();
            store.atom("numbers", LongVector.from(store, new long[500_000]));
            store.checkpoint(image);
            AtomicReference<Throwable> ended = new AtomicReference<>();
            Thread writing = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        Files.delete(image);
                        store.checkpoint(image);
                    }
                } catch (Throwable e) {
                    ended.set(e);
                }
            });
            Thread.sleep(i);
            store.close();
            writing.join();
            assertTrue(ended.get() instanceof StoreClosedException, () -> String.valueOf(ended.get()));
            assertThrows(StoreClosedException.class, () -> store.checkpoint(image));
            assertFalse(Files.exists(directory.resolve("an.image.new")));
            if (i % 2 == 0) {
                try (Store again = Store.open(path)) {
                    assertEquals(
                            500_000,
                            again.atom("numbers", LongVector.empty(again)).get().size());
                    again.verify();
                }
            }
        }
    }

    @Test
    @SuppressWarnings("try") // the second close does nothing
    void aStoreWritesCheckpointsByItself() throws Exception {
        Path path = directory.resolve("a.store");
        Path own = directory.resolve("a.store.image");
        try (Store store = Store.open(path, StoreOptions.defaults().checkpointEvery(Duration.ofMillis(5)))) {
            assertEquals(Optional.empty(), store.stats().lastCheckpoint());
            Atom<LongVector> atom = store.atom("numbers", LongVector.of(store, 1));
            awaitAfter(store, 0);
            atom.set(LongVector.of(store, 1, 2, 3));
            long seen = store.stats().lastCheckpoint().orElseThrow().sequence();
            awaitAfter(store, seen + 1);
            block(own);
            Thread.sleep(50);
            Files.delete(own.resolve("child"));
            Files.delete(own);
            awaitFile(own);
            store.close();
        }
        try (Store restored = Store.restore(own)) {
            assertEquals(
                    List.of(1L, 2L, 3L),
                    restored.atom("numbers", LongVector.empty(restored)).get().asList());
        }
    }

    /** Puts a directory in the place of the image, so that no checkpoint can be written. */
    private static void block(Path own) throws IOException {
        while (!Files.isDirectory(own)) {
            Files.deleteIfExists(own);
            try {
                Files.createDirectory(own);
            } catch (FileAlreadyExistsException e) {
                // a checkpoint was faster
            }
        }
        Files.createFile(own.resolve("child"));
    }

    private static void awaitAfter(Store store, long sequence) throws InterruptedException {
        while (store.stats().lastCheckpoint().map(Checkpoint::sequence).orElse(0L) <= sequence) {
            Thread.sleep(1);
        }
    }

    private static void awaitFile(Path path) throws InterruptedException, IOException {
        while (!Files.isRegularFile(path)) {
            Thread.sleep(1);
        }
    }

    @Test
    void anInterruptedThreadWritesACheckpoint() {
        try (Store store = Store.inMemory()) {
            store.atom("numbers", LongVector.from(store, new long[10_000]));
            Thread.currentThread().interrupt();
            store.checkpoint(image);
            try (Store restored = Store.restore(image)) {
                assertEquals(
                        10_000,
                        restored.atom("numbers", LongVector.empty(restored))
                                .get()
                                .size());
            }
            assertTrue(Thread.interrupted());
        }
    }
}
