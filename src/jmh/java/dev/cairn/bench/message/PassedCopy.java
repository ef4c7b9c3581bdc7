package dev.cairn.bench.message;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A value that is written into a queue and read out of it. */
final class PassedCopy<E> implements Passing {
    private final Queue<E> queue = new ConcurrentLinkedQueue<>();
    private final Coding<E> coding;
    private final Object value;

    PassedCopy(Coding<E> coding, Object value) {
        this.coding = coding;
        this.value = value;
    }

    @Override
    public void send() {
        queue.offer(coding.encode().apply(value));
    }

    @Override
    public Object receive() {
        return coding.decode().apply(Objects.requireNonNull(queue.poll()));
    }
}
