package dev.cairn.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** A consumer of a stream, written after Arrow's specification, without the offsets of the library. */
@SuppressWarnings("restricted")
final class Consumer implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment stream;

    /** A consumer that moves the stream. */
    Consumer(MemorySegment original) {
        stream = arena.allocate(40, 8).copyFrom(original.reinterpret(40));
        original.set(WORD, 24, 0);
    }

    static int call(MemorySegment struct, long function, MemorySegment out) {
        try {
            return (int) LINKER.downcallHandle(
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .invokeExact(MemorySegment.ofAddress(struct.get(WORD, function)), struct, out);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls the callback at {@code callback} of {@code struct}. */
    static void release(MemorySegment struct, long callback) {
        try {
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS))
                    .invokeExact(MemorySegment.ofAddress(callback), struct);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    MemorySegment stream() {
        return stream;
    }

    MemorySegment schema() {
        MemorySegment schema = arena.allocate(72, 8);
        int result = call(stream, 0, schema);
        if (result != 0) {
            throw new IllegalStateException(result + ": " + error());
        }
        return schema;
    }

    String error() {
        try {
            MemorySegment text = (MemorySegment)
                    LINKER.downcallHandle(FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                            .invokeExact(MemorySegment.ofAddress(stream.get(WORD, 16)), stream);
            return text.address() == 0 ? "" : text.reinterpret(1000).getString(0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The next batch; null at the end. */
    MemorySegment next() {
        MemorySegment array = arena.allocate(80, 8);
        int result = call(stream, 8, array);
        if (result != 0) {
            throw new IllegalStateException(result + ": " + error());
        }
        return array.get(WORD, 64) == 0 ? null : array;
    }

    static MemorySegment child(MemorySegment array, int index) {
        return MemorySegment.ofAddress(pointer(array.get(WORD, 48), index)).reinterpret(80);
    }

    static long buffer(MemorySegment array, int index) {
        return pointer(array.get(WORD, 40), index);
    }

    private static long pointer(long pointers, int index) {
        return MemorySegment.ofAddress(pointers).reinterpret(8L * index + 8).get(WORD, 8L * index);
    }

    /** All longs of the first column; releases all. */
    List<Long> longs() {
        List<Long> all = new ArrayList<>();
        for (MemorySegment array = next(); array != null; array = next()) {
            long rows = array.get(WORD, 0);
            MemorySegment data =
                    MemorySegment.ofAddress(buffer(child(array, 0), 1)).reinterpret(8 * rows);
            for (long i = 0; i < rows; i++) {
                all.add(data.getAtIndex(WORD, i));
            }
            release(array, array.get(WORD, 64));
        }
        return all;
    }

    @Override
    public void close() {
        if (stream.get(WORD, 24) != 0) {
            release(stream, stream.get(WORD, 24));
        }
        arena.close();
    }
}
