package dev.cairn.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;

/** An ArrowArrayStream that somebody else gave. It is released in the end, whatever happens. */
@SuppressWarnings("restricted")
final class ArrowInput implements AutoCloseable {
    private static final MethodHandle GET =
            handle(FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final MethodHandle ERROR = handle(FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final MethodHandle RELEASE = handle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private final MemorySegment stream;
    private final InputField schema;

    private static MethodHandle handle(FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(type);
    }

    /** The stream {@code stream}, which this takes, also if it throws. */
    ArrowInput(MemorySegment stream) {
        if (stream.address() == 0) {
            throw new ArrowException("the stream is NULL");
        }
        this.stream = CStructs.at(stream.address(), CStructs.STREAM_BYTES);
        if (CStructs.get(this.stream, CStructs.STREAM_RELEASE) == 0) {
            throw new ArrowException("the stream was released or moved already; a stream can be read once");
        }
        try {
            this.schema = readSchema();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /** What the columns are. */
    InputField schema() {
        return schema;
    }

    private InputField readSchema() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = arena.allocate(CStructs.SCHEMA_BYTES, CStructs.POINTER);
            call(0, struct, "get_schema");
            try {
                return InputField.of(struct);
            } finally {
                release(struct, CStructs.SCHEMA_RELEASE);
            }
        }
    }

    /** Gives all batches to {@code action}, one after another. Each is released when the action returns. */
    void forEachBatch(Consumer<InputColumn> action) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = arena.allocate(CStructs.ARRAY_BYTES, CStructs.POINTER);
            while (true) {
                struct.fill((byte) 0);
                call(CStructs.STREAM_NEXT, struct, "get_next");
                if (CStructs.get(struct, CStructs.ARRAY_RELEASE) == 0) {
                    return;
                }
                try {
                    action.accept(new InputColumn(schema, struct, 0, CStructs.get(struct, 0)));
                } finally {
                    release(struct, CStructs.ARRAY_RELEASE);
                }
            }
        }
    }

    private void call(int function, MemorySegment out, String name) {
        int result;
        try {
            result = (int) GET.invokeExact(pointer(stream, function), stream, out);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (result != 0) {
            throw new ArrowException("the stream's " + name + " failed with the error " + result + ": " + lastError());
        }
    }

    private String lastError() {
        try {
            MemorySegment text = (MemorySegment) ERROR.invokeExact(pointer(stream, CStructs.STREAM_ERROR), stream);
            return text.address() == 0 ? "it gave no reason" : CStructs.text(text.address());
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment pointer(MemorySegment struct, long offset) {
        return MemorySegment.ofAddress(CStructs.get(struct, offset));
    }

    /** Releases {@code struct}, unless that was done. */
    private static void release(MemorySegment struct, int releaseAt) {
        if (CStructs.get(struct, releaseAt) == 0) {
            return;
        }
        try {
            RELEASE.invokeExact(pointer(struct, releaseAt), struct);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Releases the stream, unless that was done. */
    @Override
    public void close() {
        release(stream, CStructs.STREAM_RELEASE);
    }
}
