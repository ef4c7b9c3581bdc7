package dev.cairn;

import dev.cairn.codec.Codec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process that changes the atoms of a store until it is killed. It counts the changes that it has begun and those that it has done in a
 * file beside the store, so that whoever looks later knows what must be there.
 */
final class KilledWriter {
    static final int KEYS = 500;
    static final int THREADS = 2;
    static final int READERS = 2;
    private static final int AT_SEEN = THREADS * 16;

    private KilledWriter() {}

    /** The counters of the writing threads, which their process may not survive, and of the readers. */
    static final class Counters {
        private final MappedByteBuffer bytes;

        Counters(Path file) throws IOException {
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                bytes = opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, AT_SEEN + READERS * 8L);
            }
        }

        void begin(int thread) {
            bytes.putLong(thread * 16, bytes.getLong(thread * 16) + 1);
        }

        void done(int thread) {
            bytes.putLong(thread * 16 + 8, bytes.getLong(thread * 16 + 8) + 1);
        }

        void saw(int reader) {
            bytes.putLong(AT_SEEN + reader * 8, seen(reader) + 1);
        }

        /** How many sums a reader has found right. */
        long seen(int reader) {
            return bytes.getLong(AT_SEEN + reader * 8);
        }

        long begun() {
            return sum(0);
        }

        long done() {
            return sum(8);
        }

        private long sum(int offset) {
            long sum = 0;
            for (int thread = 0; thread < THREADS; thread++) {
                sum += bytes.getLong(thread * 16 + offset);
            }
            return sum;
        }
    }

    static Atom<PMap<String, Long>> counts(Store store) {
        return store.atom("counts", PMap.empty(store, Codec.STRING, Codec.LONG));
    }

    static Atom<PVector<String>> log(Store store) {
        return store.atom("log", PVector.empty(store, Codec.STRING));
    }

    static long sum(Store store) {
        long sum = 0;
        for (long count : counts(store).get().values()) {
            sum += count;
        }
        return sum;
    }

    /** A process that reads what the writers write, until it is killed. It ends by itself if a sum is wrong. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            Counters counters = new Counters(Path.of(arguments[1]));
            int number = Integer.parseInt(arguments[2]);
            Store store = Store.openReadOnly(Path.of(arguments[0]));
            Random random = new Random();
            List<Version> held = new ArrayList<>();
            System.out.println("ready");
            System.out.flush();
            while (true) {
                long done = counters.done();
                VarHandle.fullFence();
                held.add(counts(store).get());
                long sum = sum(store);
                held.add(log(store).get());
                VarHandle.fullFence();
                long begun = counters.begun();
                if (sum < done || sum > begun) {
                    throw new AssertionError(done + " done, sum " + sum + ", " + begun + " begun");
                }
                counters.saw(number);
                if (held.size() > 100) {
                    held.subList(0, random.nextInt(100)).clear();
                }
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[0]);
        Counters counters = new Counters(Path.of(arguments[1]));
        Store store = Store.open(path);
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Thread.ofPlatform().start(() -> write(store, counters, number));
        }
        System.out.println("ready");
        System.out.flush();
    }

    private static void write(Store store, Counters counters, int thread) {
        Random random = new Random();
        Atom<PMap<String, Long>> counts = counts(store);
        Atom<PVector<String>> log = log(store);
        List<Version> held = new ArrayList<>();
        while (true) {
            String key = "the key of a counter, and it does not fit its slot: " + random.nextInt(KEYS);
            counters.begin(thread);
            PMap<String, Long> next = counts.updateAndGet(map -> map.put(key, map.getOrDefault(key, 0L) + 1));
            counters.done(thread);
            held.add(next);
            held.add(log.updateAndGet(lines -> (lines.size() > 300 ? lines.drop(150) : lines).append(key)));
            if (held.size() > 100) {
                held.subList(0, random.nextInt(100)).clear();
            }
        }
    }
}
