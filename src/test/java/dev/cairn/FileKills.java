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
    private boolean isInside;
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

    /** Runs {@code act}, and {@code killed} before each write whose number {@code isChosen}. Returns how many writes there were. */
    int during(Act act, IntPredicate isChosen, Killed killed) throws IOException {
        writes = 0;
        Writes.listen((memory, at, bytes, order) -> {
            if (Thread.currentThread().equals(thread) && !isInside && isOurs(memory) && isChosen.test(writes++)) {
                isInside = true;
                try {
                    killed.look(bytes(memory));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    isInside = false;
                }
            }
        });
        try {
            act.run();
        } finally {
            Writes.listen(null);
        }
        return writes;
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
        int page = words.getInt(at("The superblock", "ledger"));
        while (page != 0) {
            int node = 16 * page;
            if (words.getInt(node + at("LEDGER", "pageType")) == at("LEDGER", "OF_SLOTS")) {
                System.arraycopy(before, node + states, file, node + states, at("LEDGER", "SLOTS"));
            }
            page = words.getInt(node + at("LEDGER", "nextPage"));
        }
        return file;
    }
}
