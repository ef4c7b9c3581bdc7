package dev.cairn.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Drops the lock of a single byte of a file, of which Java does not know, as code of this process that is not Java could. Linux only. */
final class DroppedLock {
    private static final int READ_WRITE = 2;
    private static final int SET_LOCK = 6;
    private static final short UNLOCK = 2;
    private static final int AT_START = 8;
    private static final int AT_LENGTH = 16;
    private static final int BYTES = 32;

    private DroppedLock() {}

    static void drop(Path path, long at) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment lock = arena.allocate(BYTES, Long.BYTES);
            lock.set(ValueLayout.JAVA_SHORT, 0, UNLOCK);
            lock.set(ValueLayout.JAVA_LONG, AT_START, at);
            lock.set(ValueLayout.JAVA_LONG, AT_LENGTH, 1);
            int file = (int) call("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                    .invokeExact(arena.allocateFrom(path.toString()), READ_WRITE);
            assertTrue(file >= 0);
            // the file stays open: to close it would drop all locks
            int done = (int) call("fcntl", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                    .invokeExact(file, SET_LOCK, lock);
            assertEquals(0, done);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
                Linker.Option.firstVariadicArg(2));
    }
}
