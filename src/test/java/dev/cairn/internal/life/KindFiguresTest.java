package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.alloc.Row;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NamedFile;
import dev.cairn.internal.memory.Writes;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures of a dead process are added to those of the file, by processes that are killed at any write. */
class KindFiguresTest {
    private static final int SLAB = 4096;
    private static final int BYTES = 1 << 18;
    private static final int DEAD = 3;

    private final List<Path> paths = new ArrayList<>();
    private Memory memory;
    private Memory copy;
    private int page;

    @BeforeEach
    void make() throws IOException {
        memory = map();
        copy = map();
        Allocator allocator = new Allocator(memory, 5, SLAB, 1, Row.of(0));
        Magazines magazines = allocator.magazines();
        page = allocator.allocate(magazines, LedgerPage.bytes(KindCounts.BYTES));
        long at = memory.at(page);
        memory.setLong(at + Node.AT_COUNT, Node.OWN_ONE);
        memory.setLong(at + Node.AT_META, Node.meta(Kind.LEDGER, 0, 0));
        memory.zeroWords(at + LedgerPage.AT_BODY, KindCounts.BYTES);
        RowPages dead = RowPages.all(memory)[DEAD];
        dead.add(page, LedgerPage.OF_FIGURES);
        dead.setFigures(page);
        KindCounts base = new KindCounts();
        KindCounts made = new KindCounts();
        for (int kind = 1; kind < Kind.COUNT; kind++) {
            base.add(kind, 100L * kind, 1000L * kind);
            made.add(kind, kind % 3 == 0 ? -kind : kind, 16L * kind);
        }
        figures(memory).settle(base, new KindCounts(), allocator);
        made.write(memory, at + LedgerPage.AT_BODY);
    }

    private Memory map() throws IOException {
        Path path = NamedFile.create();
        paths.add(path);
        Memory mapped = NamedFile.map(path, BYTES);
        assertTrue(mapped.region().commit(0, BYTES));
        return mapped;
    }

    @AfterEach
    void delete() throws IOException {
        Writes.listen(null);
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static KindFigures figures(Memory of) {
        return new KindFigures(of, RowPages.all(of));
    }

    private List<String> faults(Memory of) {
        List<String> faults = new ArrayList<>();
        long body = of.at(page) + LedgerPage.AT_BODY;
        for (int kind = 1; kind < Kind.COUNT; kind++) {
            long nodes = 100L * kind + (kind % 3 == 0 ? -kind : kind);
            if (Figures.base(of, kind) != nodes
                    || Figures.base(of, Superblock.KINDS + kind) != 1016L * kind
                    || of.getLong(body + kind * 8L) != 0) {
                faults.add("kind " + kind + " has " + Figures.base(of, kind) + " nodes of "
                        + Figures.base(of, Superblock.KINDS + kind) + " bytes");
            }
        }
        return faults;
    }

    /** Runs {@code act}; at each of its writes, a copy is what a kill leaves, and the next process goes on with that. Returns what is wrong. */
    private List<String> killed(Runnable act) {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
        List<String> faults = new ArrayList<>();
        byte[] bytes = new byte[BYTES];
        Writes.listen((of, _, _, _) -> {
            if (of.region() == memory.region()) {
                memory.copyOut(memory.atOffset(0), bytes, 0, BYTES);
                copy.copyIn(bytes, 0, copy.atOffset(0), BYTES);
                figures(copy).fold(page);
                figures(copy).fold(page);
                faults.addAll(faults(copy));
            }
        });
        act.run();
        Writes.listen(null);
        return faults;
    }

    @Test
    void aKillAnywhereCountsNothingTwice() {
        List<String> faults = killed(() -> figures(memory).fold(page));
        assertEquals(List.of(), faults);
        assertEquals(List.of(), faults(memory));
    }

    /** The twin writes the sum, and then takes the figure off the page. */
    @Test
    void aTwinWithoutANoteOfTheMoveCountsTwice() {
        long body = memory.at(page) + LedgerPage.AT_BODY;
        List<String> faults = killed(() -> {
            for (int index = 0; index < KindCounts.FIGURES; index++) {
                long at = Superblock.figure(memory, index);
                memory.setLongRelease(at, memory.getLong(at) + memory.getLong(body + index * 8L));
                memory.setLongRelease(body + index * 8L, 0);
            }
        });
        assertEquals(List.of(), faults(memory));
        assertFalse(faults.isEmpty());
    }

    /** What a killed process did last is missing. What one did that left the file is all there. */
    @Test
    void onlyAKillMakesThemRough() {
        KindFigures own = figures(memory);
        own.begin(page);
        own.leave();
        figures(memory).fold(page);
        assertTrue(figures(memory).areRight());
        memory.setLong(memory.at(page) + LedgerPage.AT_BODY + KindFigures.AT_LEFT, 0);
        figures(memory).fold(page);
        assertFalse(figures(memory).areRight() || figures(memory).areUnknown());
        figures(memory).settle(new KindCounts(), new KindCounts(), Allocator.join(memory, SLAB, Row.of(1)));
        assertTrue(figures(memory).areRight());
        KindFigures without = figures(memory);
        without.note(new KindCounts());
        assertTrue(without.areUnknown());
    }

    /** What lives is counted once, though living processes go on to note what they did from their beginning on. */
    @Test
    void aCountOfAllNodesKnowsWhatPagesSay() {
        KindCounts live = new KindCounts();
        KindCounts here = new KindCounts();
        live.add(Kind.LEAF.code(), 500, 5000);
        here.add(Kind.LEAF.code(), 7, 70);
        Allocator allocator = Allocator.join(memory, SLAB, Row.of(1));
        KindFigures settling = figures(memory);
        settling.settle(live, here, allocator);
        KindCounts seen = settling.live(here, allocator);
        assertTrue(seen != null && seen.nodes(Kind.LEAF) == 500 && seen.bytes(Kind.LEAF) == 5000);
        here.add(Kind.LEAF.code(), 1, 10);
        seen = settling.live(here, allocator);
        assertTrue(seen != null && seen.nodes(Kind.LEAF) == 501 && seen.bytes(Kind.LEAF) == 5010);
        settling.forget();
        assertEquals(null, settling.live(here, allocator));
    }
}
