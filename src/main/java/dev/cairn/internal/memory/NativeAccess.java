package dev.cairn.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Locale;
import java.util.function.Consumer;

/** The system calls that reserve address space, used only where native access was granted to this module. */
@SuppressWarnings("restricted")
final class NativeAccess {
    private static final int PROT_READ_WRITE = 3;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_NOHUGEPAGE = 15;
    private static final int MAP_FIXED = 0x10;
    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

    private NativeAccess() {}

    /** Whether restricted calls can be made without a warning, and this system's calls are known. */
    static boolean granted() {
        return (LINUX || MAC) && NativeAccess.class.getModule().isNativeAccessEnabled();
    }

    static boolean isLinux() {
        return LINUX;
    }

    /** The whole address space as one segment of the global session, whose checks the compiler folds away. */
    static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    static MemorySegment bounded(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** A bounded segment that keeps {@code owner} reachable as long as a segment of its arena is. */
    static MemorySegment kept(long address, long bytes, Arena arena, Object owner) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, new Keeper(owner));
    }

    /** An action at the end of an arena. The arena keeps it reachable, and it keeps {@code kept} reachable. */
    private record Keeper(Object kept) implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment ignored) {}
    }

    /** Reserves address space. The system commits each page when it is touched. */
    static long reserve(long bytes) {
        long address = map(0, bytes, 0);
        if (address == -1L) {
            throw new NoRoom(bytes, "the system has no such range of addresses");
        }
        return address;
    }

    /**
     * Puts empty memory of this process in the place of what is mapped at {@code address}, in one step: whoever uses these addresses at the
     * moment meets the one or the other. Returns false, and changes nothing, if the system has not the room.
     */
    static boolean replace(long address, long bytes) {
        long tried = map(0, bytes, 0);
        if (tried == -1L) {
            return false; // a system that counts reserved memory would unmap the old before it refuses the new
        }
        release(tried, bytes);
        boolean replaced = map(address, bytes, MAP_FIXED) == address;
        if (replaced && LINUX) {
            callQuietly(Calls.MADVISE, address, bytes, MADV_NOHUGEPAGE);
        }
        return replaced;
    }

    private static long map(long address, long bytes, int more) {
        int privateAnonymousNoReserve = LINUX ? 0x2 | 0x20 | 0x4000 : 0x2 | 0x1000 | 0x40;
        try {
            return (long)
                    Calls.MMAP.invokeExact(address, bytes, PROT_READ_WRITE, privateAnonymousNoReserve | more, -1, 0L);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for large pages; a system that has none is not an error. */
    static void preferLargePages(long address, long bytes) {
        if (LINUX) {
            callQuietly(Calls.MADVISE, address, bytes, MADV_HUGEPAGE);
        }
    }

    /** Whether {@link #giveBack} works: on Linux, where the pages are gone at once. */
    static boolean givesBack() {
        return LINUX;
    }

    /** Gives the pages of private anonymous memory back to the system. The addresses stay reserved, and read as zeros. */
    static void giveBack(long address, long bytes) {
        callQuietly(Calls.MADVISE, address, bytes, MADV_DONTNEED);
    }

    /** The bytes of a page of the system: 4,096 mostly, and 16,384 or 65,536 on some systems with AArch64. */
    static int pageBytes() {
        try {
            return (int) Calls.PAGE_BYTES.invokeExact();
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static void release(long address, long bytes) {
        callQuietly(Calls.MUNMAP, address, bytes, 0);
    }

    private static void callQuietly(MethodHandle call, long address, long bytes, int advice) {
        try {
            int ignored = (int) call.invokeExact(address, bytes, advice);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the system by the number of a call with these arguments: an address, an int, an int, an address. */
    static long callSystem(long number, long address, int operation, int value, long other) {
        try {
            return (long) Calls.SYSTEM.invokeExact(number, address, operation, value, other);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looked up only when the first region is reserved. */
    private static final class Calls {
        private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
        static final MethodHandle MMAP = find("mmap", FunctionDescriptor.of(WORD, WORD, WORD, INT, INT, INT, WORD));
        static final MethodHandle MADVISE = find("madvise", FunctionDescriptor.of(INT, WORD, WORD, INT));
        static final MethodHandle MUNMAP =
                MethodHandles.dropArguments(find("munmap", FunctionDescriptor.of(INT, WORD, WORD)), 2, int.class);

        static final MethodHandle PAGE_BYTES = find("getpagesize", FunctionDescriptor.of(INT));

        static final MethodHandle SYSTEM = find(
                "syscall", FunctionDescriptor.of(WORD, WORD, WORD, INT, INT, WORD), Linker.Option.firstVariadicArg(1));

        private static MethodHandle find(String name, FunctionDescriptor type, Linker.Option... options) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
        }
    }
}
