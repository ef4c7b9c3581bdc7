package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes write one store, and are killed at random, whether they lead or not. */
class CrewTortureTest {
    private static final int PROCESSES = 3;
    private static final int KILLS = Integer.getInteger("cairn.test.kills", 10);

    private static final long STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** The names of the atoms that come and go. */
    private static final int NAMES = 10;

    @TempDir
    Path directory;

    private static StoreOptions options() {
        return StoreOptions.defaults().maxBytes(64L << 20).budgetBytes(4L << 20);
    }

    private static Atom<PMap<Long, Long>> counts(Store store) {
        return store.atom("counts", PMap.empty(store, Codec.LONG, Codec.LONG));
    }

    /**
     * What a process did, in a file of its own: how many changes it has begun, how many are done, how long it did one thing at most, and how often it
     * was stopped and went on.
     */
    private record Diary(SharedNumbers numbers) {
        static Diary of(Path path) throws IOException {
            return new Diary(SharedNumbers.of(path, 4));
        }

        /** Does {@code work}, and notes how long that took, unless the process was stopped meanwhile. */
        void time(Runnable work) {
            long stops = numbers.get(3);
            long began = System.nanoTime();
            work.run();
            long nanos = System.nanoTime() - began;
            if (stops % 2 == 0 && numbers.get(3) == stops) {
                numbers.raise(2, nanos);
            }
        }

        long longestNanos() {
            return numbers.get(2);
        }

        void stopsOrGoesOn() {
            numbers.increment(3);
        }

        long begun() {
            return numbers.get(0);
        }

        long done() {
            return numbers.get(1);
        }

        void begin() {
            numbers.increment(0);
        }

        void end() {
            numbers.increment(1);
        }
    }

    /** Does one thing at random. */
    private static void act(Store store, Random random, long key, Diary diary, Deque<Version> held) {
        Atom<PMap<Long, Long>> counts = counts(store);
        int what = random.nextInt(100);
        if (what < 70) {
            diary.begin();
            held.add(counts.updateAndGet(m -> m.put(key, m.getOrDefault(key, 0L) + 1)));
            diary.end();
        } else if (what < 85) {
            Atom<PVector<String>> log = store.atom("log", PVector.empty(store, Codec.STRING));
            String text = "a text of process " + key + " that needs a node of its own, number " + what;
            held.add(log.updateAndGet(v -> v.size() > 500 ? v.drop(400) : v.append(text)));
        } else if (what < 90) {
            var builder = PVector.builder(store, Codec.STRING);
            for (int i = 0; i < 100; i++) {
                builder.append("a text in a builder of process " + key + ", and it is long: " + i);
            }
            held.add(builder.build());
        } else {
            other(store, random, held);
        }
        while (held.size() > 20) {
            held.remove();
        }
    }

    private static void other(Store store, Random random, Deque<Version> held) {
        String name = "name " + random.nextInt(NAMES);
        try {
            if (random.nextBoolean()) {
                Atom<LongVector> atom = store.atom(name, LongVector.of(store, 1, 2, 3));
                held.add(atom.updateAndGet(v -> v.size() > 100 ? v.take(3) : v.append(v.size())));
            } else {
                store.removeAtom(name);
            }
        } catch (StoreFileException e) {
            if (e.problem() != StoreFileException.Problem.IN_USE) { // a stopped process has the names
                throw e;
            }
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("was removed")) {
                throw e;
            }
        }
    }

    /** A process of its own. */
    static final class Member {
        private Member() {}

        public static void main(String[] arguments) throws IOException {
            long key = Long.parseLong(arguments[1]);
            Diary diary = Diary.of(Path.of(arguments[2]));
            Random random = new Random(key);
            try (Store store = Store.open(Path.of(arguments[0]), options())) {
                System.out.println("ready");
                Deque<Version> held = new ArrayDeque<>();
                while (true) {
                    diary.time(() -> act(store, random, key, diary, held));
                }
            } catch (Throwable e) {
                e.printStackTrace();
                System.exit(1);
            }
        }
    }

    private record Child(long key, ChildProcess running, Diary diary) {
        void kill() throws InterruptedException {
            running.killLiving();
        }
    }

    private Child start(Path path, long key) throws IOException {
        Path diary = directory.resolve("diary " + key);
        ChildProcess running =
                ChildProcess.start(List.of(), Member.class, path.toString(), Long.toString(key), diary.toString());
        running.require("ready");
        return new Child(key, running, Diary.of(diary));
    }

    @Test
    void nothingIsLostInManyKills() throws IOException, InterruptedException {
        Path path = directory.resolve("a.store");
        Random random = new Random();
        List<Child> living = new ArrayList<>();
        List<Child> dead = new ArrayList<>();
        Store store = Store.open(path, options());
        Diary own = Diary.of(directory.resolve("own"));
        Deque<Version> held = new ArrayDeque<>();
        try {
            long next = 1;
            while (dead.size() < KILLS) {
                while (living.size() < PROCESSES) {
                    living.add(start(path, next++));
                }
                Child stopped = living.get(random.nextInt(living.size()));
                boolean stops = random.nextInt(3) == 0;
                if (stops) {
                    stopped.diary.stopsOrGoesOn();
                    signal(stopped, "STOP");
                    continueLater(stopped);
                }
                work(store, random, own, held);
                verify(store);
                if (random.nextInt(4) == 0) { // this process leads no more, if it did
                    held.clear();
                    store.close();
                    store = Store.open(path, options());
                } else {
                    Child victim = living.remove(random.nextInt(living.size()));
                    victim.kill();
                    dead.add(victim);
                    requireCounts(store, dead);
                }
            }
            for (Child child : living) {
                child.kill();
                dead.add(child);
            }
            requireCounts(store, dead);
            held.clear();
        } finally {
            living.forEach(child -> child.running.process().destroyForcibly());
            store.close();
        }
        try (Store last = Store.open(path, StoreOptions.defaults())) {
            requireCounts(last, dead);
            Verification found = last.verify();
            last.reclaim();
            Verification left = last.verify();
            assertEquals(0, left.lostBytes());
            assertEquals(own.done(), counts(last).get().getOrDefault(0L, 0L));
            report(last, found, left, own, dead);
        }
    }

    private static void work(Store store, Random random, Diary own, Deque<Version> held) {
        int more = random.nextInt(2_000);
        for (int i = 0; i < more; i++) {
            own.time(() -> act(store, random, 0, own, held));
        }
    }

    private static void report(Store last, Verification found, Verification left, Diary own, List<Child> dead) {
        long done = own.done()
                + dead.stream().mapToLong(child -> child.diary.done()).sum();
        long begun = own.begun()
                + dead.stream().mapToLong(child -> child.diary.begun()).sum();
        long longest =
                dead.stream().mapToLong(child -> child.diary.longestNanos()).reduce(own.longestNanos(), Math::max);
        System.out.printf(
                Locale.ROOT,
                "%d kills; %d changes done, %d begun, %d found; %d bytes lost, %d live, %d counted again; nobody was"
                        + " blocked for more than %.1f ms, but for those that were stopped%n",
                dead.size(),
                done,
                begun,
                CrewTest.sum(last),
                found.lostBytes(),
                last.stats().liveBytes(),
                left.bytes(),
                longest / 1e6);
    }

    /** By another thread: if the child leads, and all stand still, nobody goes on before it does. */
    private static void continueLater(Child child) {
        Thread.ofPlatform().daemon().start(() -> {
            LockSupport.parkNanos(STOP_NANOS);
            signal(child, "CONT");
            child.diary.stopsOrGoesOn();
        });
    }

    private static void signal(Child child, String signal) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(child.running.process().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts all references while the others write, if this process leads. */
    private static void verify(Store store) {
        CrewTest.unlessInUse(() -> {
            store.verify();
            if (!Figures.areUnknown(store.core())) { // a process that found the store full may have no page for them
                assertEquals(List.of(), Figures.faults(store.core()));
            }
        });
    }

    private static void requireCounts(Store store, List<Child> dead) {
        PMap<Long, Long> counts = counts(store).get();
        for (Child child : dead) {
            long count = counts.getOrDefault(child.key, 0L);
            assertTrue(
                    child.diary.done() <= count && count <= child.diary.begun(),
                    () -> "process " + child.key + ": " + child.diary.done() + " <= " + count + " <= "
                            + child.diary.begun());
        }
    }
}
