package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.life.DeadRows;
import dev.cairn.internal.life.Stillness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Killed processes have left something in each of the 64 rows of a file, and another process opens it. */
class DeadRowsTest extends FileCase {
    private static final int KILLED = 6;

    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void killAll() throws InterruptedException {
        for (ChildProcess child : children) {
            child.kill();
        }
    }

    /** A process of its own, which swaps and holds versions until its input ends. */
    static final class Member {
        private Member() {}

        public static void main(String[] arguments) throws IOException {
            try (Store store = Store.open(Path.of(arguments[0]), CrewTest.options())) {
                CrewTest.swap(CrewTest.counts(store), 1);
                LongVector held = LongVector.from(store, new long[1000]);
                System.out.println("ready");
                System.in.read();
                CrewTest.swap(CrewTest.counts(store), held.size());
            }
        }
    }

    private ChildProcess start() throws IOException {
        ChildProcess child = ChildProcess.start(List.of(), Member.class, path.toString());
        children.add(child);
        return child.awaitReady();
    }

    private static void end(ChildProcess child) throws IOException, InterruptedException {
        child.process().getOutputStream().close();
        child.requireEnd();
    }

    private static void signal(ChildProcess child, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.process().pid()))
                .start()
                .waitFor();
    }

    /** All are dead: who opens the file gives back what they left, first of all that of its own row. */
    @Test
    void theOnlyProcessGivesAllBack() {
        Path copy = directory.resolve("copy.store");
        try (Store store = Store.open(path, CrewTest.options())) {
            CrewTest.swap(CrewTest.counts(store), 1);
            DeadRows.copyFilled(store.core(), path, copy);
            assertEquals(1, CrewTest.sum(store));
        }
        for (int round = 0; round < 2; round++) {
            try (Store store = Store.open(copy, CrewTest.options())) {
                CrewTest.swap(CrewTest.counts(store), round);
                assertEquals(round + 2, CrewTest.sum(store));
                Stillness.giveBack(store.core());
                assertEquals(1, DeadRows.count(store.core()));
                store.verify();
            }
        }
    }

    /** Another process lives, leads and gives back: who opens the file waits for that. */
    @Test
    void whoLeadsGivesBackWhileAnotherOpens() throws IOException, InterruptedException {
        ChildProcess leader = start();
        for (int i = 0; i < KILLED; i++) {
            start();
        }
        try (Store store = Store.open(path, CrewTest.options())) {
            for (ChildProcess child : children.subList(1, children.size())) {
                child.killLiving();
            }
            DeadRows.fill(store.core());
            assertEquals(Superblock.ROWS, DeadRows.count(store.core()));
        }
        try (Store store = Store.open(path, CrewTest.options())) {
            assertEquals(KILLED + 1, CrewTest.sum(store));
            end(leader);
            CrewTest.patiently(store::verify);
        }
    }

    /** If it was stopped, the exception names it, and says what to do. */
    @Test
    void theExceptionNamesWhoWasStopped() throws IOException, InterruptedException {
        ChildProcess leader = start();
        try (Store store = Store.open(path, CrewTest.options())) {
            CrewTest.swap(CrewTest.counts(store), 1);
            signal(leader, "STOP");
            DeadRows.fill(store.core());
            assertEquals(Superblock.ROWS, DeadRows.count(store.core()));
        }
        var e = assertThrows(StoreFileException.class, () -> Store.open(path, CrewTest.options()));
        assertEquals(StoreFileException.Problem.TOO_MANY_WRITERS, e.problem());
        assertTrue(
                e.getMessage().contains("process " + leader.process().pid() + ", which leads")
                        && e.getMessage().contains("let it go on, or end it"),
                e::getMessage);
        signal(leader, "CONT");
        try (Store store = Store.open(path, CrewTest.options())) {
            assertEquals(2, CrewTest.sum(store));
            CrewTest.patiently(store::verify);
        }
        end(leader);
    }
}
