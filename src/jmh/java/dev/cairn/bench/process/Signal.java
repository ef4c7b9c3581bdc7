package dev.cairn.bench.process;

import java.io.IOException;

/** How a number comes from the writing process to the reading one; each process has its end. */
interface Signal extends AutoCloseable {
    void send(long number) throws IOException;

    /** Returns when there is another number than the last one. */
    long receive() throws IOException;

    @Override
    void close() throws IOException;
}
