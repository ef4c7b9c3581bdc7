package dev.cairn.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An ArrowSchema or an ArrowArray that somebody else has: its memory, and what to do when it is released. */
@SuppressWarnings("restricted")
final class Exported {
    /*
     * The struct has a number in its private_data, by which its release callback finds this object. Whoever takes the object out of the table
     * ends it. So it is ended once, however often and from whatever threads the callback is called, and also if the struct was moved. A
     * child has an object of its own, since a consumer may move it out of its parent, and release it later.
     */
    private static final ConcurrentHashMap<Long, Exported> ALIVE = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();

    private final int releaseAt;
    private final List<MemorySegment> blocks = new ArrayList<>();
    private final List<MemorySegment> children = new ArrayList<>();
    private final Runnable atEnd;

    /** A struct whose field {@code release} is at {@code releaseAt}. {@code atEnd} runs when it is released. */
    Exported(int releaseAt, Runnable atEnd) {
        this.releaseAt = releaseAt;
        this.atEnd = atEnd;
    }

    /** How many structs were not released yet. */
    static int alive() {
        return ALIVE.size();
    }

    /** Memory that is freed with the struct; zeros. */
    MemorySegment allocate(long bytes) {
        return keep(NativeHeap.allocate(bytes));
    }

    /** As {@link #allocate(long)}: {@code text} in UTF-8, with a zero behind it. */
    MemorySegment allocate(String text) {
        return keep(NativeHeap.allocate(text));
    }

    private MemorySegment keep(MemorySegment block) {
        blocks.add(block);
        return block;
    }

    /** Releases the struct {@code child}, which was published, with this one, unless somebody moves it. */
    void add(MemorySegment child) {
        children.add(child);
    }

    /** Writes the last two fields of {@code struct}: now somebody else has it. */
    void publish(MemorySegment struct) {
        long number = LAST.incrementAndGet();
        ALIVE.put(number, this);
        CStructs.set(struct, releaseAt + CStructs.PRIVATE_BEHIND_RELEASE, number);
        CStructs.set(struct, releaseAt, (releaseAt == CStructs.ARRAY_RELEASE ? Stubs.ARRAY : Stubs.SCHEMA).address());
    }

    /** Releases the children, frees the memory and runs the action. For a struct that was not published. */
    void end() {
        for (MemorySegment child : children) {
            release(child, releaseAt);
        }
        children.clear();
        blocks.forEach(NativeHeap::free);
        blocks.clear();
        atEnd.run();
    }

    /** Ends what {@code struct} has, unless it was released or moved. */
    private static void release(MemorySegment struct, int releaseAt) {
        if (CStructs.get(struct, releaseAt) == 0) {
            return;
        }
        Exported found = ALIVE.remove(CStructs.get(struct, releaseAt + CStructs.PRIVATE_BEHIND_RELEASE));
        CStructs.set(struct, releaseAt, 0);
        if (found != null) {
            found.end();
        }
    }

    /** The callbacks. An exception would end the JVM. */
    @SuppressWarnings("UnusedMethod") // stubs find them by their names
    private static final class Callbacks {
        private Callbacks() {}

        static void releaseSchema(MemorySegment struct) {
            try {
                release(struct.reinterpret(CStructs.SCHEMA_BYTES), CStructs.SCHEMA_RELEASE);
            } catch (Throwable e) {
                // nobody can be told; memory may be lost
            }
        }

        static void releaseArray(MemorySegment struct) {
            try {
                release(struct.reinterpret(CStructs.ARRAY_BYTES), CStructs.ARRAY_RELEASE);
            } catch (Throwable e) {
                // as above
            }
        }
    }

    private static final class Stubs {
        static final MemorySegment SCHEMA = stub("releaseSchema");
        static final MemorySegment ARRAY = stub("releaseArray");

        private static MemorySegment stub(String name) {
            try {
                var method = MethodHandles.lookup()
                        .findStatic(Callbacks.class, name, MethodType.methodType(void.class, MemorySegment.class));
                return Linker.nativeLinker()
                        .upcallStub(method, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS), Arena.global());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
