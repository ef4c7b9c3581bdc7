package dev.cairn.internal.memory;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/** Takes locks of a store's file for a test. */
public final class Locking {
    private static final long OPENING = 3;
    private static final long READER = 1024;

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

    /** How often a lock of the store in {@code path} that this process has is not seen, in {@code looks} looks. */
    public static int missed(Path path, int looks) throws IOException {
        try (LockFile file = LockFile.open(path, path.resolveSibling(path.getFileName() + ".lock"));
                FileLock held = file.tryLock(READER)) {
            LockWatch watch = new LockWatch(file.path(), false);
            watch.add(READER);
            int missed = 0;
            for (int look = 0; look < looks; look++) {
                missed += held != null && watch.areHeldNow() ? 0 : 1;
            }
            return missed;
        }
    }
}
