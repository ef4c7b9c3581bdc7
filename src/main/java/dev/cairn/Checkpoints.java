package dev.cairn;

import dev.cairn.internal.image.Imaging;
import dev.cairn.internal.image.Imaging.Named;
import dev.cairn.internal.image.Imaging.Written;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.FileProblem;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a store, one at a time. */
final class Checkpoints {
    private final Core core;
    private final Atoms atoms;
    private final Imaging imaging;
    private final ReentrantLock writing = new ReentrantLock();
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
        Path path = image.toAbsolutePath();
        long begin = System.nanoTime();
        writing.lock();
        try {
            core.check();
            List<PinnedVersion> pinned = atoms.pin();
            try {
                Written written = imaging.write(
                        path,
                        pinned.stream()
                                .map(p -> new Named(p.name(), p.header(), p.kind()))
                                .toList());
                Checkpoint done = new Checkpoint(
                        path,
                        written.sequence(),
                        written.isWhole(),
                        written.nodes(),
                        written.bytes(),
                        Duration.ofNanos(System.nanoTime() - begin),
                        Instant.now());
                last = done;
                return done;
            } finally {
                core.reassign(stripe -> pinned.forEach(p -> p.release(stripe)));
                Reference.reachabilityFence(pinned);
            }
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        } finally {
            writing.unlock();
        }
    }

    /** Waits until no checkpoint is being written. The store is closed, so none begins any more. */
    void awaitEnd() {
        writing.lock();
        writing.unlock();
    }
}
