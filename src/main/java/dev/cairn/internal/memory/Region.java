package dev.cairn.internal.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One contiguous reservation of address space, as large as its store may ever become, committed as it is used.
 * Its memory goes when no one can reach the region any more, so a late reader never meets an unmapped page.
 */
public final class Region {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long LARGE_PAGE = 2L << 20;

    /** Large pages are asked for where the system has them, unless this property says false. */
    private static final boolean LARGE_PAGES = !"false".equals(System.getProperty("dev.cairn.hugePages"));

    private static final byte[] ZEROS = new byte[1 << 16];

    private final MemorySegment segment;
    private final long base;
    private final @Nullable FileChannel file;
    private final Cleaner.Cleanable cleanable;

    private Region(MemorySegment segment, long base, @Nullable FileChannel file, Runnable release) {
        this.segment = segment;
        this.base = base;
        this.file = file;
        this.cleanable = CLEANER.register(this, release);
    }

    /** Reserves {@code bytes}; anonymous memory where native access is granted, else a sparse unnamed mapped file. */
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
                NativeAccess.bounded(aligned, bytes), aligned, null, () -> NativeAccess.release(address, reserved));
    }

    private static Region mapped(long bytes) {
        try {
            Path path = Files.createTempFile(sharedMemoryDirectory(), "cairn-", ".store");
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            MemorySegment segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
            return new Region(segment, segment.address(), channel, () -> closeQuietly(channel));
        } catch (IOException e) {
            throw new OutOfMemoryError("cannot map a sparse file of " + bytes + " bytes: " + e.getMessage());
        }
    }

    private static Path sharedMemoryDirectory() {
        Path memory = Path.of("/dev/shm");
        return Files.isDirectory(memory) && Files.isWritable(memory)
                ? memory
                : Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes {@code [from, to)} safe to touch. A hole of a mapped file on a full disk would kill the process when touched,
     * so the file is extended by writing.
     *
     * @return whether there was room
     */
    public boolean commit(long from, long to) {
        FileChannel channel = file;
        if (channel == null) {
            return true;
        }
        try {
            for (long at = from; at < to; ) {
                int length = (int) Math.min(ZEROS.length, to - at);
                at += channel.write(ByteBuffer.wrap(ZEROS, 0, length), at);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives the memory back before the region is unreachable; only for memory that its one user is done with. */
    void release() {
        FileChannel channel = file;
        if (channel != null && channel.isOpen()) {
            empty(channel);
        }
        cleanable.clean();
    }

    /** Lets the file's pages go though it stays mapped for a while, where the system allows that. */
    private static void empty(FileChannel channel) {
        try {
            channel.truncate(0);
        } catch (IOException ignored) {
            // they go with the mapping
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

    boolean isAnonymous() {
        return file == null;
    }
}
