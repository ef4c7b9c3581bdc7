package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.CutShort;
import dev.cairn.internal.life.Stillness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes write one store. */
class CrewTest extends FileCase {
    private static final int KEYS = 1_000;
    private static final int SWAPS = 5_000;
    private static final int LITTER = 5 << 20;

    static StoreOptions options() {
        return StoreOptions.defaults().maxBytes(64L << 20);
    }

    static Atom<PMap<Long, Long>> counts(Store store) {
        return store.atom("counts", PMap.empty(store, Codec.LONG, Codec.LONG));
    }

    static void swap(Atom<PMap<Long, Long>> atom, long key) {
        atom.updateAndGet(m -> m.put(key, m.getOrDefault(key, 0L) + 1));
    }

    /** Does {@code action} again until all stand still for it: on a slow machine they may take longer than the one that leads waits. */
    static <R> R patiently(Supplier<R> action) {
        while (true) {
            try {
                return action.get();
            } catch (StoreFileException e) {
                assertEquals(StoreFileException.Problem.IN_USE, e.problem(), e::getMessage);
            }
        }
    }

    /** Does {@code action}, unless a process does not stand still for it, as a stopped one does not. */
    static void unlessInUse(Runnable action) {
        try {
            action.run();
        } catch (StoreFileException e) {
            assertEquals(StoreFileException.Problem.IN_USE, e.problem(), e::getMessage);
        }
    }

    static long sum(Store store) {
        return sum(counts(store).get());
    }

    private static long sum(PMap<Long, Long> counts) {
        long sum = 0;
        for (var entry : counts) {
            sum += entry.getValue();
        }
        return sum;
    }

    /** A process of its own, which swaps keys in the map, and says how often. It ends after so many swaps; if they are 0, never. */
    static final class Swapper {
        private Swapper() {}

        public static void main(String[] arguments) {
            int swaps = Integer.parseInt(arguments[1]);
            try (Store store = Store.open(Path.of(arguments[0]), options())) {
                Atom<PMap<Long, Long>> atom = counts(store);
                System.out.println("ready");
                for (int i = 1; swaps == 0 || i <= swaps; i++) {
                    swap(atom, i % KEYS);
                    System.out.println(i);
                }
            }
        }
    }

    /** What another process changes is told here: the last version in any case, and never one twice. */
    @Test
    void watchersHearOfOtherProcesses() throws IOException, InterruptedException {
        try (Store store = Store.open(path, options())) {
            Atom<PMap<Long, Long>> atom = counts(store);
            CountDownLatch all = new CountDownLatch(1);
            List<Long> sums = new CopyOnWriteArrayList<>();
            PMap<Long, Long> before = atom.get();
            try (Atom.Watch _ = atom.watch((_, after) -> {
                sums.add(sum(after));
                if (sum(after) == SWAPS) {
                    all.countDown();
                }
            })) {
                ChildProcess child = start(SWAPS);
                assertTrue(atom.awaitChange(before, Duration.ofMinutes(5)));
                child.requireEnd();
                all.await();
            }
            assertEquals(sums.stream().sorted().distinct().toList(), sums);
        }
    }

    /** A process that is killed while it removes an atom has emptied its cell. The name can be used again, and nothing else is touched. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRemovalThatWasCutShortIsFinished(boolean several) {
        StoreOptions options = options().exclusive(!several);
        Path copy = directory.resolve("copy.store");
        try (Store store = Store.open(path, options)) {
            swap(counts(store), 1);
            swap(store.atom("other", PMap.empty(store, Codec.LONG, Codec.LONG)), 1);
            CutShort.removal(store.core(), "counts");
            Stillness.copy(store.core(), path, copy);
        }
        for (int round = 0; round < 2; round++) {
            try (Store store = Store.open(copy, options)) {
                assertEquals(round == 0 ? Set.of("other") : Set.of("counts", "other"), store.atomNames());
                store.checkpoint(directory.resolve("image"));
                swap(counts(store), 2);
                assertEquals(round + 1, sum(store));
                store.verify();
            }
        }
        try (Store store = Store.open(path, options)) {
            assertFalse(store.removeAtom("counts"));
            store.verify();
        }
        try (Store store = Store.open(path, options)) {
            assertEquals(Set.of("other"), store.atomNames());
        }
    }

    /** Who closes a store last whose counts may be too low leaves it to the next process, which counts again. */
    @Test
    void aCloseDoesNotHideThatCountsMayBeTooLow() {
        Path copy = directory.resolve("copy.store");
        try (Store store = Store.open(path, options())) {
            swap(counts(store), 1);
            CutShort.window(store.core());
            Stillness.copy(store.core(), path, copy);
        }
        try (Store store = Store.open(copy, StoreOptions.defaults())) {
            assertEquals(1, sum(store));
            assertEquals(0, store.verify().lostBytes());
        }
    }

    /** A watch hears that another process has removed the atom, and the name can be used again here. */
    @Test
    void anotherProcessRemovesAnAtom() throws IOException, InterruptedException {
        try (Store store = Store.open(path, options())) {
            Atom<PMap<Long, Long>> atom = counts(store);
            swap(atom, 1);
            CountDownLatch ended = new CountDownLatch(1);
            try (Atom.Watch _ = atom.watch((_, _) -> {}, _ -> ended.countDown())) {
                Process process = ChildJvm.start(List.of(), Remover.class, path.toString());
                assertEquals(
                        0,
                        process.waitFor(),
                        () -> process.inputReader().lines().toList().toString());
                ended.await();
            }
            assertThrows(IllegalStateException.class, atom::get);
            assertEquals(0, sum(store), "a new atom has the name");
            store.verify();
        }
    }

    /** A process of its own, which removes an atom. */
    static final class Remover {
        private Remover() {}

        public static void main(String[] arguments) {
            try (Store store = Store.open(Path.of(arguments[0]), options())) {
                store.removeAtom("counts");
            }
        }
    }

    /** A process of its own, which makes garbage, runs no collector by itself, and does nothing then. */
    static final class Litterer {
        private Litterer() {}

        public static void main(String[] arguments) throws IOException {
            try (Store store = Store.open(Path.of(arguments[0]), options())) {
                for (int i = 0; i < 9; i++) {
                    LongVector.from(store, new long[LITTER / Long.BYTES]);
                }
                System.out.println("ready");
                System.in.read();
            }
        }
    }

    /** Who has no room gets what another process let go, which would not run its collector by itself. */
    @Test
    void whatOthersLetGoMakesRoom() throws IOException, InterruptedException {
        Process process = ChildJvm.start(List.of(), Litterer.class, path.toString());
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", output.readLine());
        try (Store store = Store.open(path, options())) {
            long[] numbers = new long[40 << 20 >> 3];
            LongVector held = LongVector.from(store, numbers);
            assertEquals(numbers.length, held.size());
            process.getOutputStream().close();
            assertEquals(
                    0, process.waitFor(), () -> String.join("\n", output.lines().toList()));
        }
    }

    private ChildProcess start(int swaps) throws IOException {
        ChildProcess started = ChildProcess.start(List.of(), Swapper.class, path.toString(), Integer.toString(swaps));
        started.require("ready");
        return started;
    }

    /** Kills it after it has said that it did {@code swaps}; returns how many it said in the end. */
    private static int kill(ChildProcess child, int swaps) throws IOException, InterruptedException {
        int last = 0;
        while (last < swaps) {
            last = Integer.parseInt(child.output().readLine());
        }
        child.process().toHandle().destroyForcibly(); // the streams stay open
        for (String line = child.output().readLine();
                line != null;
                line = child.output().readLine()) {
            try {
                last = Math.max(last, Integer.parseInt(line));
            } catch (NumberFormatException e) {
                // the last line can be cut
            }
        }
        return last;
    }

    private static void requireSum(long least, long most, Store store) {
        long sum = sum(store);
        assertTrue(least <= sum && sum <= most, least + " <= " + sum + " <= " + most);
    }

    @Test
    void twoProcessesSwapInOneAtom() throws IOException, InterruptedException {
        try (Store store = Store.open(path, options())) {
            Atom<PMap<Long, Long>> atom = counts(store);
            ChildProcess child = start(SWAPS);
            for (int i = 0; i < SWAPS; i++) {
                swap(atom, i % KEYS);
            }
            child.requireEnd();
            assertEquals(2 * SWAPS, sum(store));
            store.reclaim();
            store.verify();
        }
        try (Store store = Store.open(path, StoreOptions.defaults())) {
            assertEquals(2 * SWAPS, sum(store));
            assertEquals(0, store.verify().lostBytes());
        }
    }

    @Test
    void aMemberIsKilled() throws IOException, InterruptedException {
        long sum;
        try (Store store = Store.open(path, options())) {
            Atom<PMap<Long, Long>> atom = counts(store);
            int said = 0;
            for (int round = 0; round < 3; round++) {
                ChildProcess child = start(0);
                for (int i = 0; i < SWAPS; i++) {
                    swap(atom, i % KEYS);
                }
                said += kill(child, SWAPS);
                requireSum(said + (round + 1L) * SWAPS, said + (round + 1L) * (SWAPS + 1), store);
            }
            store.reclaim();
            sum = sum(store);
        }
        requireSumInFile(sum);
    }

    /** The next process, which opens the file alone, finds what the last one saw. */
    private void requireSumInFile(long sum) {
        try (Store store = Store.open(path, StoreOptions.defaults())) {
            assertEquals(sum, sum(store));
            store.verify();
        }
    }

    @Test
    void whoLeadsIsKilled() throws IOException, InterruptedException {
        ChildProcess leader = start(0);
        long sum;
        try (Store store = Store.open(path, options())) {
            Atom<PMap<Long, Long>> atom = counts(store);
            int said = 0;
            int own = 0;
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < SWAPS; i++) {
                    swap(atom, i % KEYS);
                    own++;
                }
                said += kill(leader, SWAPS);
                leader = start(0);
            }
            said += kill(leader, 1);
            requireSum(said + own, said + own + 4, store);
            store.reclaim();
            sum = sum(store);
        }
        requireSumInFile(sum);
    }
}
