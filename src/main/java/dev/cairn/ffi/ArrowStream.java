package dev.cairn.ffi;

import java.lang.foreign.MemorySegment;

/**
 * A stream for somebody who takes ArrowArrayStreams: a struct in native memory. The consumer calls its functions, or moves it, which is to copy
 * the struct and to set the field {@code release} of the original to NULL. It may do so in any thread, but not in two at a time. Batches that it
 * got stay until it releases them, also after the stream was released.
 *
 * <p>Close the stream when the consumer has moved it, or is done with it. The version stays in the store until the stream and all batches that
 * have its memory were released. The struct itself lives as long as this object or its segment, or until the stream is released.
 */
public final class ArrowStream implements AutoCloseable {
    private final ExportedStream exported;

    ArrowStream(ExportedStream exported) {
        this.exported = exported;
    }

    /** The address of the struct. arrow-java and DuckDB's driver ask for it by this name. */
    public long memoryAddress() {
        return exported.struct().address();
    }

    /** The struct ArrowArrayStream. */
    public MemorySegment segment() {
        return exported.struct();
    }

    /** Releases the stream, unless the consumer has moved or released it. A second call does nothing. */
    @Override
    public void close() {
        exported.close();
    }
}
