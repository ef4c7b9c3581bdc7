package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file of a store, read as bytes while no process has it open for writing. Neither the file nor anything beside it is changed or made. */
public final class UnusedFile {
    /*
     * Who writes a store has a row, and takes it under byte 3 of NAME.lock (B2 in ByteLocks). So while byte 3 is held here, and nobody has
     * byte 0 or a row, nobody writes. If there is no NAME.lock, nobody uses the store; it is looked for again after the reading, as who opens the
     * store makes it.
     */
    private final Path path;
    private final RandomAccessFile file;

    private UnusedFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Makes something of the bytes. */
    @FunctionalInterface
    public interface Reader<R> {
        /** Called once. */
        R read(UnusedFile file) throws IOException;
    }

    /**
     * Lets {@code reader} read the file {@code path}, or to which this symbolic link leads.
     *
     * @throws FileProblem if it cannot be read, or if a process writes it
     */
    public static <R> R read(Path path, Reader<R> reader) {
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channel of the locks
        try {
            if (!Files.isRegularFile(path)) {
                boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
                throw new FileProblem(
                        path,
                        isThere ? Reason.NOT_A_STORE : Reason.NOT_ACCESSIBLE,
                        isThere ? path + " is no file, so it is no store" : "there is no store " + path);
            }
            return readQuietly(path.toRealPath(), reader);
        } catch (IOException e) {
            throw new FileProblem(
                    path, Reason.NOT_ACCESSIBLE, "cannot read the store " + path + ": " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <R> R readQuietly(Path path, Reader<R> reader) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".lock");
        if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
            try (LockFile locks = LockFile.open(path, beside);
                    FileLock _ = ByteLocks.toOpen(path, locks)) {
                ByteLocks.requireUnwritten(path, locks);
                return readNow(path, reader);
            }
        }
        R result = readNow(path, reader);
        if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileProblem(
                    path,
                    Reason.IN_USE,
                    "a process opened the store " + path + " while it was read; read it again when that has closed it");
        }
        return result;
    }

    private static <R> R readNow(Path path, Reader<R> reader) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return reader.read(new UnusedFile(path, file));
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The length of the file. */
    public long length() throws IOException {
        return file.length();
    }

    /** Reads {@code length} bytes from {@code offset} on. */
    public void read(long offset, byte[] into, int length) throws IOException {
        file.seek(offset);
        try {
            file.readFully(into, 0, length);
        } catch (EOFException e) {
            throw new FileProblem(
                    path,
                    Reason.TRUNCATED,
                    "the store " + path + " has " + file.length() + " bytes, and should have " + length + " at "
                            + offset + ": the file was cut",
                    e);
        }
    }

    /** Throws if the process {@code pid} writes the file under another name. */
    public void requireNotWrittenBy(long pid) throws IOException {
        FileNames.requireNotWrittenBy(pid, path);
    }
}
