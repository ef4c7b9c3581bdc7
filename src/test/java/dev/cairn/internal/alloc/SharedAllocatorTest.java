package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Threads;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NamedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several processes allocate in one file, or in this JVM several allocators over the same bytes; the first of them frees. */
class SharedAllocatorTest {
    private static final int SLAB = 4096;
    private static final long BYTES = 8 << 20;
    private static final int SMALL = 400;
    private static final int LARGE = 20_000;

    private Path path = Path.of("none");
    private Memory memory;
    private Allocator leader;

    @BeforeEach
    void make() throws IOException {
        path = NamedFile.create();
        memory = NamedFile.map(path, BYTES);
        leader = new Allocator(memory, 5, SLAB, 1, Row.of(0));
    }

    @AfterEach
    void delete() throws IOException {
        Files.delete(path);
    }

    private Allocator join(Row row) {
        return Allocator.join(memory, SLAB, row);
    }

    private static int size(Random random) {
        return 1 + random.nextInt(random.nextInt(20) == 0 ? LARGE : SMALL);
    }

    private void requireSound(Blocks... processes) {
        for (Blocks blocks : processes) {
            blocks.allocator.refresh();
            blocks.check();
            assertEquals(List.of(), TableCheck.faults(memory, blocks.allocator, true));
            assertEquals(blocks.bytes(), blocks.allocator.heldBytes());
        }
    }

    @Test
    void eachSeesWhatTheOthersTook() {
        Blocks first = new Blocks(memory, leader);
        Blocks second = first.beside(memory, join(Row.of(5)));
        Blocks third = first.beside(memory, join(Row.of(63)));
        List<Blocks> all = List.of(first, second, third);
        Random random = new Random(1);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 16_000; i++) {
            if (taken.size() < 700 && random.nextInt(5) > 1) {
                taken.add(all.get(random.nextInt(3)).take(size(random)));
            } else if (!taken.isEmpty()) {
                Collections.swap(taken, random.nextInt(taken.size()), taken.size() - 1);
                first.free(taken.removeLast());
            }
            if (i % 60 == 0) {
                leader.endCycle();
            }
            if (i % 300 == 0) {
                leader.trim(i % 600 == 0);
                requireSound(first, second, third);
            }
        }
        requireSound(first, second, third);
        assertTrue(
                second.allocator.freedBytes() > 3 * second.allocator.slabs().committedBytes(),
                "each slab was used several times");
    }

    /** Whoever makes the file longer does not overwrite what another process has put there. */
    @Test
    void nobodyLosesABlockThatIsTaken() throws InterruptedException {
        List<Blocks> processes = new ArrayList<>();
        Allocator second = join(Row.of(1));
        for (int thread = 0; thread < 4; thread++) {
            processes.add(new Blocks(memory, thread % 2 == 0 ? leader : second));
        }
        AtomicInteger busy = new AtomicInteger(processes.size());
        var given = new ConcurrentLinkedQueue<int[]>();
        Threads.run(processes.size() + 1, thread -> {
            if (thread == processes.size()) {
                while (busy.get() > 0 || !given.isEmpty()) {
                    free(processes, given);
                }
                return;
            }
            try {
                takeAndGive(thread, processes.get(thread), given);
            } finally {
                busy.getAndDecrement();
            }
        });
        leader.trim(true);
        leader.refresh();
        long bytes = 0;
        List<Magazines> magazines = new ArrayList<>();
        for (Blocks blocks : processes) {
            bytes += blocks.bytes();
            magazines.add(blocks.magazines);
            assertEquals(List.of(), blocks.taken());
        }
        leader.walk().forEachAllocated(magazines, (reference, size) -> {
            throw new AssertionError(reference + " is taken by nobody");
        });
        assertEquals(bytes, leader.heldBytes());
        assertEquals(List.of(), TableCheck.faults(memory, leader, true));
    }

    private static void takeAndGive(int thread, Blocks blocks, ConcurrentLinkedQueue<int[]> given) {
        Random random = new Random(thread);
        for (int i = 0; i < 4_000; i++) {
            int size = size(random);
            int reference;
            synchronized (blocks) {
                reference = takeOrZero(blocks, size);
            }
            if (reference == 0) {
                Thread.onSpinWait();
            } else {
                given.add(new int[] {thread, reference});
            }
        }
    }

    private static int takeOrZero(Blocks blocks, int size) {
        try {
            return blocks.take(size);
        } catch (OutOfBlocks e) {
            return 0; // the one that frees is late
        }
    }

    /** Only the leader frees, whoever took. */
    private void free(List<Blocks> processes, ConcurrentLinkedQueue<int[]> given) {
        int[] next = given.poll();
        for (int i = 0; next != null; i++) {
            Blocks owner = processes.get(next[0]);
            synchronized (owner) {
                owner.freeBy(leader, next[1]);
            }
            if (i % 100 == 99) {
                leader.endCycle();
            }
            next = given.poll();
        }
        leader.trim(true);
    }

    @Test
    void theNextLeaderGoesOnWithWhatWasFreed() {
        Blocks first = new Blocks(memory, leader);
        Blocks second = first.beside(memory, join(Row.of(1)));
        first.take(300);
        second.take(LARGE);
        second.freeAll();
        first.take(LARGE);
        second.take(300);
        requireSound(second, first);
        first.freeAll();
        requireSound(first, second);
        assertEquals(first.allocator.freedBytes(), second.allocator.freedBytes());
    }

    @Test
    void aRowThatIsSweptLeavesItsSum() {
        Blocks first = new Blocks(memory, leader);
        Blocks second = first.beside(memory, join(Row.of(7)));
        first.take(300);
        second.take(LARGE);
        leader.refresh();
        long taken = leader.heldBytes() + leader.freedBytes();
        leader.sweepRow(7);
        leader.refresh();
        assertEquals(taken, leader.heldBytes() + leader.freedBytes());
        Blocks third = first.beside(memory, join(new Row(7, 2, Set.of())));
        third.take(LARGE);
        requireSound(first, third);
        leader.setHeldBytes(first.bytes());
        requireSound(first, third);
    }

    /** A process that ends while it cuts a slab, or with blocks in its magazines. */
    @Test
    void theSlabsThatADeadProcessWasCuttingAreFree() {
        Allocator dead = join(Row.of(3));
        Allocator living = join(Row.of(4));
        int cut = dead.slabs().takeToCarve();
        int kept = living.slabs().takeToCarve();
        leader.sweepRow(3);
        assertEquals(SlabTable.FREE, leader.slabs().state(cut));
        assertEquals(SlabTable.CARVING, leader.slabs().state(kept));
        assertEquals(List.of(), TableCheck.faults(memory, leader, false));
        assertEquals(cut, living.slabs().takeToCarve());
    }

    @Test
    void whoWaitsForALivingOneGetsTheLockAfterIt() throws InterruptedException {
        OwnerWord word = new OwnerWord(memory, Superblock.AT_SLAB_LOCK, Row.of(2));
        assertFalse(word.acquire());
        Thread waiting = Thread.ofPlatform().start(() -> leader.slabs().takeToCarve());
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(0, leader.slabs().frontier());
        word.release();
        waiting.join();
        assertEquals(1, leader.slabs().frontier());
    }

    @Test
    void whoWaitsForADeadOneTakesTheLock() {
        OwnerWord word = new OwnerWord(memory, Superblock.AT_SLAB_LOCK, Row.of(2));
        assertFalse(word.acquire());
        Allocator heir = join(Row.after(1, 2));
        assertEquals(0, heir.slabs().takeToCarve());
        leader.refresh();
        assertEquals(List.of(), TableCheck.faults(memory, leader, false));
    }

    /** An error came while this process had the lock. */
    @Test
    void aLockThatAnErrorLeftIsLetGoAtTheNextCycle() {
        leader.slabs().takeToCarve();
        assertFalse(new OwnerWord(memory, Superblock.AT_SLAB_LOCK, Row.of(0)).acquire());
        memory.setInt(memory.atOffset(Superblock.AT_FREE_SLABS), 77);
        leader.refresh();
        assertEquals(List.of(), TableCheck.faults(memory, leader, false));
        assertEquals(SlabTable.CARVING, leader.slabs().state(0), "another thread may be cutting it");
    }

    /** A file that was written by an earlier version of the library, or left by killed processes. */
    @Test
    void whoIsAloneInAFileBelievesNothingOfOthers() {
        Blocks blocks = new Blocks(memory, leader);
        blocks.take(LARGE);
        blocks.take(300);
        blocks.free(blocks.taken().getFirst());
        for (int offset : new int[] {
            Superblock.AT_FREED,
            Superblock.AT_TAKEN,
            Superblock.AT_TAKEN_SUM,
            Superblock.AT_SLAB_LOCK,
            Superblock.AT_ROWS + Superblock.AT_ROW_TAKEN
        }) {
            memory.setLong(memory.atOffset(offset), 0x1234_5678_9ABCL);
        }
        for (int offset : new int[] {Superblock.AT_FREE_SLABS, Superblock.AT_MOVING, Superblock.AT_ROWS_USED}) {
            memory.setInt(memory.atOffset(offset), 3);
        }
        Allocator next = Allocator.attach(memory, SLAB, Owners.alone());
        next.setHeldBytes(blocks.bytes());
        assertEquals(List.of(), TableCheck.faults(memory, next, true));
        assertEquals(blocks.bytes(), next.heldBytes());
        assertEquals(blocks.bytes(), join(Row.of(9)).heldBytes());
        assertEquals(0, next.freedBytes());
    }

    @Test
    void aReaderDoesNotWrite() {
        new Blocks(memory, leader).take(LARGE);
        byte[] before = new byte[Superblock.BYTES];
        memory.copyOut(memory.atOffset(0), before, 0, before.length);
        Allocator reader = Allocator.toRead(memory, SLAB);
        int frontier = leader.slabs().frontier();
        assertEquals(frontier, reader.slabs().frontier());
        byte[] after = new byte[Superblock.BYTES];
        memory.copyOut(memory.atOffset(0), after, 0, after.length);
        assertArrayEquals(before, after);
        new Blocks(memory, leader).take(3 * LARGE);
        assertEquals(frontier, reader.slabs().frontier());
        reader.refresh();
        assertEquals(leader.slabs().frontier(), reader.slabs().frontier());
    }
}
