package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ChildJvm;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NamedFile;
import dev.cairn.internal.memory.Writes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another process allocates in the same file, and is killed. */
class SharedProcessesTest {
    private static final int SLAB = 4096;
    private static final long BYTES = 8 << 20;
    private static final int SMALL = 400;
    private static final int LARGE = 20_000;
    private static final int COMMON = 1_500;

    private Path path = Path.of("none");
    private Memory memory;

    @BeforeEach
    void make() throws IOException {
        path = NamedFile.create();
        memory = NamedFile.map(path, BYTES);
    }

    @AfterEach
    void delete() throws IOException {
        Files.delete(path);
    }

    private static int size(Random random) {
        return 1 + random.nextInt(random.nextInt(20) == 0 ? LARGE : SMALL);
    }

    /** What another process does, without the libraries of the tests. */
    private record Taker(Memory memory, Allocator allocator, Magazines magazines, Random random) {
        static Taker of(String path, Row row) throws IOException {
            Memory memory = NamedFile.map(Path.of(path), BYTES);
            Allocator allocator = Allocator.join(memory, SLAB, row);
            return new Taker(memory, allocator, allocator.magazines(), new Random(row.row()));
        }

        /** As {@link Blocks#take}. */
        int take() {
            int reference = allocator.allocate(magazines, size(random));
            memory.fill(memory.at(reference), allocator.blockBytes(reference), (byte) reference);
            return reference;
        }
    }

    /** A process of its own, which takes blocks, fills them, and says which. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            Taker taker = Taker.of(arguments[0], Row.of(Integer.parseInt(arguments[1])));
            System.out.println("ready");
            for (int i = 0; i < COMMON; i++) {
                System.out.println(taker.take());
            }
        }
    }

    @Test
    void anotherProcessTakesBlocksAtTheSameTime() throws IOException, InterruptedException {
        Allocator leader = new Allocator(memory, 5, SLAB, 1, Row.of(0));
        Process process = ChildJvm.start(List.of(), Other.class, path.toString(), "1");
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", output.readLine());
        Blocks ours = new Blocks(memory, leader);
        Random random = new Random(77);
        for (int i = 0; i < COMMON; i++) {
            ours.take(size(random));
        }
        List<String> theirs = output.lines().toList();
        assertEquals(0, process.waitFor(), theirs::toString);
        assertEquals(COMMON, theirs.size());
        leader.refresh();
        theirs.forEach(line -> ours.adopt(Integer.parseInt(line)));
        ours.taken().forEach(ours::requireIntact);
        long inItsMagazines = bytes(ours.others()) - leader.waitingBytes(List.of(ours.magazines));
        assertEquals(ours.bytes() + inItsMagazines, leader.heldBytes());
        leader.sweepRow(1);
        leader.refresh();
        assertEquals(ours.bytes() + inItsMagazines, leader.heldBytes());
        assertEquals(List.of(), TableCheck.faults(memory, leader, true));
    }

    private static long bytes(Map<Integer, Long> blocks) {
        return blocks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A process of its own, which takes blocks and ends at a write while it has the lock. */
    static final class Dying {
        private static int left;

        private Dying() {}

        public static void main(String[] arguments) throws IOException {
            Row row = Row.of(Integer.parseInt(arguments[1]));
            Taker taker = Taker.of(arguments[0], row);
            for (int i = 0; i < 50; i++) {
                taker.take();
            }
            Memory memory = taker.memory;
            long lock = memory.atOffset(Superblock.AT_SLAB_LOCK);
            long mine = OwnerWord.word(row.row(), row.generation());
            left = Integer.parseInt(arguments[2]);
            Writes.listen((_, _, _, _) -> {
                if (memory.getLong(lock) == mine && --left < 0) {
                    Runtime.getRuntime().halt(0);
                }
            });
            while (true) {
                taker.take();
            }
        }
    }

    /** The others wait for a process that dies with the lock, as long as it lives, and then go on. */
    @Test
    void whatADyingProcessHadIsFound() throws IOException, InterruptedException {
        Process[] child = new Process[1];
        Blocks ours = new Blocks(memory, new Allocator(memory, 5, SLAB, 1, new Owners() {
            @Override
            public int row() {
                return 2;
            }

            @Override
            public int generation() {
                return 1;
            }

            @Override
            public boolean isAlive(int row) {
                return child[0].isAlive();
            }
        }));
        Random random = new Random(1);
        for (int writes = 0; writes < 14; writes += 2) {
            child[0] = ChildJvm.start(
                    List.of("-Ddev.cairn.checked=true"),
                    Dying.class,
                    path.toString(),
                    String.valueOf(10 + writes),
                    String.valueOf(writes));
            while (child[0].isAlive() || ours.allocator.slabs().isStale()) {
                ours.free(ours.take(size(random)));
                ours.allocator.trim(true);
                ours.allocator.refresh();
            }
            String output = new String(child[0].getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, child[0].waitFor(), output);
            ours.take(size(random));
            ours.take(LARGE);
            requireRightAfter(ours, 10 + writes);
        }
    }

    private void requireRightAfter(Blocks ours, int dead) {
        Allocator allocator = ours.allocator;
        allocator.sweepRow(dead);
        assertEquals(List.of(), TableCheck.faults(memory, allocator, true));
        ours.taken().forEach(ours::requireIntact);
        allocator.empty(ours.magazines);
        Map<Integer, Long> lost = ours.others();
        assertFalse(lost.isEmpty());
        allocator.refresh();
        long held = allocator.heldBytes();
        assertTrue(Math.abs(held - ours.bytes() - bytes(lost)) <= LARGE + SLAB, () -> held + " bytes are held");
        allocator.repair();
        lost.keySet().forEach(allocator::free);
        allocator.restart();
        allocator.refresh();
        ours.check();
        assertEquals(ours.bytes(), allocator.heldBytes());
        assertEquals(List.of(), TableCheck.faults(memory, allocator, true));
    }
}
