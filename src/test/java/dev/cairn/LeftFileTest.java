package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Leaving;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.memory.Writes;
import dev.cairn.internal.trie.blob.BlobBuilder;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads that use a store in a file while another closes it: they touch nothing of the file, which is somebody else's then. */
@Tag("noNative")
class LeftFileTest extends FileCase {
    private static final long MAX_BYTES = 8L << 20;
    private static final int LATE = 1 << 20;

    /** So many that the next opener uses all that the first one had. */
    private static final int LONGS = 700_000;

    private Store open() {
        return Store.open(path, StoreOptions.defaults().maxBytes(MAX_BYTES));
    }

    /** Runs {@code late}, which writes after it was told, while another store has the file; returns what it throws. */
    private Throwable writesLate(Store first, FutureTask<Throwable> late, CountDownLatch begun, CountDownLatch go)
            throws Exception {
        Thread thread = Thread.ofPlatform().start(late);
        begun.await();
        first.close();
        try (Store second = open()) {
            long[] numbers = LongStream.range(0, LONGS).toArray();
            Atom<LongVector> atom = second.atom("numbers", LongVector.from(second, numbers));
            go.countDown();
            Throwable thrown = late.get();
            thread.join();
            assertEquals(LongVector.from(numbers), atom.get());
            second.verify();
            return thrown;
        }
    }

    /** A channel that gives bytes when it is told to. */
    private record Slow(CountDownLatch begun, CountDownLatch go) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer target) {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            byte[] bytes = new byte[target.remaining()];
            Arrays.fill(bytes, (byte) 0x55);
            target.put(bytes);
            return bytes.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aBlobThatIsBeingReadGoesNowhere() throws Exception {
        Store first = open();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Throwable thrown = writesLate(
                first,
                new FutureTask<>(() -> assertThrows(
                        StoreClosedException.class,
                        () -> new BlobBuilder(first.core(), LATE).append(new Slow(begun, go)))),
                begun,
                go);
        assertEquals("the store is closed", thrown.getMessage());
    }

    /** A thread that was preempted between its look whether the store is open and its write. */
    @Test
    void anElementThatIsWrittenLateGoesNowhere() throws Exception {
        assumeTrue(Memory.CHECKED);
        Store first = open();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Throwable> late = new FutureTask<>(() -> {
            var builder = LongVector.from(first, new long[5000]).toBuilder();
            builder.append(1); // now it has room to which it writes without a stripe
            Thread writer = Thread.currentThread();
            Writes.listen((memory, at, bytes, order) -> {
                if (Thread.currentThread().equals(writer)) {
                    Writes.listen(null);
                    begun.countDown();
                    awaitQuietly(go);
                }
            });
            try {
                builder.append(0x5555_5555_5555_5555L);
            } catch (IllegalStateException e) {
                assertTrue(!Region.callsNative(), e::toString);
            } finally {
                begun.countDown();
            }
            return assertThrows(StoreClosedException.class, () -> builder.append(2));
        });
        writesLate(first, late, begun, go);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMailboxThatIsClosedLateTouchesNothing() throws InterruptedException {
        Store first = open();
        Mailbox box = Mailbox.unbounded(first);
        box.send(Letter.of(first, LongVector.from(first, new long[1000])));
        first.close();
        try (Store second = open()) {
            long[] numbers = LongStream.range(0, LONGS).toArray();
            Atom<LongVector> atom = second.atom("numbers", LongVector.from(second, numbers));
            box.close();
            assertEquals(LongVector.from(numbers), atom.get());
            second.verify();
        }
    }

    /** Without native access a segment is a copy. */
    @Test
    void segmentsReadAsZeros() {
        Store first = open();
        LongVector vector = LongVector.from(first, LongStream.range(1, 1000));
        MemorySegment chunk = vector.chunks().findFirst().orElseThrow();
        byte[] bytes = new byte[1000];
        Arrays.fill(bytes, (byte) 7);
        MemorySegment segment = Blob.from(first, bytes).asSegment();
        first.close();
        try (Store second = open()) {
            second.atom(
                    "numbers",
                    LongVector.from(
                            second, LongStream.generate(() -> -1).limit(LONGS).toArray()));
            assertEquals(Region.callsNative() ? 0 : 2, chunk.get(ValueLayout.JAVA_LONG_UNALIGNED, 8));
            assertEquals(Region.callsNative() ? 0 : 7, segment.get(ValueLayout.JAVA_BYTE, 999));
        }
    }

    /** Reads versions by all methods, after the memory was left that the store, as they see it, still has. Prints how many calls ended. */
    static final class LateReads {
        private static volatile Object sink = "";

        public static void main(String[] arguments) {
            Store store =
                    Store.open(Path.of(arguments[0]), StoreOptions.defaults().maxBytes(MAX_BYTES));
            List<Version> versions = versions(store);
            store.core().abandon(); // as a close does first: the reclaimer would write into the zeros
            Leaving.leave(store.core().memory());
            int calls = 0;
            for (Version version : versions) {
                if (version instanceof Blob blob) {
                    readLate(blob);
                    continue;
                }
                if (version instanceof LongVector longs) {
                    readLate(longs);
                }
                for (Method method : Calls.instanceMethods(version.getClass())) {
                    if (isReading(method)) {
                        Throwable thrown = Calls.thrownBy(version, method, Examples.arguments(method, store));
                        if (thrown instanceof Error) {
                            System.out.println(method + " threw " + thrown);
                        }
                        calls++;
                    }
                }
            }
            System.out.println("ended: " + (calls > 300));
            Runtime.getRuntime().halt(0); // the store cannot be closed
        }

        private static void readLate(LongVector longs) {
            for (int index = 0; index < longs.size(); index = 2 * index + 1) {
                int at = index;
                Calls.thrown(() -> longs.get(at));
            }
        }

        private static void readLate(Blob blob) {
            for (long bit = 0; bit < blob.length(); bit = 2 * bit + 1) {
                long at = bit;
                Calls.thrown(() -> blob.getBit(at));
            }
            Calls.thrown(() -> sink = blob.hashCode());
            Calls.thrown(blob::toByteArray);
            Calls.thrown(() -> sink = blob.toString());
            Calls.thrown(() -> blob.copyTo(0, new byte[9], 0, 9));
        }

        private static boolean isReading(Method method) {
            return !Version.class.isAssignableFrom(method.getReturnType())
                    && !method.getName().equals("toBuilder")
                    && !method.getName().equals("changes");
        }

        private static List<Version> versions(Store store) {
            List<Version> versions = new ArrayList<>();
            versions.addAll(Examples.versions(store, 200, false));
            versions.addAll(Examples.vectors(store, 5_000, false));
            LongVector irregular =
                    LongVector.from(store, LongStream.range(0, 1000).toArray());
            for (int i = 0; i < 13; i++) { // many more elements than the file has bytes
                irregular = irregular.concat(irregular.insert(irregular.size() / 2 + 1, 5));
            }
            // what waits is written: a late change throws before it begins
            versions.add(store.atom("irregular", irregular).get());
            Blob blob = Blob.from(store, new byte[10_000]);
            for (int i = 0; i < 11; i++) {
                blob = blob.concat(blob.slice(1, blob.length()));
            }
            versions.add(store.atom("blob", blob).get());
            versions.add(PVector.of(store, LongVector.codec(), irregular, irregular));
            versions.add(PMap.empty(store, Codec.STRING, Blob.codec()).put("a", blob));
            return versions;
        }
    }

    @Test
    void whoReadsLateDoesNotCrash() {
        String output =
                ChildJvm.run(List.of("-Ddev.cairn.checked=" + Memory.CHECKED), LateReads.class, path.toString());
        assertEquals("ended: true", output.strip());
    }

    @Test
    void figuresOfALeftStore() throws IOException {
        Store store = open();
        store.atom("numbers", LongVector.from(store, new long[10_000]));
        store.close();
        assertEquals(List.of(), store.stats().bySizeClass());
        assertEquals(
                0,
                store.stats()
                                .byKind()
                                .getOrDefault("header", new StoreStats.NodeStats(1, 1))
                                .nodes()
                        - 1);
        store.reclaim();
    }
}
