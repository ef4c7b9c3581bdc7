package dev.cairn.internal.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.LockSupport;

/** Moments in which nobody writes a store, for tests. */
public final class Stillness {
    private static final long REST_NANOS = 1_000_000;

    private Stillness() {}

    /** Copies the file of a store while nobody writes it: so the copy is what a process leaves that is killed at one moment. */
    public static void copy(Core core, Path file, Path copy) {
        core.exclusively(() -> {
            try {
                return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Frees what is known to be dead, without a collection. */
    public static void reclaim(Core core) {
        core.reclaimer().tick();
    }

    /** Frees what is known to be dead, and waits until all is given back that killed processes left. */
    public static void giveBack(Core core) {
        reclaim(core);
        while (isGivingBack(core)) {
            if (core.health.failure instanceof RuntimeException damage) {
                throw damage; // then nothing more is given back
            }
            LockSupport.parkNanos(REST_NANOS);
            reclaim(core);
        }
    }

    private static boolean isGivingBack(Core core) {
        boolean[] result = {false};
        InheritedPages inherited = core.tokens.releaser.inherited;
        withoutReclaimer(
                core, () -> result[0] = inherited != null && (inherited.isPending() || inherited.awaitsStillness()));
        return result[0];
    }

    /** Runs {@code action} while the reclaimer does nothing. */
    public static void withoutReclaimer(Core core, Runnable action) {
        core.tokens.turn.lock();
        try {
            action.run();
        } finally {
            core.tokens.turn.unlock();
        }
    }
}
