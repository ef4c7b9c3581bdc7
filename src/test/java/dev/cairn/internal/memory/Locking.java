package dev.cairn.internal.memory;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/** Takes locks of a store's file for a test. */
public final class Locking {
    private static final long OPENING = 3;

    private Locking() {}

    /** Behaves as a process that is opening the store in {@code path}, until the result is closed. */
    public static AutoCloseable whileOpening(Path path) throws IOException {
        LockFile file = LockFile.open(path, path.resolveSibling(path.getFileName() + ".lock"));
        FileLock lock = file.tryLock(OPENING);
        if (lock == null) {
            throw new IllegalStateException("somebody else opens " + path);
        }
        return () -> {
            lock.release();
            file.close();
        };
    }

    /** Whether nobody has the lock of the byte {@code at} of the store in {@code path}. */
    public static boolean isFree(Path path, long at) throws IOException {
        try (LockFile file = LockFile.open(path, path.resolveSibling(path.getFileName() + ".lock"));
                FileLock free = file.tryLock(at)) {
            return free != null;
        }
    }
}
