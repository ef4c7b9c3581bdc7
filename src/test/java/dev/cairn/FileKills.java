package dev.cairn;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Stops at writes to the file of a store, and gives a test the bytes that a process leaves which is killed there. Only writes of the test's thread,
 * since the others must do none meanwhile.
 */
final class FileKills {
    private static final long MAX_BYTES = 2L << 20;

    /** The options of the stores whose writes are seen. */
    static final StoreOptions OPTIONS =
            Setting.TINY_INHERITED.options().maxBytes(MAX_BYTES).seed(7);

    private final DocumentTables document = DocumentTables.read("layout.md");
    private final Path path;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Thread looking;
    private volatile @Nullable Memory ours;
    private @Nullable Throwable failure;
    private int writes;

    /** Sees writes to the store {@code path}. */
    FileKills(Path path) {
        this.path = path;
    }

    /** What a process does that is killed. */
    @FunctionalInterface
    interface Act {
        /** Called once. */
        void run() throws IOException;
    }

    /** What a kill leaves. */
    @FunctionalInterface
    interface Killed {
        /** The file, and what is done with it. */
        void look(byte[] file) throws IOException;
    }

    /** Runs {@code act}, and {@code killed} before each write of this thread whose number {@code isChosen}. Returns how many there were. */
    int during(Act act, IntPredicate isChosen, Killed killed) throws IOException {
        return during(act, isChosen, killed, false);
    }

    /** As {@link #during}, and before writes of the store's reclaimer. The other thread waits before its next write meanwhile. */
    int duringAll(Act act, IntPredicate isChosen, Killed killed) throws IOException {
        return during(act, isChosen, killed, true);
    }

    private int during(Act act, IntPredicate isChosen, Killed killed, boolean all) throws IOException {
        writes = 0;
        failure = null;
        Writes.listen((memory, at, bytes, order) -> {
            boolean isMine = Thread.currentThread().equals(thread);
            if (!Thread.currentThread().equals(looking) && (isMine || (all && isOfOpening(memory)))) {
                seen(memory, isMine, isChosen, killed);
            }
        });
        try {
            act.run();
        } finally {
            Writes.listen(null);
            end();
        }
        if (failure != null) {
            throw new AssertionError("after a write of the reclaimer", failure);
        }
        return writes;
    }

    @SuppressWarnings("ReferenceEquality") // the memory of one opening
    private boolean isOfOpening(Memory memory) {
        return memory == ours;
    }

    /** Waits for the reclaimer's thread, which may still be looking at a copy. From now on it looks at none. */
    private synchronized void end() {
        ours = null;
    }

    private synchronized void seen(Memory memory, boolean isMine, IntPredicate isChosen, Killed killed) {
        if (isMine && isOurs(memory)) {
            ours = memory;
        }
        if (!isOfOpening(memory) || failure != null || !isChosen.test(writes++)) {
            return;
        }
        looking = Thread.currentThread();
        try {
            killed.look(bytes(memory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            if (isMine) {
                throw e;
            }
            failure = e; // the reclaimer's thread would swallow it
        } finally {
            looking = null;
        }
    }

    private boolean isOurs(Memory memory) {
        return memory.region().isNamed() && memory.region().bytes() == MAX_BYTES && Files.exists(path);
    }

    private static byte[] bytes(Memory memory) {
        byte[] bytes = new byte[(int) MAX_BYTES];
        memory.copyOut(memory.atOffset(0), bytes, 0, bytes.length);
        return bytes;
    }

    /** A random choice of about one in {@code every}. */
    static IntPredicate oneIn(int every, Random random) {
        return number -> every == 1 || random.nextInt(every) == 0;
    }

    private int at(String table, String name) {
        return (int) document.at(table, name);
    }

    private static ByteBuffer words(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
    }

    /** A twin: the file does not say that counts may be too low. */
    static byte[] unmarked(byte[] file) {
        words(file).putInt(Superblock.AT_FAILED, 0);
        return file;
    }

    /** A twin: slots that were taken since the file was as {@code before} were not freed before that. */
    byte[] untaken(byte[] file, byte[] before) {
        ByteBuffer words = words(file);
        int states = at("LEDGER", "states");
        int end = at("The superblock", "rows") + 4096;
        for (int row = at("The superblock", "rows"); row < end; row += at("A row of a process", "end")) {
            int page = words.getInt(row + at("A row of a process", "pages"));
            while (page != 0) {
                int node = 16 * page;
                if (words.getInt(node + at("LEDGER", "pageType")) == at("LEDGER", "OF_SLOTS")) {
                    System.arraycopy(before, node + states, file, node + states, at("LEDGER", "SLOTS"));
                }
                page = words.getInt(node + at("LEDGER", "nextPage"));
            }
        }
        return file;
    }
}
