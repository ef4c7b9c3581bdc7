package dev.cairn;

import dev.cairn.internal.image.Imaging;
import dev.cairn.internal.image.Imaging.Named;
import dev.cairn.internal.image.Imaging.Written;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.FileProblem;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a store, one at a time. */
final class Checkpoints {
    private final Core core;
    private final Atoms atoms;
    private final Imaging imaging;
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Checkpoint last;

    Checkpoints(Core core, Atoms atoms) {
        this.core = core;
        this.atoms = atoms;
        this.imaging = new Imaging(core);
    }

    /** The last checkpoint that was written; null if none was. */
    @Nullable
    Checkpoint last() {
        return last;
    }

    /** For tests. */
    Imaging imaging() {
        return imaging;
    }

    Checkpoint write(Path image) {
        writing.lock();
        try {
            core.check();
            core.requireWritable();
            core.inImage(() -> last = writeNow(image.toAbsolutePath()));
            return Objects.requireNonNull(last);
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        } finally {
            writing.unlock();
        }
    }

    private Checkpoint writeNow(Path path) {
        long begin = System.nanoTime();
        List<PinnedVersion> pinned = atoms.pin();
        try {
            Written written = imaging.write(
                    path,
                    pinned.stream()
                            .map(p -> new Named(p.name(), p.header(), p.kind()))
                            .toList());
            return new Checkpoint(
                    path,
                    written.sequence(),
                    written.isWhole(),
                    written.nodes(),
                    written.bytes(),
                    Duration.ofNanos(System.nanoTime() - begin),
                    Instant.now());
        } finally {
            core.reassign(stripe -> pinned.forEach(p -> p.release(stripe)));
            Reference.reachabilityFence(pinned);
        }
    }

    /** Writes a checkpoint now and then, from a thread that keeps neither this nor the process alive. */
    void begin(Path image, Duration every) {
        WeakReference<Checkpoints> reference = new WeakReference<>(this);
        CountDownLatch end = closed;
        Thread.ofPlatform().daemon().name("cairn-checkpoints").start(() -> {
            while (!isAtEnd(end, every) && writeQuietly(reference.get(), image)) {
                // until the next time
            }
        });
    }

    private static boolean isAtEnd(CountDownLatch end, Duration wait) {
        try {
            return end.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true; // nobody has this thread, so the process is ending
        }
    }

    /** Returns whether there will be more checkpoints. */
    private static boolean writeQuietly(@Nullable Checkpoints checkpoints, Path image) {
        if (checkpoints == null || checkpoints.core.isClosed()) {
            return false;
        }
        try {
            checkpoints.write(image);
        } catch (StoreClosedException e) {
            return false;
        } catch (RuntimeException | Error e) {
            System.getLogger("dev.cairn")
                    .log(
                            System.Logger.Level.WARNING,
                            "no checkpoint was written into " + image + "; the next one is tried later",
                            e);
        }
        return true;
    }

    /** Waits until no checkpoint is being written. The store is closed, so none begins any more. */
    void awaitEnd() {
        writing.lock();
        try {
            closed.countDown();
        } finally {
            writing.unlock();
        }
    }
}
