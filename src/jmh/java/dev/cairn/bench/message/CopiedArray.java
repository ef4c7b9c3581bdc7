package dev.cairn.bench.message;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An array that is copied into a queue, since its sender may change it. */
final class CopiedArray implements Passing {
    private final Queue<long[]> queue = new ConcurrentLinkedQueue<>();
    private final long[] array;

    CopiedArray(int bytes) {
        array = new long[bytes / Long.BYTES];
    }

    @Override
    public Object pass() {
        queue.offer(array.clone());
        return Objects.requireNonNull(queue.poll());
    }
}
