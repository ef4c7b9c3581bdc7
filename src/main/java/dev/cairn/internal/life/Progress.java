package dev.cairn.internal.life;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Figures of a reclaimer at one moment. */
@SuppressWarnings("ArrayRecordComponent")
public record Progress(
        long pinned,
        long backlog,
        long basesReclaimed,
        long tokens,
        long cpuNanos,
        long collectionsAsked,
        long[] freedNodes,
        long[] freedBytes) {
    /** The figures of {@code tokens} and their releaser. The caller holds turn. */
    static Progress of(Tokens tokens, long cpuNanos, long collectionsAsked) {
        Releaser releaser = tokens.releaser;
        return new Progress(
                releaser.pinned,
                releaser.backlog(),
                tokens.basesReclaimed(),
                tokens.size(),
                cpuNanos,
                collectionsAsked,
                Arrays.copyOf(releaser.freedNodes, releaser.freedNodes.length),
                Arrays.copyOf(releaser.freedBytes, releaser.freedBytes.length));
    }

    /** The processor time of this thread, in nanoseconds; of a virtual thread the time that has passed. */
    static long cpuTime() {
        return Thread.currentThread().isVirtual()
                ? System.nanoTime()
                : ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
