package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores in files on a file system that is full. The programs here run with a file system of 8 MB of their own, where the system lets a
 * user mount one; else the tests are skipped.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final int CHUNK = 10_000;
    private static final String MOUNT = "mount -t tmpfs -o size=8m tmpfs \"$0\" && exec \"$@\"";

    @TempDir
    Path directory;

    private void run(Class<?> program) throws Exception {
        assumeTrue(run(List.of("true")).startsWith("0"), "no file system can be mounted here");
        String output = run(ChildJvm.command(List.of("-Xmx96m"), program, directory.toString()));
        assertEquals("0 done", output.strip());
    }

    /** Runs the command with a small file system at the directory; returns its exit value and what it printed. */
    private String run(List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", MOUNT, directory.toString()));
        all.addAll(command);
        Process process;
        try {
            process = new ProcessBuilder(all).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "there is no unshare";
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }

    @Test
    void aStoreGoesOnWhenItsFileSystemIsFull() throws Exception {
        run(Growing.class);
    }

    @Test
    void noStoreIsMadeWhereThereIsNoRoom() throws Exception {
        run(Making.class);
    }

    @Test
    void aCheckpointWithoutRoomLeavesTheOneBefore() throws Exception {
        run(Saving.class);
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Takes all room that is left. */
    private static Path fill(Path file) throws IOException {
        byte[] bytes = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            require(Files.getFileStore(file).getUsableSpace() < bytes.length, e);
        }
        return file;
    }

    private static Atom<LongVector> numbers(Store store) {
        return store.atom("numbers", LongVector.empty(store));
    }

    /** Appends until there is no room; returns the exception. */
    private static StoreFullException grow(Store store) {
        Atom<LongVector> numbers = numbers(store);
        while (true) {
            int size = numbers.get().size();
            try {
                numbers.updateAndGet(
                        v -> v.appendAll(LongStream.range(size, size + CHUNK).toArray()));
            } catch (StoreFullException e) {
                require(numbers.get().size() == size, "a change that failed");
                return e;
            }
        }
    }

    private static void requireNumbers(Store store) {
        LongVector all = numbers(store).get();
        require(all.size() % CHUNK == 0 && !all.isEmpty(), all.size());
        for (int i = 0; i < all.size(); i++) {
            require(all.get(i) == i, i);
        }
        store.verify();
    }

    static final class Growing {
        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0], "a.store");
            try (Store store = Store.open(path)) {
                StoreFullException full = grow(store);
                require(
                        full.getMessage().contains(path + " is full")
                                && full.getMessage().contains("tmpfs"),
                        full);
                requireNumbers(store);
                numbers(store).updateAndGet(v -> v.take(CHUNK));
                grow(store);
                requireNumbers(store);
                int most = numbers(store).get().size();
                require(most > 20 * CHUNK, most);
            }
            fill(path.resolveSibling("other"));
            try (Store store = Store.open(path)) {
                requireNumbers(store);
                numbers(store).updateAndGet(v -> v.take(2 * CHUNK));
                grow(store);
                requireNumbers(store);
            }
            System.out.println("done");
        }
    }

    static final class Making {
        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0], "a.store");
            Path other = fill(path.resolveSibling("other"));
            try (Store _ = Store.open(path)) {
                throw new AssertionError("a store without room");
            } catch (StoreFullException | StoreFileException e) {
                require(e.getMessage().contains(path.toString()), e);
            }
            require(!Files.exists(path), "a file that is no store");
            Files.delete(other);
            try (Store store = Store.open(path)) {
                grow(store);
                requireNumbers(store);
            }
            try (Store _ = Store.openReadOnly(path)) {
                throw new AssertionError("a reader without room for its pins");
            } catch (StoreFileException e) {
                require(e.getMessage().contains(path.toString()), e);
            }
            System.out.println("done");
        }
    }

    static final class Saving {
        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0], "a.store");
            Path image = path.resolveSibling("a.store.image");
            try (Store store = Store.open(path)) {
                numbers(store).set(LongVector.from(store, LongStream.range(0, CHUNK)));
                store.checkpoint();
                Path other = fill(path.resolveSibling("other"));
                Atom<LongVector> numbers = numbers(store);
                numbers.updateAndGet(v -> v.update(1, -1));
                try {
                    grow(store);
                    store.checkpoint();
                    throw new AssertionError("a checkpoint without room");
                } catch (StoreFileException e) {
                    require(e.getMessage().contains(image.toString()), e);
                }
                store.verify();
                try (Store before = Store.restore(image)) {
                    require(before.<LongVector>atom("numbers").get().get(1) == 1, "the checkpoint before");
                }
                Files.delete(other);
                numbers.set(LongVector.of(store, 7));
                store.checkpoint();
            }
            try (Store after = Store.restore(image)) {
                require(after.<LongVector>atom("numbers").get().equals(LongVector.of(after, 7)), "the next checkpoint");
                after.verify();
            }
            System.out.println("done");
        }
    }
}
