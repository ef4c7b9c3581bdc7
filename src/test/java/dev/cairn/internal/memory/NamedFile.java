package dev.cairn.internal.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is mapped as that of a store is, and has nothing but its bytes: no locks, and no name that says what it is. */
public final class NamedFile {
    private static final Path SHARED = Path.of("/dev/shm");

    private NamedFile() {}

    /** A new empty file, on no disk if that is possible. The caller deletes it. */
    public static Path create() throws IOException {
        return Files.isWritable(SHARED)
                ? Files.createTempFile(SHARED, "cairn-test", ".store")
                : Files.createTempFile("cairn-test", ".store");
    }

    /** Maps {@code bytes} of {@code path}. */
    public static Memory map(Path path, long bytes) throws IOException {
        return new Memory(Region.named(new RandomAccessFile(path.toFile(), "rw"), bytes));
    }
}
