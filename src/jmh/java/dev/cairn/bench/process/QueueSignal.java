package dev.cairn.bench.process;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;

/** So many bytes, a number first, through a Chronicle Queue: files to which one process appends. Whoever receives looks all the time. */
final class QueueSignal implements Signal {
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;
    private final Bytes<?> bytes;
    private final int size;

    QueueSignal(Path path, int size) {
        this.queue = ChronicleQueue.singleBuilder(path).build();
        this.appender = queue.createAppender();
        this.tailer = queue.createTailer().toEnd();
        this.bytes = Bytes.allocateElasticDirect(size);
        this.size = size;
    }

    @Override
    public void send(long number) {
        bytes.clear().writeLong(number).writePosition(size);
        appender.writeBytes(bytes);
    }

    @Override
    public long receive() {
        bytes.clear();
        while (!tailer.readBytes(bytes)) {
            Thread.onSpinWait();
        }
        return bytes.readLong();
    }

    @Override
    public void close() {
        tailer.close();
        appender.close();
        queue.close();
        bytes.releaseLast();
    }
}
