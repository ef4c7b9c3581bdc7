package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The file of a store, and the file beside it whose locks say that a process uses the store. */
public final class StoreFile {
    /*
     * Files: NAME has the store. NAME.lock has locks of single bytes (ByteLocks), which the system drops when a process ends, however it ends.
     * NAME.new is a store that is being made. NAME.pins has what readers read.
     * Protocol
     *   1  A JVM opens NAME.lock once (LockFile), and keeps it open as long as anybody here uses the store: closing any channel of a file
     *      drops all locks that the process has on it.
     *   2  Under byte 3, a new store is made as NAME.new, which gets its name when all of it is written, and only if no other process writes. So
     *      NAME is a whole store, or not ours, or empty.
     *   3  NAME is never made shorter, and made longer by writing only: touching a hole on a full disk would end in a fault.
     *   4  The locks go last: after all counts are right, the state is on the disk, and the memory here is the file no more (Region.leave).
     */
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "lustre", "glusterfs");

    private final Path path;
    private final ByteLocks locks;
    private final List<RandomAccessFile> opened = new ArrayList<>();

    /** The store itself; null until it is mapped for writing. */
    private @Nullable RandomAccessFile data;

    private @Nullable Region written;
    private final AtomicBoolean isReleased = new AtomicBoolean();

    private StoreFile(Path path, ByteLocks locks) {
        this.path = path;
        this.locks = locks;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** What this process holds of the locks: which row it has, and whether it leads. */
    public ByteLocks locks() {
        return locks;
    }

    /** For what a process opens a file. */
    private enum Use {
        READ,
        WRITE_ALONE,
        WRITE
    }

    /**
     * Opens the file {@code path}, or makes it, for the one process that writes. Others that write are refused here. {@code opener} is called
     * with the file while no other process opens it. It calls {@link #head}, and then {@link #map} or {@link #create}. If it throws, the
     * file is let go.
     *
     * @param remote whether a file system of another machine is allowed
     * @throws FileProblem if the file cannot be used
     */
    public static <R> R open(Path path, boolean remote, Opener<R> opener) {
        return open(path, remote, Use.WRITE_ALONE, opener);
    }

    /**
     * As {@link #open}, for one of several processes that write. The opener calls {@link ByteLocks#requireAlone} before it maps a file whose head does not
     * say that several can: a process with an older version of the library may write it (V4 there).
     */
    public static <R> R openShared(Path path, boolean remote, Opener<R> opener) {
        return open(path, remote, Use.WRITE, opener);
    }

    /**
     * Opens the file {@code path}, which is there, for one more reader. The opener calls {@link #head}, {@link #mapToRead} and {@link
     * #mapPins}.
     */
    public static <R> R openToRead(Path path, boolean remote, Opener<R> opener) {
        return open(path, remote, Use.READ, opener);
    }

    private static <R> R open(Path path, boolean remote, Use use, Opener<R> opener) {
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channels
        try {
            Path absolute = path.toAbsolutePath();
            requireDirectory(absolute, remote);
            if (use == Use.READ && !Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileProblem(
                        absolute,
                        Reason.NOT_ACCESSIBLE,
                        "there is no store " + absolute
                                + "; Store.open(path) makes one, in the process that writes it");
            }
            return opened(absolute, use, opener);
        } catch (IOException e) {
            throw new FileProblem(path, Reason.NOT_ACCESSIBLE, "cannot open the store " + path + ": " + reason(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes something of a file that is being opened. */
    @FunctionalInterface
    public interface Opener<R> {
        /** Called once. */
        R open(StoreFile file) throws IOException;
    }

    private static String reason(IOException e) {
        String why = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return e instanceof NoSuchFileException
                ? "there is no such directory"
                : e.getClass().getSimpleName() + (why == null ? "" : ", " + why);
    }

    private static void requireDirectory(Path path, boolean remote) throws IOException {
        Path directory = Objects.requireNonNull(path.getParent(), "a path without a directory");
        if (!Files.isDirectory(directory)) {
            throw new FileProblem(
                    path,
                    Reason.NOT_ACCESSIBLE,
                    "cannot open the store " + path + ": " + directory + " is no directory; create it first");
        }
        String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
        if (!remote && (REMOTE.contains(type) || type.startsWith("fuse"))) {
            throw new FileProblem(
                    path,
                    Reason.NOT_LOCAL,
                    "the store " + path + " lies on a file system of the type " + type
                            + ", where other machines may use it, and their locks and memory are not shared with this one;"
                            + " use a local disk or /dev/shm, or allow it by StoreOptions.remoteFiles(true) if only this"
                            + " machine uses it");
        }
    }

    private static <R> R opened(Path path, Use use, Opener<R> opener) throws IOException {
        try (LockFile locks = LockFile.open(path, beside(path, ".lock"));
                FileLock _ = ByteLocks.toOpen(path, locks)) {
            StoreFile file = new StoreFile(
                    path, use == Use.READ ? ByteLocks.ofReader(path, locks) : ByteLocks.ofWriter(path, locks));
            try {
                if (use == Use.WRITE_ALONE) {
                    file.locks.requireAlone();
                }
                return opener.open(file);
            } catch (Throwable e) {
                file.giveUp(e);
                throw e;
            }
        }
    }

    private void giveUp(Throwable cause) {
        try {
            release(); // unless the opener did, which began to use the store
            closeData();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Whether nobody else has the file open for writing of which its head says that process {@code pid} has. Throws if that process has it,
     * renamed. The file is being opened.
     */
    public boolean isLeftOpen(long pid) throws IOException {
        if (locks.isWrittenByOthers()) {
            return false;
        }
        FileNames.requireNotWrittenBy(pid, path);
        return true;
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** Makes an empty file that only its owner can read; an older one of this name goes. */
    public static void createPrivate(Path path) throws IOException {
        Files.deleteIfExists(path); // of a process that ended while it wrote the file
        Files.createFile(path, PrivateFile.ownerOnly(path));
    }

    /** The first {@code bytes} of the file, in native order; null if there is no file, or an empty one. */
    public @Nullable ByteBuffer head(int bytes) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        PrivateFile.requireOurs(path, PrivateFile.attributes(path));
        FileNames.requireOne(path);
        if (Files.size(path) == 0) {
            return null;
        }
        byte[] head = new byte[bytes];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = Math.max(0, file.read(head));
            return ByteBuffer.wrap(head, 0, length).slice().order(ByteOrder.nativeOrder());
        }
    }

    /** The length of the file. */
    public long length() throws IOException {
        return Files.size(path);
    }

    /** Maps {@code bytes} of the file that is there. */
    public Region map(long bytes) throws IOException {
        return map(path, bytes);
    }

    private Region map(Path named, long bytes) throws IOException {
        RandomAccessFile file = open(named, "rw");
        data = file;
        Region region = Region.written(file, bytes);
        written = region;
        return region;
    }

    private RandomAccessFile open(Path named, String mode) throws IOException {
        RandomAccessFile file = new RandomAccessFile(named.toFile(), mode);
        opened.add(file);
        PrivateFile.requireOurs(named, PrivateFile.attributes(named));
        return file;
    }

    /** Maps {@code bytes} of the file that is there, which cannot be written by the result. The file has so many bytes. */
    public Region mapToRead(long bytes) throws IOException {
        return Region.readOnly(open(path, "r"), bytes);
    }

    /**
     * Maps {@code bytes} of the file of pins, which is made if it is not there. Its first {@code head} bytes can be touched. {@code isNew}: the
     * store is new, and readers of another one, which had this name, have pinned nothing in it.
     */
    public Region mapPins(long bytes, int head, boolean isNew) throws IOException {
        Path pins = beside(path, ".pins");
        if (isNew) {
            locks.requireAlone();
            Files.deleteIfExists(pins);
        }
        PrivateFile.createIfAbsent(pins);
        RandomAccessFile file = open(pins, "rw");
        boolean isShort = file.length() < head;
        Region region = Region.named(file, bytes);
        if (isShort && !region.commit(0, head)) {
            throw new IOException("no room for " + pins);
        }
        return region;
    }

    /** Makes a file of {@code bytes}, lets {@code format} write the store into it, and gives it its name. Returns the result of format. */
    public <R> R create(long bytes, IntoRegion<R> format) throws IOException {
        locks.requireAlone();
        Path fresh = beside(path, ".new");
        createPrivate(fresh);
        boolean done = false;
        try {
            R result = format.apply(map(fresh, bytes));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(path);
            done = true;
            return result;
        } finally {
            if (!done) {
                Files.deleteIfExists(fresh);
            }
        }
    }

    /** Writes a store into a region. */
    @FunctionalInterface
    public interface IntoRegion<R> {
        /** Called once. */
        R apply(Region region) throws IOException;
    }

    /** Waits until the system has written the file to its disk. The file was mapped, or made. */
    public void force() throws IOException {
        forced().getFD().sync();
    }

    /** What {@link #force} waits for. */
    RandomAccessFile forced() {
        return Objects.requireNonNull(data);
    }

    /** Lets the system write the new name {@code path} to its disk, if it can be asked to. */
    public static void forceDirectory(Path path) throws IOException {
        Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a path without a directory");
        boolean interrupted = false;
        while (true) {
            interrupted |= Thread.interrupted(); // an interrupt closes the channel
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                return;
            } catch (AccessDeniedException e) {
                return; // a system on which directories cannot be opened
            } catch (ClosedByInterruptException e) {
                interrupted = true;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Whether the process has a lock no more. Another part of the program can have opened the lock file by its path, and closed it. */
    public boolean isLost() {
        return !isReleased.get() && locks.isLost() && !isReleased.get(); // it may have let them go just now
    }

    /**
     * Lets other processes open the store. What this process has mapped for writing is the file no more ({@link Region#leave}). Only the first
     * call does anything.
     */
    public void release() throws IOException {
        if (isReleased.compareAndSet(false, true)) {
            Region left = written;
            if (left != null) {
                left.leave();
            }
            locks.close();
        }
    }

    private void closeData() throws IOException {
        for (RandomAccessFile file : opened) {
            file.close();
        }
    }
}
