package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Offers;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.alloc.TableCheck;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Figures;
import dev.cairn.internal.life.Stillness;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * At writes of all that is done with the file of a store as a whole: the process is killed there, and the next one opens the file. Atoms hold what
 * they held, and no count is too low. {@code KillPointTest} does that for changes.
 */
class FileKillPointTest {
    private static final int FEW = 9;
    private static final int STEPS = 60;
    private static final int ROUNDS = 60;
    private static final int ROUND_WRITES = 2_500;
    private static final int ERRORS = 12;
    private static final int ERROR_WRITES = 150;
    private static final int SOAK_SEEDS = 5;
    private static final int SOAK_ROUNDS = 400;

    /** Says of each copy how it was opened. */
    private static final Logger LOGGER = Logger.getLogger("dev.cairn");

    @TempDir(factory = InMemory.class)
    Path directory;

    private Path path;
    private Path copy;
    private FileKills kills;
    private KnownAtoms atoms;
    private Random random;
    private int seen;
    private @Nullable Level level;

    /** A directory that is on no disk, if there is one: each store that is closed is written to its disk. */
    static final class InMemory implements TempDirFactory {
        private static final Path SHARED = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(SHARED)
                    ? Files.createTempDirectory(SHARED, "cairn-test")
                    : Files.createTempDirectory("cairn-test");
        }
    }

    @BeforeEach
    void begin() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
        path = directory.resolve("a.store");
        copy = directory.resolve("copy.store");
        begin(1);
    }

    @BeforeEach
    void beQuiet() {
        level = LOGGER.getLevel();
        LOGGER.setLevel(Level.WARNING);
    }

    @AfterEach
    void beLoud() {
        LOGGER.setLevel(level);
    }

    private void begin(int seed) {
        kills = new FileKills(path);
        atoms = new KnownAtoms();
        random = new Random(seed);
        seen = 0;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        StoreFile.createPrivate(file);
        Files.write(file, bytes);
    }

    private static Store open(Path file) {
        return Store.open(file, FileKills.OPTIONS);
    }

    /** Does what the next process may do with the file that a kill left. */
    private void next(byte[] file) throws IOException {
        seen++;
        write(copy, file);
        KnownAtoms known = atoms.now();
        try (Store store = open(copy)) {
            known.exchange(store, random);
            requireOffers(store);
            assertTrue(store.verify().nodes() > 0);
            assertEquals(List.of(), Figures.faults(store.core()));
        }
        try (Store store = open(copy)) {
            assertEquals(List.of(), Figures.faults(store.core()), "after a close the figures by kind are right");
            known.requireIn(store);
            assertEquals(0, store.verify().lostBytes(), "after a close nothing is lost");
        }
    }

    /** All free blocks are offered, but for small parts of groups. So the store does not grow while it has room. */
    private void requireOffers(Store store) {
        Core core = store.core();
        Stillness.giveBack(core);
        Stillness.withoutReclaimer(core, () -> {
            int missing = Offers.missing(core.memory(), core.allocator());
            assertEquals(0, missing, "groups with free blocks are on no stack");
            assertEquals(List.of(), TableCheck.faults(core.memory(), core.allocator(), true));
        });
    }

    private void killedDuring(FileKills.Act act, int every) throws IOException {
        killedDuring(act, every, UnaryOperator.identity());
    }

    private void killedDuring(FileKills.Act act, int every, UnaryOperator<byte[]> twin) throws IOException {
        int writes = kills.duringAll(act, FileKills.oneIn(every, random), file -> next(twin.apply(file)));
        assertTrue(writes > 0 && seen > 0, () -> writes + " writes, " + seen + " seen");
    }

    /** Makes the file, and closes it. */
    private void make() {
        try (Store store = open(path)) {
            for (int i = 0; i < STEPS; i++) {
                atoms.step(store, random);
            }
        }
    }

    /** Makes the file, as a process leaves it that is killed while it has much. */
    private byte[] makeKilled() throws IOException {
        try (Store store = open(path)) {
            List<Object> held = new ArrayList<>();
            var builder = PVector.builder(store, Codec.STRING);
            for (int i = 0; i < STEPS; i++) {
                held.add(atoms.step(store, random));
                builder.append("text " + i);
            }
            Stillness.copy(store.core(), path, copy);
            assertEquals(STEPS, held.size(), "they are alive until here");
            assertEquals(STEPS, builder.build().size());
        }
        byte[] file = Files.readAllBytes(copy);
        write(path, file);
        return file;
    }

    private void patch(int offset, int value) throws IOException {
        byte[] file = Files.readAllBytes(path);
        ByteBuffer.wrap(file).order(ByteOrder.nativeOrder()).putInt(offset, value);
        write(path, file);
    }

    private void openAndClose() {
        open(path).close();
    }

    private void whileItIsMade(int every) throws IOException {
        killedDuring(this::openAndClose, every);
    }

    private void whileAClosedOneIsOpenedAndClosed(int every) throws IOException {
        make();
        killedDuring(this::openAndClose, every);
    }

    private void whileAKilledOneIsOpened(int every) throws IOException {
        makeKilled();
        killedDuring(this::openAndClose, every);
    }

    private void whileOneIsRepairedThatIsOpened(int every) throws IOException {
        makeKilled();
        patch(Superblock.AT_FAILED, 1);
        killedDuring(this::openAndClose, every);
    }

    private void whileLostNodesAreFound(int every, UnaryOperator<byte[]> twin) throws IOException {
        makeKilled();
        try (Store store = open(path)) {
            killedDuring(store::verify, every, twin);
        }
    }

    private void whileOneIsClosed(int every) throws IOException {
        make();
        Store store = open(path);
        List<Object> held = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            held.add(atoms.step(store, random));
        }
        killedDuring(store::close, every);
        assertEquals(STEPS, held.size(), "they are alive until here");
    }

    @Test
    void whileItIsMade() throws IOException {
        whileItIsMade(FEW);
    }

    @Test
    void whileAClosedOneIsOpenedAndClosed() throws IOException {
        whileAClosedOneIsOpenedAndClosed(FEW);
    }

    @Test
    void whileAKilledOneIsOpened() throws IOException {
        whileAKilledOneIsOpened(FEW);
    }

    @Test
    void whileOneIsRepairedThatIsOpened() throws IOException {
        whileOneIsRepairedThatIsOpened(FEW);
    }

    @Test
    void whileLostNodesAreFound() throws IOException {
        whileLostNodesAreFound(FEW, UnaryOperator.identity());
    }

    @Test
    void whileOneIsClosed() throws IOException {
        whileOneIsClosed(FEW);
    }

    /** Until the counts are right again, none is lowered. */
    @Test
    void anErrorWhileLostNodesAreFound() throws IOException {
        for (int round = 0; round < ERRORS; round++) {
            begin(round);
            int error = random.nextInt(ERROR_WRITES);
            makeKilled();
            try (Store store = open(path)) {
                assertThrows(
                        StackOverflowError.class,
                        () -> kills.during(store::verify, number -> number == error, _ -> {
                            throw new StackOverflowError();
                        }));
                atoms.exchange(store, random);
                store.verify();
                assertEquals(1, Cores.of(store).repairs());
            }
            Files.delete(path);
        }
    }

    /** A sweep that lowers counts before it frees their slots lowers them twice. */
    @Test
    void aTwinWhoseSlotsAreFreedLate() throws IOException {
        byte[] before = makeKilled();
        Throwable thrown = assertThrows(
                Throwable.class, () -> killedDuring(this::openAndClose, 1, file -> kills.untaken(file, before)));
        assertInstanceOf(CorruptStoreException.class, thrown instanceof AssertionError ? thrown.getCause() : thrown);
    }

    /** A repair that the file does not tell of ends in a sweep. */
    @Test
    void aTwinWhoseRepairIsNotMarked() {
        assertThrows(CorruptStoreException.class, () -> whileLostNodesAreFound(1, FileKills::unmarked));
    }

    @Test
    void againAndAgain() throws IOException {
        again(ROUNDS);
    }

    /** Kills processes at any write of all that they do; each finds what the last one left. */
    private void again(int rounds) throws IOException {
        make();
        for (int round = 0; round < rounds; round++) {
            int kill = random.nextInt(random.nextInt(ROUND_WRITES) + 1);
            byte[][] left = new byte[1][];
            KnownAtoms[] known = {atoms};
            kills.duringAll(this::live, number -> number == kill, file -> {
                left[0] = file;
                known[0] = atoms.now();
            });
            if (left[0] != null) {
                write(path, left[0]);
                atoms = known[0];
                seen++;
            }
            next(Files.readAllBytes(path));
        }
        assertTrue(seen > 3 * rounds / 2, () -> seen + " copies were looked at");
    }

    /** The life of a process. */
    private void live() {
        try (Store store = open(path)) {
            atoms.requireIn(store);
            List<Object> held = new ArrayList<>();
            var builder = PVector.builder(store, Codec.STRING);
            for (int i = 0; i < 8; i++) {
                String text = "text " + i;
                Stillness.withoutReclaimer(store.core(), () -> {
                    held.add(atoms.step(store, random));
                    builder.append(text);
                    if (random.nextInt(3) == 0) {
                        Stillness.reclaim(store.core());
                    }
                });
                if (random.nextInt(20) == 0) {
                    store.verify(); // the reclaimer may be waiting for its turn with a lock that this needs
                }
            }
            assertEquals(8, builder.build().size());
            assertEquals(8, held.size(), "they are alive until here");
        }
    }

    @Tag("soak")
    @Test
    void allWrites() throws IOException {
        for (int seed = 1; seed <= SOAK_SEEDS; seed++) {
            for (Phase phase : List.<Phase>of(
                    this::whileItIsMade,
                    this::whileAClosedOneIsOpenedAndClosed,
                    this::whileAKilledOneIsOpened,
                    this::whileOneIsRepairedThatIsOpened,
                    every -> whileLostNodesAreFound(every, UnaryOperator.identity()),
                    this::whileOneIsClosed)) {
                begin(seed);
                phase.run(1);
                Files.delete(path);
            }
            begin(seed);
            again(SOAK_ROUNDS);
            Files.delete(path);
        }
    }

    /** Something that is done with a file. */
    @FunctionalInterface
    interface Phase {
        /** Looks at one in {@code every} writes. */
        void run(int every) throws IOException;
    }
}
