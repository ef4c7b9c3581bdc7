package dev.cairn.ffi;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** Memory of C, which any thread may free. An arena would have to stop all threads for that. */
@SuppressWarnings("restricted")
final class NativeHeap {
    private static final MethodHandle CALLOC =
            find("calloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = find("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private NativeHeap() {}

    private static MethodHandle find(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /** {@code bytes} zeros. */
    static MemorySegment allocate(long bytes) {
        try {
            MemorySegment made = (MemorySegment) CALLOC.invokeExact(1L, Math.max(1, bytes));
            if (made.address() == 0) {
                throw new OutOfMemoryError("no native memory for " + bytes + " bytes");
            }
            return made.reinterpret(Math.max(1, bytes));
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code text} in UTF-8, with a zero behind it. */
    static MemorySegment allocate(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment made = allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, made, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return made;
    }

    /** Frees what {@link #allocate} returned. */
    static void free(MemorySegment block) {
        try {
            FREE.invokeExact(block);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
