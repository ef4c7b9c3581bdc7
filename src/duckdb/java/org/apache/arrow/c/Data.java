package org.apache.arrow.c;

import org.apache.arrow.memory.BufferAllocator;

/** In place of arrow-java's class: the driver gives it the stream of a result. */
public final class Data {
    private Data() {}

    /** The address of {@code stream}. */
    public static Long importArrayStream(BufferAllocator allocator, ArrowArrayStream stream) {
        return stream.memoryAddress();
    }
}
