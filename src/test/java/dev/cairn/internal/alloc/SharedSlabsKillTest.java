package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NamedFile;
import dev.cairn.internal.memory.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A process that allocates and frees is killed at each of its writes. Another one takes the lock, if the dead one has it, mends the slab table, and
 * sweeps the row; it is killed at each write while it mends, too, and then a third one does that. Afterwards all blocks are accounted for.
 */
class SharedSlabsKillTest {
    private static final int SLAB = 4096;
    private static final long BYTES = 448 << 10;
    private static final int LARGE = 3 * SLAB;
    private static final int OLD_LARGE = 12 * SLAB;
    private static final int STEPS = 150;

    /** Rows: of a process that died long ago, of the one that is killed, of the next one, and of who comes after that. */
    private static final int OLD = 7;

    private static final int VICTIM = 1;
    private static final int HEIR = 2;
    private static final int LAST = 3;

    /** What a process has in its hands that is killed: the blocks of a group, a slab or a run. */
    private static final long LOST_MOST = LARGE;

    private final List<Path> paths = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Consumer<Memory> twin = _ -> {};

    /** Who writes to it is killed at each write; nobody is if this is null. */
    private @Nullable Memory mortal;

    private int locked;
    private int cutShort;

    @BeforeEach
    void make() throws IOException {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
        for (int i = 0; i < 3; i++) {
            Path path = NamedFile.create();
            paths.add(path);
            Memory memory = NamedFile.map(path, BYTES);
            assertTrue(memory.region().commit(0, BYTES));
            memories.add(memory);
        }
    }

    @AfterEach
    void delete() throws IOException {
        Writes.listen(null);
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /** A process, and where its magazines are noted. */
    private record Victim(Blocks blocks, long row) {}

    private Victim victim() {
        Memory memory = memories.getFirst();
        Allocator allocator = new Allocator(memory, 5, SLAB, 1, Row.after(VICTIM, OLD));
        Blocks blocks = new Blocks(memory, allocator);
        Blocks old = blocks.beside(memory, Allocator.join(memory, SLAB, Row.of(OLD)));
        old.take(OLD_LARGE);
        old.allocator.slabs().takeToCarve();
        int row = blocks.take(blocks.magazines.rowBytes());
        memory.zeroWords(memory.at(row), blocks.magazines.rowBytes());
        blocks.magazines.mirror(memory, memory.at(row));
        return new Victim(blocks, memory.offset(memory.at(row)));
    }

    /** Lives, and is killed at each write. */
    private void live() {
        Victim victim = victim();
        Random random = new Random(5);
        List<Integer> taken = new ArrayList<>();
        Blocks blocks = victim.blocks;
        mortal = memories.getFirst();
        Writes.listen((memory, _, _, _) -> {
            if (memory == mortal) {
                mortal = null;
                look(memory, victim);
                mortal = memory;
            }
        });
        for (int i = 0; i < STEPS; i++) {
            if (taken.size() < 40 && random.nextInt(5) > 1) {
                taken.add(blocks.take(random.nextInt(4) == 0 ? 1 + random.nextInt(LARGE) : 1 + random.nextInt(900)));
            } else if (!taken.isEmpty()) {
                Collections.swap(taken, random.nextInt(taken.size()), taken.size() - 1);
                blocks.free(taken.removeLast());
            }
            if (i % 10 == 5) {
                blocks.allocator.endCycle();
            } else if (i % 50 == 20) {
                blocks.allocator.trim(true);
            } else if (i == STEPS / 2) {
                blocks.allocator.sweepRow(OLD);
            } else if (i == STEPS - 20) {
                blocks.allocator.setHeldBytes(blocks.bytes());
            }
        }
        Writes.listen(null);
    }

    /** The process is dead that wrote to {@code left}. Does what the next one does. */
    private void look(Memory left, Victim victim) {
        boolean isLast = left == memories.get(1);
        Memory memory = memories.get(isLast ? 2 : 1);
        byte[] image = new byte[(int) BYTES];
        left.copyOut(left.atOffset(0), image, 0, image.length);
        memory.copyIn(image, 0, memory.atOffset(0), image.length);
        twin.accept(memory);
        Allocator next = Allocator.join(
                memory, SLAB, isLast ? Row.after(LAST, OLD, VICTIM, HEIR) : Row.after(HEIR, OLD, VICTIM));
        boolean isLocked = memory.getLong(memory.atOffset(Superblock.AT_SLAB_LOCK)) != 0;
        locked += isLocked ? 1 : 0;
        cutShort += isLast ? 1 : 0;
        mortal = isLocked && !isLast ? memory : null;
        next.slabs().haveRun(1);
        faults.addAll(TableCheck.faults(memory, next, false));
        next.sweepRow(VICTIM);
        mortal = null;
        next.sweepRow(OLD);
        next.sweepRow(HEIR);
        try {
            account(memory, next, victim);
        } catch (AssertionError | RuntimeException e) {
            faults.add(String.valueOf(e));
        }
    }

    private void account(Memory memory, Allocator next, Victim victim) {
        next.giveBackRow(memory.atOffset(victim.row));
        next.trim(true);
        next.refresh();
        faults.addAll(TableCheck.faults(memory, next, true));
        Blocks blocks = victim.blocks;
        Map<Integer, Long> lost = blocks.others(next);
        long bytes = lost.values().stream().mapToLong(Long::longValue).sum();
        long taken = 0;
        for (int reference : blocks.taken()) {
            taken += next.blockBytes(reference);
        }
        assertTrue(bytes <= LOST_MOST, () -> "lost are " + lost);
        long apart = next.heldBytes() - taken - bytes;
        assertTrue(Math.abs(apart) <= LOST_MOST, () -> apart + " bytes too many are held");
        next.repair();
        lost.keySet().forEach(next::free);
        next.restart();
        assertEquals(taken, next.heldBytes());
        blocks.taken().forEach(next::free);
        next.restart();
        assertEquals(0, next.heldBytes());
        assertEquals(next.slabs().frontier(), next.slabs().free());
        faults.addAll(TableCheck.faults(memory, next, true));
    }

    @Test
    void allBlocksAreAccountedFor() {
        live();
        assertEquals(List.of(), faults.stream().distinct().limit(9).toList());
        assertTrue(locked > 100 && cutShort > 100, () -> locked + " had the lock, " + cutShort + " mended");
    }

    /** Who finds the lock of a dead process lets it go, and does not mend. */
    @Test
    void aTwinThatDoesNotMend() {
        twin = memory -> memory.setLong(memory.atOffset(Superblock.AT_SLAB_LOCK), 0);
        live();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains("is the rest of nothing")), faults::toString);
        assertTrue(faults.stream().anyMatch(fault -> fault.contains("slabs are free, noted are")), faults::toString);
    }

    /** Who finds a row half swept begins to sweep it again. */
    @Test
    void aTwinThatForgetsAMove() {
        twin = memory -> memory.setInt(memory.atOffset(Superblock.AT_MOVING), 0);
        live();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains("bytes too many are held")), faults::toString);
    }
}
