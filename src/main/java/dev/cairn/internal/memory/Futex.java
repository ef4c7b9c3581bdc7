package dev.cairn.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;

/** The system call by which threads of all processes that map a file sleep at a word of it: Linux only, with native access. */
@SuppressWarnings("restricted")
final class Futex {
    private static final int WAIT = 0;
    private static final int WAKE = 1;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The number of the system call; 0 where it is not known. */
    private static final long NUMBER = NativeAccess.isLinux() ? number(System.getProperty("os.arch", "")) : 0;

    private Futex() {}

    private static long number(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> 202;
            case "aarch64" -> 98;
            default -> 0;
        };
    }

    static boolean isUsable() {
        return NUMBER != 0 && NativeAccess.granted();
    }

    /** Sleeps while the word at {@code address} is {@code expected}, until somebody wakes it, for {@code nanos} at most. May return early. */
    static void await(long address, int expected, long nanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(2L * Long.BYTES, Long.BYTES);
            time.set(ValueLayout.JAVA_LONG, 0, nanos / NANOS);
            time.set(ValueLayout.JAVA_LONG, Long.BYTES, nanos % NANOS);
            call(address, WAIT, expected, time.address());
        }
    }

    static void wakeAll(long address) {
        call(address, WAKE, Integer.MAX_VALUE, 0);
    }

    private static void call(long address, int operation, int value, long time) {
        try {
            long ignored = (long) Calls.SYSTEM.invokeExact(NUMBER, address, operation, value, time);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looked up only when a thread sleeps or is woken for the first time. */
    private static final class Calls {
        private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
        static final MethodHandle SYSTEM = find();

        private static MethodHandle find() {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().find("syscall").orElseThrow(),
                    FunctionDescriptor.of(WORD, WORD, WORD, INT, INT, WORD),
                    Linker.Option.firstVariadicArg(1));
        }
    }
}
