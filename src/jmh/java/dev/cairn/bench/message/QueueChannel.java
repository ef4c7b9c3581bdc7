package dev.cairn.bench.message;

import java.util.Queue;

/** Objects with a number in them. */
final class QueueChannel implements Channel {
    private final Queue<Message> queue;

    QueueChannel(Queue<Message> queue) {
        this.queue = queue;
    }

    record Message(long number) {}

    @Override
    public void send(long number) {
        queue.offer(new Message(number));
    }

    @Override
    public long receive() {
        Message message = queue.poll();
        return message == null ? NONE : message.number;
    }
}
