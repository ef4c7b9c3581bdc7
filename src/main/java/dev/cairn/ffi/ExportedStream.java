package dev.cairn.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An ArrowArrayStream that somebody else calls. */
@SuppressWarnings("restricted")
final class ExportedStream {
    /*
     * As Exported: the struct has a number in its private_data, and whoever takes the object out of the table ends the stream. The lock keeps the
     * end from coming while a batch is written, if a consumer calls from two threads, which it may not. The struct lives as long as an object
     * refers to it: until it was released, the table does.
     */
    private static final ConcurrentHashMap<Long, ExportedStream> ALIVE = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();
    private static final int INVALID = 22;
    private static final int NO_MEMORY = 12;
    private static final int FAILED = 5;

    private final MemorySegment struct;
    private final ReentrantLock lock = new ReentrantLock();

    /** The batches; null after the end. Under the lock, as is the error. */
    private @Nullable Batches batches;

    private @Nullable MemorySegment error;

    /** A stream of {@code batches}, which it closes when it is released. */
    ExportedStream(Batches batches) {
        this.batches = batches;
        try {
            this.struct = Arena.ofAuto().allocate(CStructs.STREAM_BYTES, CStructs.POINTER);
            long number = LAST.incrementAndGet();
            CStructs.set(struct, 0, Stubs.SCHEMA.address());
            CStructs.set(struct, CStructs.STREAM_NEXT, Stubs.NEXT.address());
            CStructs.set(struct, CStructs.STREAM_ERROR, Stubs.ERROR.address());
            CStructs.set(struct, CStructs.STREAM_RELEASE, Stubs.RELEASE.address());
            CStructs.set(struct, CStructs.STREAM_PRIVATE, number);
            ALIVE.put(number, this);
        } catch (Throwable e) {
            batches.close();
            throw e;
        }
    }

    /** How many streams were not released yet. */
    static int alive() {
        return ALIVE.size();
    }

    MemorySegment struct() {
        return struct;
    }

    /** Releases the stream, unless that was done or the struct was moved. */
    void close() {
        release(struct);
    }

    private static void release(MemorySegment struct) {
        if (CStructs.get(struct, CStructs.STREAM_RELEASE) == 0) {
            return;
        }
        ExportedStream found = ALIVE.remove(CStructs.get(struct, CStructs.STREAM_PRIVATE));
        CStructs.set(struct, CStructs.STREAM_RELEASE, 0);
        if (found != null) {
            found.end();
        }
    }

    private void end() {
        lock.lock();
        try {
            Batches last = batches;
            batches = null;
            forgetError();
            if (last != null) {
                last.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetError() {
        MemorySegment known = error;
        error = null;
        if (known != null) {
            NativeHeap.free(known);
        }
    }

    /** Runs {@code action}; returns 0, or the number of the error. */
    private int run(Consumer<Batches> action) {
        lock.lock();
        try {
            Batches now = batches;
            if (now == null) {
                return INVALID;
            }
            forgetError();
            action.accept(now);
            return 0;
        } catch (OutOfMemoryError e) {
            return NO_MEMORY;
        } catch (Throwable e) {
            error = NativeHeap.allocate(e.toString());
            return FAILED;
        } finally {
            lock.unlock();
        }
    }

    private MemorySegment error() {
        lock.lock();
        try {
            MemorySegment known = error;
            return known == null ? MemorySegment.NULL : known;
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable ExportedStream find(MemorySegment stream) {
        return ALIVE.get(CStructs.get(stream.reinterpret(CStructs.STREAM_BYTES), CStructs.STREAM_PRIVATE));
    }

    /** The callbacks. An exception would end the JVM. */
    @SuppressWarnings("UnusedMethod") // stubs find them by their names
    private static final class Callbacks {
        private Callbacks() {}

        static int schema(MemorySegment stream, MemorySegment out) {
            try {
                ExportedStream found = find(stream);
                return found == null
                        ? INVALID
                        : found.run(batches -> batches.writeSchema(out.reinterpret(CStructs.SCHEMA_BYTES)));
            } catch (Throwable e) {
                return FAILED;
            }
        }

        static int next(MemorySegment stream, MemorySegment out) {
            try {
                ExportedStream found = find(stream);
                return found == null
                        ? INVALID
                        : found.run(batches -> batches.writeNext(out.reinterpret(CStructs.ARRAY_BYTES)));
            } catch (Throwable e) {
                return FAILED;
            }
        }

        static MemorySegment error(MemorySegment stream) {
            try {
                ExportedStream found = find(stream);
                return found == null ? MemorySegment.NULL : found.error();
            } catch (Throwable e) {
                return MemorySegment.NULL;
            }
        }

        static void releaseStream(MemorySegment stream) {
            try {
                release(stream.reinterpret(CStructs.STREAM_BYTES));
            } catch (Throwable e) {
                // nobody can be told; memory may be lost
            }
        }
    }

    private static final class Stubs {
        private static final Class<MemorySegment> POINTER = MemorySegment.class;
        private static final FunctionDescriptor GET =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MemorySegment SCHEMA = stub("schema", MethodType.methodType(int.class, POINTER, POINTER), GET);
        static final MemorySegment NEXT = stub("next", MethodType.methodType(int.class, POINTER, POINTER), GET);
        static final MemorySegment ERROR = stub(
                "error",
                MethodType.methodType(POINTER, POINTER),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        static final MemorySegment RELEASE = stub(
                "releaseStream",
                MethodType.methodType(void.class, POINTER),
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

        private static MemorySegment stub(String name, MethodType type, FunctionDescriptor description) {
            try {
                var method = MethodHandles.lookup().findStatic(Callbacks.class, name, type);
                return Linker.nativeLinker().upcallStub(method, description, Arena.global());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
