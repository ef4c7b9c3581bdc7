package dev.cairn.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/** The system call by which threads of all processes that map a file sleep at a word of it: Linux only, with native access. */
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
        long ignored = NativeAccess.callSystem(NUMBER, address, operation, value, time);
    }
}
