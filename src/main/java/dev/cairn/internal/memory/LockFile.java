package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store's locks. A JVM has one channel of it, which all who use the store here share: closing any channel of a file drops all
 * locks that the process has on it.
 */
final class LockFile implements AutoCloseable {
    /** A system property for each file, so that another class loader with this library knows that the file is open. */
    private static final String REGISTER = "cairn.opened.";

    private static final Map<String, LockFile> OPEN = new HashMap<>();
    private static final int PID_LENGTH = 20;

    private final String key;

    /** Read and written by its own methods: an interrupt of a thread that reads a channel closes the channel, and so drops all locks. */
    private final RandomAccessFile file;

    private final FileChannel channel;
    private int users = 1;

    private LockFile(String key, RandomAccessFile file) {
        this.key = key;
        this.file = file;
        this.channel = file.getChannel();
    }

    /** The lock file {@code path} of {@code store}, which is made if it is not there. Each caller closes it once. */
    static LockFile open(Path store, Path path) throws IOException {
        PrivateFile.requireOurs(path, PrivateFile.createIfAbsent(path));
        String key = REGISTER + PrivateFile.key(path);
        synchronized (OPEN) {
            LockFile known = OPEN.get(key);
            if (known != null) {
                known.users++;
                return known;
            }
            if (System.getProperties().putIfAbsent(key, store.toString()) != null) {
                throw new FileProblem(
                        store,
                        Reason.IN_USE,
                        "the store " + store + " is open in this process already, by another class loader that has"
                                + " loaded this library; use the Store object there, or close it first");
            }
            boolean done = false;
            try {
                LockFile opened = new LockFile(key, new RandomAccessFile(path.toFile(), "rw"));
                OPEN.put(key, opened);
                done = true;
                return opened;
            } finally {
                if (!done) {
                    System.getProperties().remove(key);
                }
            }
        }
    }

    /** This file for one more user, who closes it once. */
    LockFile share() {
        synchronized (OPEN) {
            users++;
        }
        return this;
    }

    /** Takes the lock of the byte {@code at}; null if somebody has it, here or in another process. Does not wait. */
    @Nullable
    FileLock tryLock(long at) throws IOException {
        try {
            return channel.tryLock(at, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // somebody in this process has it
        }
    }

    /** As {@link #tryLock}, but waits for a while, also if the thread is interrupted. */
    @Nullable
    FileLock lock(long at, int most) throws IOException {
        boolean interrupted = false;
        try {
            for (int tries = 0; tries < most; tries++) {
                FileLock lock = tryLock(at);
                if (lock != null) {
                    return lock;
                }
                interrupted |= Thread.interrupted(); // an interrupted thread does not sleep
                Backoff.pause(tries);
            }
            return null;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Notes that this process writes the store. */
    void sign() throws IOException {
        String pid = String.format(
                Locale.ROOT, "%" + PID_LENGTH + "d", ProcessHandle.current().pid());
        file.seek(0);
        file.write(pid.getBytes(StandardCharsets.US_ASCII));
    }

    /** The exception of the store {@code path}, which another process, or somebody in this one, has open for writing. */
    FileProblem inUse(Path path) throws IOException {
        byte[] pid = new byte[PID_LENGTH];
        file.seek(0);
        int length = Math.max(0, file.read(pid));
        String process = new String(pid, 0, length, StandardCharsets.US_ASCII).trim();
        boolean isHere = process.equals(Long.toString(ProcessHandle.current().pid()));
        return new FileProblem(
                path,
                Reason.IN_USE,
                isHere
                        ? "the store " + path
                                + " is open in this process already; use that Store object, or close it first"
                        : "process " + process + " has opened the store " + path
                                + " for writing; only one process can at a time. Store.openReadOnly(path) opens it for reading");
    }

    /** Lets the file go. The last user closes the channel. */
    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (--users == 0) {
                OPEN.remove(key);
                System.getProperties().remove(key);
                file.close();
            }
        }
    }
}
