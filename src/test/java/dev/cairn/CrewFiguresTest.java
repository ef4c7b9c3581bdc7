package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Figures;
import dev.cairn.internal.life.Stillness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many nodes of each kind a store has that several processes write. */
class CrewFiguresTest extends ChildCase {
    private static final int SWAPS = 3_000;

    private BufferedReader output;

    /** Changes a map, makes nodes of other kinds, and holds some. */
    private static List<Version> work(Store store, int seed) {
        Atom<PMap<Long, Long>> counts = CrewTest.counts(store);
        List<Version> held = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            CrewTest.swap(counts, i % 700);
            if (i % 100 == seed) {
                held.add(counts.get());
                held.add(PVector.of(store, Codec.STRING, "a text that needs a node of its own, " + i));
                held.add(LongVector.from(store, new long[10 * i]));
            }
        }
        return held;
    }

    /** A process of its own. Works when it gets a line, and says so; closes the store at the end of its input. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] arguments) throws IOException {
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            try (Store store = Store.open(Path.of(arguments[0]), CrewTest.options())) {
                List<Version> held = new ArrayList<>();
                System.out.println("ready");
                for (String line = input.readLine(); line != null; line = input.readLine()) {
                    held.addAll(work(store, 1));
                    System.out.println(held.size());
                }
            }
        }
    }

    private void start() throws IOException {
        child = ChildJvm.start(List.of(), Worker.class, path.toString());
        output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", output.readLine());
    }

    private void letWork() throws IOException {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
        String line = output.readLine();
        assertTrue(line != null && Integer.parseInt(line) > 0, line);
    }

    private void letClose() throws IOException, InterruptedException {
        child.getOutputStream().close();
        assertEquals(0, child.waitFor(), () -> String.join("\n", output.lines().toList()));
    }

    private static void requireRight(Store store) {
        assertEquals(List.of(), CrewTest.patiently(() -> Figures.faults(store.core())));
    }

    @Test
    void twoProcesses() throws IOException, InterruptedException {
        try (Store store = Store.open(path, CrewTest.options())) {
            start();
            List<Version> held = work(store, 2);
            letWork();
            requireRight(store);
            StoreStats.NodeStats leaves = store.stats().byKind().get("leaf");
            assertTrue(leaves.nodes() > 60 && leaves.bytes() > 1 << 20, leaves::toString);
            letClose();
            requireRight(store);
            assertTrue(Figures.areRight(store.core()));
            store.reclaim();
            requireRight(store);
            assertEquals(
                    store.stats().liveNodes(),
                    store.stats().byKind().values().stream()
                            .mapToLong(StoreStats.NodeStats::nodes)
                            .sum());
            assertFalse(held.isEmpty());
        }
        requireRightWhenClosed();
    }

    private void requireRightWhenClosed() {
        try (Store reader = Store.openReadOnly(path)) {
            assertTrue(Figures.areRight(reader.core()));
            long nodes = reader.stats().liveNodes();
            assertTrue(nodes > 0 && !reader.stats().byKind().isEmpty());
        }
        for (boolean several : List.of(true, false, true)) {
            try (Store store = Store.open(path, CrewTest.options().exclusive(!several))) {
                requireRight(store);
                CrewTest.patiently(store::verify);
            }
        }
    }

    /** Who leads frees what others made. */
    @Test
    void theOtherProcessLeads() throws IOException, InterruptedException {
        start();
        try (Store store = Store.open(path, CrewTest.options())) {
            work(store, 2);
            letWork();
            store.reclaim(); // the other process frees
            requireRight(store); // this one leads from here on
            letWork();
            store.reclaim();
            requireRight(store);
            letClose();
            requireRight(store);
        }
        requireRightWhenClosed();
    }

    /** What a killed process did last is missing, until all nodes are counted. */
    @Test
    void aProcessIsKilled() throws IOException, InterruptedException {
        try (Store store = Store.open(path, CrewTest.options())) {
            work(store, 2);
            start();
            letWork();
            killChild();
            CrewTest.patiently(store::verify);
            requireRight(store);
            store.reclaim();
            requireRight(store);
            assertTrue(Figures.areRight(store.core()));
        }
        requireRightWhenClosed();
    }

    /** All processes are killed: the next one counts when it closes the store. */
    @Test
    void allAreKilled() throws IOException, InterruptedException {
        start();
        letWork();
        killChild();
        try (Store store = Store.open(path, CrewTest.options())) {
            assertFalse(Figures.areRight(store.core()) || Figures.areUnknown(store.core()));
            assertFalse(store.stats().byKind().isEmpty());
            work(store, 3);
        }
        requireRightWhenClosed();
    }

    /** A process that is alone counts on its heap, so the file knows nothing while it is at work, or after it was killed. */
    @Test
    void aProcessThatWroteAloneIsKilled() {
        Path copy = directory.resolve("copy.store");
        try (Store store = Store.open(path, CrewTest.options().exclusive(true))) {
            List<Version> held = work(store, 1);
            requireRight(store);
            assertTrue(Figures.areUnknown(store.core()));
            try (Store reader = Store.openReadOnly(path)) {
                assertTrue(reader.stats().byKind().isEmpty());
                assertTrue(reader.stats().liveNodes() > 0 && reader.stats().liveBytes() > 0);
            }
            Stillness.copy(store.core(), path, copy);
            assertFalse(held.isEmpty());
        }
        try (Store store = Store.open(copy, CrewTest.options())) {
            assertFalse(Figures.areUnknown(store.core()));
            requireRight(store);
        }
    }
}
