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
 * locks that the process has on it. What its bytes mean is said in {@link ByteLocks}.
 */
final class LockFile implements AutoCloseable {
    /** A system property for each file, so that another class loader with this library knows that the file is open. */
    private static final String REGISTER = "cairn.opened.";

    private static final Map<String, LockFile> OPEN = new HashMap<>();
    private static final int PID_LENGTH = 20;

    private final String key;
    private final Path path;

    /** Read and written by its own methods: an interrupt of a thread that reads a channel closes the channel, and so drops all locks. */
    private final RandomAccessFile file;

    private final FileChannel channel;
    private int users = 1;
    private volatile boolean isWritten;

    private LockFile(String key, Path path, RandomAccessFile file) {
        this.key = key;
        this.path = path;
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
                LockFile opened = new LockFile(key, path, new RandomAccessFile(path.toFile(), "rw"));
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

    Path path() {
        return path;
    }

    /** Takes the lock of the byte {@code at}; null if somebody has it, here or in another process. Does not wait. */
    @Nullable
    FileLock tryLock(long at) throws IOException {
        return tryLock(at, 1);
    }

    /** Takes the lock of {@code length} bytes from {@code at} on; null if somebody has one of them. An interrupt does no harm. */
    @Nullable
    FileLock tryLock(long at, long length) throws IOException {
        try {
            return channel.tryLock(at, length, false);
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

    /** Lets {@code lock} go, unless it is gone already. */
    static void letGo(@Nullable FileLock lock) throws IOException {
        if (lock != null && lock.isValid()) {
            lock.release();
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether this process has the store open for writing. */
    boolean isWritten() {
        return isWritten;
    }

    /** Notes whether this process has the store open for writing: by one user of this file at most. */
    void setWritten(boolean written) {
        isWritten = written;
    }

    /** Writes the number of this process into the field {@code field} of the file, as text for messages of others. */
    synchronized void sign(int field) {
        String pid = String.format(
                Locale.ROOT, "%" + PID_LENGTH + "d", ProcessHandle.current().pid());
        try {
            file.seek((long) field * PID_LENGTH);
            file.write(pid.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException ignored) {
            // a full disk, say: the messages name the one before
        }
    }

    /** The number of the process that wrote into the field {@code field} last; empty if none did. */
    synchronized String signer(int field) throws IOException {
        byte[] pid = new byte[PID_LENGTH];
        file.seek((long) field * PID_LENGTH);
        int length = Math.max(0, file.read(pid));
        return new String(pid, 0, length, StandardCharsets.US_ASCII).trim();
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
