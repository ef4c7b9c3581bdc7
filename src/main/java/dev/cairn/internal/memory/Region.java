package dev.cairn.internal.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One contiguous range of address space, as large as its store may ever become. It is committed as it is used. Its memory is released
 * when nobody can reach the region any more, so a late reader never meets an unmapped page.
 */
public final class Region {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long LARGE_PAGE = 2L << 20;

    /** Whether to ask the system for large pages. */
    private static final boolean LARGE_PAGES = SystemProperty.flag(SystemProperty.HUGE_PAGES, true);

    /** The system gives back whole pages: what is said of a part of one would be done to all of it. */
    private static final int PAGE = NativeAccess.granted() ? NativeAccess.pageBytes() : 4096;

    private static final long SHARED_MEMORY_LEAST = 1L << 30;
    private static final byte[] ZEROS = new byte[1 << 16];

    private final MemorySegment segment;
    private final long base;
    private final @Nullable RandomAccessFile file;
    private final boolean isNamed;

    /** Of a file that is unmapped before the region is unreachable, by closing the arena; else null. */
    private final @Nullable Arena arena;

    private final Cleaner.Cleanable cleanable;
    private long touchedBytes;

    private Region(
            MemorySegment segment,
            long base,
            @Nullable RandomAccessFile file,
            boolean isNamed,
            @Nullable Arena arena,
            Runnable release) {
        this.segment = segment;
        this.base = base;
        this.file = file;
        this.isNamed = isNamed;
        this.arena = arena;
        this.cleanable = CLEANER.register(this, release);
    }

    /** Whether regions are reserved by system calls, which need native access; else they are mapped files. */
    public static boolean callsNative() {
        return NativeAccess.granted();
    }

    /**
     * Reserves {@code bytes}; anonymous memory where native access is granted, else a sparse unnamed mapped file.
     *
     * @throws NoRoom if the system refuses
     */
    public static Region reserve(long bytes) {
        return NativeAccess.granted() ? anonymous(bytes) : mapped(bytes);
    }

    private static Region anonymous(long bytes) {
        long reserved = bytes + LARGE_PAGE;
        long address = NativeAccess.reserve(reserved);
        long aligned = (address + LARGE_PAGE - 1) & -LARGE_PAGE;
        if (LARGE_PAGES) {
            NativeAccess.preferLargePages(aligned, bytes);
        }
        return new Region(
                NativeAccess.bounded(aligned, bytes),
                aligned,
                null,
                false,
                null,
                () -> NativeAccess.release(address, reserved));
    }

    private static Region mapped(long bytes) {
        Path directory = directoryFor(bytes);
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return mapped(bytes, directory);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (IOException e) {
            throw new NoRoom(bytes, "no such sparse file can be mapped in " + directory + ": " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes by a {@code RandomAccessFile}: an interrupt of a writing thread would close a channel for good. */
    private static Region mapped(long bytes, Path directory) throws IOException {
        Path path = Files.createTempFile(directory, "cairn-", ".store");
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            return map(file, bytes, false, FileChannel.MapMode.READ_WRITE, null);
        } catch (Throwable e) {
            closeQuietly(file);
            throw e;
        } finally {
            unlink(path);
        }
    }

    /** {@code arena}: unmaps the file before the region is unreachable; null if nobody does. */
    private static Region map(
            RandomAccessFile file, long bytes, boolean isNamed, FileChannel.MapMode mode, @Nullable Arena arena)
            throws IOException {
        MemorySegment segment = file.getChannel().map(mode, 0, bytes, arena == null ? Arena.ofAuto() : arena);
        return new Region(segment, segment.address(), file, isNamed, arena, () -> {
            close(arena);
            closeQuietly(file);
        });
    }

    /**
     * The file of a store that this process writes, until {@link #leave}. Takes {@code file}, which is closed when nobody can reach the region
     * any more. The thread is not interrupted.
     */
    static Region written(RandomAccessFile file, long bytes) throws IOException {
        Arena arena = NativeAccess.granted() ? null : Arena.ofShared();
        return map(file, bytes, true, FileChannel.MapMode.READ_WRITE, arena);
    }

    private static void close(@Nullable Arena arena) {
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }

    /** As {@link #written}, of a file beside a store, which is never left. */
    static Region named(RandomAccessFile file, long bytes) throws IOException {
        return map(file, bytes, true, FileChannel.MapMode.READ_WRITE, null);
    }

    /** As {@link #named}, of a file that has so many bytes. Nobody can write to the region. */
    static Region readOnly(RandomAccessFile file, long bytes) throws IOException {
        return map(file, bytes, true, FileChannel.MapMode.READ_ONLY, null);
    }

    /** Deletes the file's name at once; if the system does not allow that, at the end of the JVM. */
    private static void unlink(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }

    /** Shared memory, unless there is very little of it, as in containers. */
    private static Path directoryFor(long bytes) {
        Path memory = Path.of("/dev/shm");
        try {
            if (Files.isWritable(memory)
                    && Files.getFileStore(memory).getUsableSpace() >= Math.min(bytes, SHARED_MEMORY_LEAST)) {
                return memory;
            }
        } catch (IOException ignored) {
            // the other directory
        }
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    private static void closeQuietly(RandomAccessFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes {@code [from, to)} safe to touch. On a full disk, touching a hole of a mapped file would kill the process, so the file is
     * extended by writing. One thread at a time.
     *
     * @return whether there was room
     */
    public boolean commit(long from, long to) {
        RandomAccessFile extended = file;
        if (extended == null) {
            return true;
        }
        try {
            extended.seek(from);
            for (long at = from; at < to; ) {
                int length = (int) Math.min(ZEROS.length, to - at);
                extended.write(ZEROS, 0, length);
                at += length;
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until the system has written the first {@code bytes}, and no others, to the disk. */
    public void force(long bytes) throws IOException {
        try {
            segment.asSlice(0, bytes).force();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Makes the system provide the first {@code bytes} now, if it can, and keeps them: they are never given back. The region is empty, and
     * no other thread knows it.
     */
    public void preTouch(long bytes) {
        touchedBytes = bytes;
        if (commit(0, bytes)) {
            for (long at = 0; at < bytes; at += PAGE) {
                segment.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
            }
        }
    }

    /**
     * The least number of bytes that are given back at once, a power of two; 0 if this region keeps all its pages. It is a large page: a
     * part of a large page would only be marked, and the system would keep the memory until it is short of it.
     */
    public long givenBackAtOnce() {
        if (file != null || !NativeAccess.givesBack()) {
            return 0;
        }
        return LARGE_PAGES ? LARGE_PAGE : PAGE;
    }

    /** The offset up to which the pages are kept, since somebody asked to have them touched. */
    public long keptBytes() {
        return touchedBytes;
    }

    /** Gives the pages within {@code [from, to)} back to the system. They read as zeros then. Nobody uses these bytes now. */
    public void giveBack(long from, long to) {
        long first = (from + PAGE - 1) & -PAGE;
        long end = to & -PAGE;
        if (first < end) {
            NativeAccess.giveBack(base + first, end - first);
        }
    }

    /**
     * Leaves the file, which others may change from now on, though threads of this process may still be using the memory. What they write
     * goes nowhere. What they read is zeros, or, without native access, they get an {@link IllegalStateException}. If the system has no room
     * for that, the file stays mapped.
     */
    void leave() {
        try {
            if (arena != null) {
                close(arena);
            } else if (NativeAccess.granted()) {
                NativeAccess.replace(base, bytes());
            }
        } finally {
            Reference.reachabilityFence(
                    this); // else the file could be unmapped before, and the addresses be somebody's
        }
    }

    /** Whether an access may fail, as the store is closed meanwhile: then the system is not given buffers of this memory. */
    public boolean mayEnd() {
        return arena != null;
    }

    /** Releases the memory before the region is unreachable. Only if its one user has finished. */
    void release() {
        RandomAccessFile emptied = file;
        if (emptied != null) {
            empty(emptied);
        }
        cleanable.clean();
    }

    /** Releases the file's pages, if the system allows that, though the file stays mapped for a while. */
    private static void empty(RandomAccessFile file) {
        try {
            file.setLength(0);
        } catch (IOException ignored) {
            // they are released with the mapping
        }
    }

    /** The size of the reservation in bytes. */
    public long bytes() {
        return segment.byteSize();
    }

    MemorySegment segment() {
        return segment;
    }

    long base() {
        return base;
    }

    /** Whether it is a file with a name, which other processes can map. */
    public boolean isNamed() {
        return isNamed;
    }
}
