package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of a store, and the file beside it whose locks say that a process uses the store. */
public final class StoreFile {
    /*
     * Files: NAME has the store. NAME.lock has locks of single bytes, and the number of the process that wrote last, as text. The system
     * drops the locks of a process that ends, however it ends. NAME.new is a store that is being made.
     *     byte 0  held by the process that writes        byte 3  held while a process opens the store
     * Protocol
     *   1  A JVM opens NAME.lock once, and keeps it open as long as the store: closing any channel of a file drops all locks that the
     *      process has on it. The register of the lock files that are open is in the system properties, which all class loaders share.
     *   2  Nobody calls lock(): an interrupt of the waiting thread would close the channel. tryLock() does not wait.
     *   3  Under byte 3, a new store is made as NAME.new, which gets its name when all of it is written. So NAME is a whole store, or
     *      not ours, or empty.
     *   4  NAME is never made shorter, and made longer by writing only: touching a hole on a full disk would end in a fault.
     */
    private static final String REGISTER = "cairn.opened.";
    private static final long WRITING = 0;
    private static final long OPENING = 3;
    private static final int TRIES = 2_000;
    private static final int PID_LENGTH = 20;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "lustre", "glusterfs");

    private final Path path;
    private final String key;
    private final FileChannel locks;
    private final FileLock writing;
    private @Nullable RandomAccessFile data;
    private volatile boolean isReleased;

    private StoreFile(Path path, String key, FileChannel locks, FileLock writing) {
        this.path = path;
        this.key = key;
        this.locks = locks;
        this.writing = writing;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /**
     * Opens the file {@code path}, or makes it, for the one process that writes. {@code opener} is called with the file while no other
     * process opens it. It calls {@link #head}, and then {@link #map} or {@link #create}. If it throws, the file is let go.
     *
     * @param remote whether a file system of another machine is allowed
     * @throws FileProblem if the file cannot be used
     */
    public static <R> R open(Path path, boolean remote, Opener<R> opener) {
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channels
        try {
            Path absolute = path.toAbsolutePath();
            requireDirectory(absolute, remote);
            return opened(absolute, opener);
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

    private static <R> R opened(Path path, Opener<R> opener) throws IOException {
        Path lockPath = beside(path, ".lock");
        requireOurs(lockPath, createIfAbsent(lockPath));
        String key = REGISTER + key(lockPath);
        if (System.getProperties().putIfAbsent(key, path.toString()) != null) {
            throw new FileProblem(
                    path,
                    Reason.IN_USE,
                    "the store " + path + " is open in this process already; use that Store object, or close it first");
        }
        @Nullable FileChannel locks = null;
        boolean done = false;
        try {
            locks = FileChannel.open(
                    lockPath, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try (FileLock _ = lockToOpen(path, locks)) {
                FileLock writing = locks.tryLock(WRITING, 1, false);
                if (writing == null) {
                    throw inUse(path, locks);
                }
                locks.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)), 0);
                StoreFile file = new StoreFile(path, key, locks, writing);
                try {
                    R result = opener.open(file);
                    done = true;
                    return result;
                } finally {
                    if (!done) {
                        file.closeData();
                    }
                }
            }
        } finally {
            if (!done) {
                if (locks != null) {
                    locks.close();
                }
                System.getProperties().remove(key);
            }
        }
    }

    /** The number of this process, in a fixed number of characters. */
    private static String pid() {
        return String.format(
                Locale.ROOT, "%" + PID_LENGTH + "d", ProcessHandle.current().pid());
    }

    private static FileProblem inUse(Path path, FileChannel locks) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(PID_LENGTH);
        locks.read(pid, 0);
        String process = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
        return new FileProblem(
                path,
                Reason.IN_USE,
                "process " + process + " has opened the store " + path
                        + " for writing; only one process can at a time");
    }

    private static FileLock lockToOpen(Path path, FileChannel locks) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            FileLock lock = locks.tryLock(OPENING, 1, false);
            if (lock != null) {
                return lock;
            }
            Backoff.pause(tries);
        }
        throw inUse(path, locks);
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** Makes an empty file that only its owner can read, unless it is there. */
    private static BasicFileAttributes createIfAbsent(Path path) throws IOException {
        try {
            Files.createFile(path, ownerOnly(path));
        } catch (FileAlreadyExistsException e) {
            // as wanted
        }
        return attributes(path);
    }

    /** Makes an empty file that only its owner can read; an older one of this name goes. */
    public static void createPrivate(Path path) throws IOException {
        Files.deleteIfExists(path); // of a process that ended while it wrote the file
        Files.createFile(path, ownerOnly(path));
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        Class<? extends BasicFileAttributes> type =
                hasModes(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
        return Files.readAttributes(path, type, LinkOption.NOFOLLOW_LINKS);
    }

    private static String key(Path path) throws IOException {
        Object key = attributes(path).fileKey();
        return key == null ? path.toRealPath().toString() : key.toString();
    }

    /** Throws unless {@code path} is a plain file of this user, which nobody else can use. */
    private static void requireOurs(Path path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new FileProblem(
                    path,
                    Reason.NOT_A_STORE,
                    path + " is " + (attributes.isSymbolicLink() ? "a symbolic link" : "no file")
                            + "; give the path of the store's file itself");
        }
        if (attributes instanceof PosixFileAttributes posix) {
            requireOwner(path, posix);
        }
    }

    private static void requireOwner(Path path, PosixFileAttributes attributes) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(attributes.permissions());
        others.removeAll(OWNER_ONLY);
        others.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!others.isEmpty()) {
            throw new FileProblem(
                    path,
                    Reason.NOT_PRIVATE,
                    path + " has the permissions " + PosixFilePermissions.toString(attributes.permissions())
                            + ", so other users could change the store; set them to rw------- (chmod 600)");
        }
        String user = System.getProperty("user.name", "");
        String owner = attributes.owner().getName();
        if (!owner.equals(user) && !user.isEmpty()) {
            throw new FileProblem(
                    path,
                    Reason.NOT_PRIVATE,
                    path + " belongs to the user " + owner + ", and this process runs as " + user
                            + "; open the store as " + owner + ", or copy the file");
        }
    }

    /** The first {@code bytes} of the file, in native order; null if there is no file, or an empty one. */
    public @Nullable ByteBuffer head(int bytes) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        requireOurs(path, attributes(path));
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
        RandomAccessFile file = new RandomAccessFile(named.toFile(), "rw");
        data = file;
        requireOurs(named, attributes(named));
        return Region.named(file, bytes);
    }

    /** Makes a file of {@code bytes}, lets {@code format} write the store into it, and gives it its name. Returns the result of format. */
    public <R> R create(long bytes, IntoRegion<R> format) throws IOException {
        Path fresh = beside(path, ".new");
        createPrivate(fresh);
        boolean done = false;
        try {
            R result = format.apply(map(fresh, bytes));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
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

    /** Waits until the system has written the file to its disk. */
    public void force() throws IOException {
        Objects.requireNonNull(data).getFD().sync();
    }

    /** Whether the process still has the right to write. Another part of the program can have closed the lock file by its path. */
    public boolean isHeld() {
        return !isReleased && writing.isValid() && locks.isOpen();
    }

    /** Lets other processes open the store. Nobody writes or reads it here any more. */
    public void release() throws IOException {
        if (!isReleased) {
            isReleased = true;
            locks.close();
            System.getProperties().remove(key);
        }
    }

    private void closeData() throws IOException {
        RandomAccessFile file = data;
        if (file != null) {
            file.close();
        }
    }
}
