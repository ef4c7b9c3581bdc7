package dev.cairn.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * A producer of a stream with one column, written after Arrow's specification. It overwrites what was released, and counts.
 */
@SuppressWarnings("restricted")
final class Producer implements AutoCloseable {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final Linker LINKER = Linker.nativeLinker();

    final Arena arena = Arena.ofConfined();
    final String format;
    final List<MemorySegment> batches = new ArrayList<>();
    int schemasReleased;
    int batchesReleased;
    int streamsReleased;
    int failAt = -1;
    int schemaError;
    long children = 1;
    private int next;

    Producer(String format) {
        this.format = format;
    }

    private MemorySegment stub(String name, boolean gets) {
        try {
            MethodType type = gets
                    ? MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class)
                    : MethodType.methodType(void.class, MemorySegment.class);
            MethodHandle method = MethodHandles.lookup().bind(this, name, type);
            return LINKER.upcallStub(
                    method,
                    gets
                            ? FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                            : FunctionDescriptor.ofVoid(ValueLayout.ADDRESS),
                    arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The stream. */
    MemorySegment stream() {
        MemorySegment struct = arena.allocate(40, 8);
        struct.set(WORD, 0, stub("schema", true).address());
        struct.set(WORD, 8, stub("next", true).address());
        struct.set(WORD, 16, error().address());
        struct.set(WORD, 24, stub("releaseStream", false).address());
        return struct;
    }

    private MemorySegment error() {
        try {
            MethodHandle method = MethodHandles.lookup()
                    .bind(this, "lastError", MethodType.methodType(MemorySegment.class, MemorySegment.class));
            return LINKER.upcallStub(method, FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS), arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Adds a batch of {@code rows} rows behind {@code offset} others, with these buffers of the one column. */
    MemorySegment add(long rows, long offset, MemorySegment... buffers) {
        MemorySegment child = arena.allocate(80, 8);
        MemorySegment pointers = arena.allocate(8L * buffers.length, 8);
        for (int i = 0; i < buffers.length; i++) {
            pointers.setAtIndex(WORD, i, buffers[i].address());
        }
        child.set(WORD, 0, rows);
        child.set(WORD, 8, buffers[0].address() == 0 ? 0 : -1);
        child.set(WORD, 16, offset);
        child.set(WORD, 24, buffers.length);
        child.set(WORD, 40, pointers.address());
        MemorySegment parent = arena.allocate(80, 8);
        MemorySegment childPointers = arena.allocate(8, 8);
        childPointers.set(WORD, 0, child.address());
        parent.set(WORD, 0, rows);
        parent.set(WORD, 24, 1);
        parent.set(WORD, 32, 1);
        parent.set(WORD, 40, arena.allocate(8, 8).address());
        parent.set(WORD, 48, childPointers.address());
        batches.add(parent);
        return child;
    }

    int schema(MemorySegment stream, MemorySegment out) {
        if (schemaError != 0) {
            return schemaError;
        }
        MemorySegment struct = out.reinterpret(72);
        MemorySegment child = arena.allocate(72, 8);
        child.set(WORD, 0, arena.allocateFrom(format).address());
        child.set(WORD, 8, arena.allocateFrom("x").address());
        MemorySegment pointers = arena.allocate(8, 8);
        pointers.set(WORD, 0, child.address());
        struct.set(WORD, 0, arena.allocateFrom("+s").address());
        struct.set(WORD, 32, children);
        struct.set(WORD, 40, pointers.address());
        struct.set(WORD, 56, stub("releaseSchema", false).address());
        return 0;
    }

    int next(MemorySegment stream, MemorySegment out) {
        if (next == failAt) {
            return 5;
        }
        MemorySegment struct = out.reinterpret(80);
        struct.fill((byte) 0);
        if (next < batches.size()) {
            struct.copyFrom(batches.get(next++));
            struct.set(WORD, 64, stub("releaseBatch", false).address());
        }
        return 0;
    }

    MemorySegment lastError(MemorySegment stream) {
        return arena.allocateFrom("the disk is on fire");
    }

    void releaseSchema(MemorySegment struct) {
        schemasReleased++;
        MemorySegment all = struct.reinterpret(72);
        MemorySegment child = MemorySegment.ofAddress(MemorySegment.ofAddress(all.get(WORD, 40))
                        .reinterpret(8)
                        .get(WORD, 0))
                .reinterpret(72);
        MemorySegment.ofAddress(child.get(WORD, 0)).reinterpret(format.length()).fill((byte) 'z');
        child.fill((byte) 0xFF);
        all.fill((byte) 0);
    }

    void releaseBatch(MemorySegment struct) {
        batchesReleased++;
        struct.reinterpret(80).fill((byte) 0);
    }

    void releaseStream(MemorySegment struct) {
        streamsReleased++;
        struct.reinterpret(40).fill((byte) 0);
    }

    @Override
    public void close() {
        arena.close();
    }
}
