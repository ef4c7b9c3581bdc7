package dev.cairn.internal.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An image that is being written. It is a {@code RandomAccessFile}, because an interrupt would close a channel. */
final class ImageOutput implements AutoCloseable {
    /*
     * The disk begins early: after so many bytes another thread lets the system write to the disk what it has, while more is written. Only
     * sync() says that all is there. A system tells of an error once, perhaps to that thread only; so sync() fails if that thread did.
     */
    private static final long AHEAD_BYTES = 32L << 20;

    private final RandomAccessFile file;
    private final Faults faults;
    private @Nullable Thread ahead;
    private long sinceAhead;
    private volatile @Nullable IOException failed;

    /** Lets writes fail, or come late; for tests. */
    static final class Faults {
        private int failAt;
        private volatile boolean failsAhead;
        private @Nullable Runnable between;

        /** The {@code n}-th write from now fails; 0: none. */
        void failAt(int n) {
            failAt = n;
        }

        /** Whether the thread fails that lets the disk begin early. */
        void failAhead(boolean fails) {
            failsAhead = fails;
        }

        /** Lets {@code action} run once, before the next write. */
        void between(Runnable action) {
            between = action;
        }

        private void count() throws IOException {
            Runnable action = between;
            if (action != null) {
                between = null;
                action.run();
            }
            if (failAt != 0 && --failAt == 0) {
                throw new IOException("No space left on device (of a test)");
            }
        }
    }

    ImageOutput(Path path, Faults faults) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.faults = faults;
    }

    void write(long offset, byte[] bytes, int length) throws IOException {
        faults.count();
        file.seek(offset);
        file.write(bytes, 0, length);
        sinceAhead += length;
        if (sinceAhead >= AHEAD_BYTES && (ahead == null || !ahead.isAlive())) {
            sinceAhead = 0;
            begin();
        }
    }

    /** Lets the disk begin. */
    private void begin() {
        Thread next = Thread.ofPlatform()
                .name("cairn-image")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this::syncAhead);
        next.setContextClassLoader(null);
        next.start();
        ahead = next;
    }

    private void syncAhead() {
        try {
            if (faults.failsAhead) {
                throw new IOException("Input/output error (of a test)");
            }
            file.getFD().sync();
        } catch (IOException e) {
            failed = e;
        }
    }

    private void awaitAhead() {
        boolean interrupted = false;
        while (ahead != null && ahead.isAlive()) {
            try {
                ahead.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the system has written all to the disk. */
    void sync() throws IOException {
        faults.count();
        awaitAhead();
        IOException before = failed;
        if (before != null) {
            throw before;
        }
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        awaitAhead();
        file.close();
    }
}
