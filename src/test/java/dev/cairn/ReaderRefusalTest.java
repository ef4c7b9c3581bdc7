package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readers that are refused. */
@Tag("noNative")
class ReaderRefusalTest extends ReaderCase {
    /** Takes all rows of the readers of the store that its argument names. */
    static final class AllRows {
        public static void main(String[] arguments) throws Exception {
            Path lock = Path.of(arguments[0] + ".lock");
            var channel = java.nio.channels.FileChannel.open(
                    lock, java.nio.file.StandardOpenOption.READ, java.nio.file.StandardOpenOption.WRITE);
            System.out.println(channel.tryLock(1024, 512, false) == null ? "no" : "yes");
            System.in.read();
        }
    }

    @Test
    void oneReaderMoreThanAllowedIsRefused() throws Exception {
        Store store = write();
        store.atom("numbers", LongVector.of(store, 1));
        Process others = ChildJvm.start(List.of(), AllRows.class, path.toString());
        try {
            assertEquals('y', others.getInputStream().read());
            var e = assertThrows(StoreFileException.class, () -> Store.openReadOnly(path));
            assertEquals(StoreFileException.Problem.TOO_MANY_READERS, e.problem());
            assertTrue(e.getMessage().contains("512") && e.getMessage().contains("a.store"), e.getMessage());
        } finally {
            others.destroyForcibly().waitFor();
        }
        assertEquals(new TreeSet<>(List.of("numbers")), read().atomNames());
    }

    @Test
    void filesThatCannotBeReadAreRefused() throws Exception {
        var e = assertThrows(StoreFileException.class, () -> Store.openReadOnly(path));
        assertEquals(StoreFileException.Problem.NOT_ACCESSIBLE, e.problem());
        assertFalse(java.nio.file.Files.exists(directory.resolve("a.store.lock")));
        write().close();
        try (var file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(MAX_BYTES - 1);
        }
        e = assertThrows(StoreFileException.class, () -> Store.openReadOnly(path));
        assertEquals(StoreFileException.Problem.TRUNCATED, e.problem());
        write().close();
        assertEquals(new TreeSet<String>(), read().atomNames());
        java.nio.file.Files.write(directory.resolve("b.store"), new byte[300]);
        assertThrows(StoreFileException.class, () -> Store.openReadOnly(directory.resolve("b.store")));
    }
}
