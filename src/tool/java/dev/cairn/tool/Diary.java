package dev.cairn.tool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What a process of a demo did, in a mapped file of its own, which is there when the process was killed. */
record Diary(ByteBuffer bytes) {
    /** A count; each is changed by one thread. */
    enum Count {
        /** The swaps that were begun. */
        BEGUN(0),
        /** The swaps that are done. */
        DONE(1),
        /** The snapshots that were held for a while and read again. */
        HELD(2),
        /** Those that were not as before. */
        CHANGED(3),
        /** The letters that were sent. */
        SENT(4),
        /** The letters that were taken from the mailbox. */
        RECEIVED(5),
        /** The letters that were received whose blob was not what had been sent. */
        WRONG(6);

        private final int place;

        Count(int place) {
            this.place = place;
        }
    }

    private static final int AT_SWAPS = Count.values().length * Long.BYTES;
    private static final int AT_LETTERS = AT_SWAPS + Latencies.BYTES;
    private static final int BYTES = AT_LETTERS + Latencies.BYTES;

    /** The diary in the file {@code path}, or a new one. */
    static Diary open(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            return new Diary(file.getChannel()
                    .map(FileChannel.MapMode.READ_WRITE, 0, BYTES)
                    .order(ByteOrder.nativeOrder()));
        }
    }

    long get(Count count) {
        return bytes.getLong(at(count));
    }

    void add(Count count) {
        bytes.putLong(at(count), get(count) + 1);
    }

    private static int at(Count count) {
        return count.place * Long.BYTES;
    }

    /** How long swaps took. */
    Latencies swaps() {
        return latencies(AT_SWAPS);
    }

    /** How long letters took, from the begin of their sending until they were opened. */
    Latencies letters() {
        return latencies(AT_LETTERS);
    }

    private Latencies latencies(int at) {
        return new Latencies(bytes.slice(at, Latencies.BYTES).order(ByteOrder.nativeOrder()));
    }
}
