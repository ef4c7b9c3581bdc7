package dev.cairn.bench.process;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** How a number comes from the writing process to the reading one; each process has its end. */
interface Signal extends AutoCloseable {
    void send(long number) throws IOException;

    /** Returns when there is another number than the last one. */
    long receive() throws IOException;

    /** Sends the time after a moment, in which the receiver begins to wait. */
    default void sendTimeSoon(Random random) throws IOException {
        LockSupport.parkNanos(random.nextInt(200_000, 500_000));
        send(System.nanoTime());
    }

    @Override
    void close() throws IOException;
}
