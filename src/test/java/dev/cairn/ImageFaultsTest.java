package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ImageProgramTest.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that are cut, flipped or half written, and disks that are full. */
class ImageFaultsTest {
    private static final int SECTOR = 512;
    private static final int MIXES = 40;
    private static final Set<StoreFileException.Problem> DAMAGE = EnumSet.of(
            StoreFileException.Problem.DAMAGED,
            StoreFileException.Problem.TRUNCATED,
            StoreFileException.Problem.NOT_A_STORE,
            StoreFileException.Problem.OTHER_LAYOUT);

    @TempDir
    Path directory;

    private Path image;
    private Path broken;

    @BeforeEach
    void name() {
        image = directory.resolve("an.image");
        broken = directory.resolve("broken.image");
    }

    private static StoreOptions small(Setting setting) {
        return setting.options().maxBytes(8L << 20);
    }

    /** What a store holds, as text. */
    private static List<String> content(Store store, Program program) {
        return store.atomNames().stream()
                .map(name -> name + program.text(store, name))
                .toList();
    }

    /** Whatever sectors of a checkpoint reach the disk, the image has that checkpoint or the one before. */
    @ParameterizedTest
    @EnumSource
    void aPowerFailureLeavesOneOfTwoCheckpoints(Setting setting) throws IOException {
        Random random = new Random(7);
        int before = 0;
        int after = 0;
        try (Store store = Store.inMemory(small(setting))) {
            Program program = new Program(store, random);
            steps(program, 200);
            store.checkpoint(image);
            for (int round = 0; round < 3; round++) {
                byte[] old = Files.readAllBytes(image);
                List<String> oldContent = content(store, program);
                steps(program, 30);
                assertFalse(store.checkpoint(image).isWhole());
                byte[] present = Files.readAllBytes(image);
                List<String> presentContent = content(store, program);
                for (int mix = 0; mix < MIXES; mix++) {
                    Files.write(broken, mixed(old, present, random, mix));
                    try (Store restored = Store.restore(broken, small(setting))) {
                        List<String> found = content(restored, program);
                        restored.verify();
                        assertTrue(found.equals(oldContent) || found.equals(presentContent));
                        before += found.equals(oldContent) ? 1 : 0;
                        after += found.equals(presentContent) ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(before > 0 && after > 0, before + " and " + after);
    }

    /** The slot reaches the disk only after all else did, so mixes that have the new slot have all of the new data. */
    private static byte[] mixed(byte[] old, byte[] present, Random random, int mix) {
        byte[] mixed = Arrays.copyOf(old, present.length);
        boolean hasSlot = mix % 3 == 0;
        for (int at = 0; at < present.length; at += SECTOR) {
            boolean isSlot = at == 4096 || at == 8192;
            if (isSlot ? hasSlot : hasSlot || random.nextBoolean()) {
                System.arraycopy(present, at, mixed, at, Math.min(SECTOR, present.length - at));
            }
        }
        return random.nextBoolean() || hasSlot
                ? mixed
                : Arrays.copyOf(mixed, Math.max(old.length, random.nextInt(mixed.length)));
    }

    private static void steps(Program program, int count) {
        for (int i = 0; i < count; i++) {
            program.step();
        }
    }

    @Test
    void aDamagedImageIsRefusedOrHasTheContentOfACheckpoint() throws IOException {
        StoreOptions options = small(Setting.TINY_INHERITED);
        Random random = new Random(11);
        try (Store store = Store.inMemory(options)) {
            Program program = new Program(store, random);
            steps(program, 100);
            store.checkpoint(image);
            List<String> first = content(store, program);
            steps(program, 20);
            store.checkpoint(image);
            List<String> second = content(store, program);
            byte[] whole = Files.readAllBytes(image);
            int refused = 0;
            for (int damage = 0; damage < 400; damage++) {
                byte[] bytes = whole.clone();
                if (damage % 4 == 0) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                } else {
                    int at = damage % 4 == 1
                            ? random.nextInt(100) + 4096 * random.nextInt(4)
                            : random.nextInt(bytes.length);
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(broken, bytes);
                try (Store restored = Store.restore(broken, options)) {
                    List<String> found = content(restored, program);
                    assertTrue(found.equals(first) || found.equals(second));
                } catch (StoreFileException e) {
                    refused++;
                    assertTrue(DAMAGE.contains(e.problem()), e::toString);
                    assertEquals(broken, e.path());
                }
            }
            assertTrue(refused > 200, "only " + refused + " of 400 were refused");
        }
    }

    @Test
    void aWriteThatFailsLeavesTheCheckpointBefore() throws IOException {
        StoreOptions options = small(Setting.STANDARD_PLAIN);
        Random random = new Random(3);
        try (Store store = Store.inMemory(options)) {
            Program program = new Program(store, random);
            steps(program, 60);
            store.checkpoint(image);
            int failed = 0;
            for (int n = 1; n < 60; n++) {
                List<String> before = content(store, program);
                steps(program, 5);
                store.checkpoints().imaging().failAt(1 + n % 8);
                List<String> after = content(store, program);
                boolean done = false;
                try {
                    store.checkpoint(image);
                    done = true;
                } catch (StoreFileException e) {
                    failed++;
                    assertEquals(StoreFileException.Problem.NOT_ACCESSIBLE, e.problem());
                    assertEquals(image, e.path());
                }
                store.checkpoints().imaging().failAt(0);
                try (Store restored = Store.restore(image, options)) {
                    List<String> found = content(restored, program);
                    // the last of the writes waits for the disk, so what it fails for may be there
                    assertTrue(found.equals(after) || (!done && found.equals(before)), "write " + n);
                }
                assertFalse(Files.exists(directory.resolve("an.image.new")));
                store.checkpoint(image);
            }
            assertTrue(failed > 20, failed + " failed");
            store.verify();
        }
    }

    /** The disk begins while a large image is still being written. If it fails then, the checkpoint fails. */
    @Test
    void aDiskThatFailsEarlyLeavesTheCheckpointBefore() {
        byte[] much = new byte[48 << 20];
        new Random(5).nextBytes(much);
        try (Store store = Store.inMemory(StoreOptions.defaults())) {
            Atom<Blob> atom = store.atom("blob", Blob.from(store, new byte[] {1, 2, 3}));
            store.checkpoint(image);
            atom.set(Blob.from(store, much));
            store.checkpoints().imaging().failAhead(true);
            StoreFileException failed = assertThrows(StoreFileException.class, () -> store.checkpoint(image));
            assertEquals(StoreFileException.Problem.NOT_ACCESSIBLE, failed.problem());
            try (Store restored = Store.restore(image)) {
                assertEquals(
                        3, restored.atom("blob", Blob.empty(restored)).get().toByteArray().length);
            }
            store.checkpoints().imaging().failAhead(false);
            store.checkpoint(image);
            try (Store restored = Store.restore(image)) {
                assertArrayEquals(
                        much, restored.atom("blob", Blob.empty(restored)).get().toByteArray());
            }
        }
    }

    @Test
    void anImageOfNothingIsNone() throws IOException {
        assertEquals(
                StoreFileException.Problem.NOT_ACCESSIBLE,
                assertThrows(StoreFileException.class, () -> Store.restore(image))
                        .problem());
        Files.writeString(image, "not an image, but some text".repeat(1000));
        assertEquals(
                StoreFileException.Problem.NOT_A_STORE,
                assertThrows(StoreFileException.class, () -> Store.restore(image))
                        .problem());
        Path into = directory.resolve("a.store");
        assertThrows(StoreFileException.class, () -> Store.restore(image, into));
        assertFalse(Files.exists(into));
        try (Store store = Store.open(into)) {
            assertEquals(Set.of(), new TreeSet<>(store.atomNames()));
        }
    }

    /** A file of another store, or a copy from before, is replaced by a whole image. */
    @Test
    void anotherFileInThePlaceIsReplaced() throws IOException {
        try (Store store = Store.inMemory(small(Setting.STANDARD_PLAIN))) {
            Atom<LongVector> atom = store.atom("numbers", LongVector.from(store, LongStream.range(0, 5_000)));
            store.checkpoint(image);
            byte[] old = Files.readAllBytes(image);
            atom.updateAndGet(v -> v.append(1));
            store.checkpoint(image);
            Files.write(image, old);
            atom.updateAndGet(v -> v.append(2));
            assertTrue(store.checkpoint(image).isWhole());
            Files.delete(image);
            assertTrue(store.checkpoint(image).isWhole());
            atom.updateAndGet(v -> v.append(3));
            assertFalse(store.checkpoint(image).isWhole());
            try (Store restored = Store.restore(image)) {
                assertEquals(
                        5_003,
                        restored.atom("numbers", LongVector.empty(restored))
                                .get()
                                .size());
            }
        }
    }
}
