package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only this user may use: makes them, and refuses all others. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /** Makes an empty file that only its owner can read, unless it is there. */
    static BasicFileAttributes createIfAbsent(Path path) throws IOException {
        try {
            Files.createFile(path, ownerOnly(path));
        } catch (FileAlreadyExistsException e) {
            // as wanted
        }
        return attributes(path);
    }

    /** The attributes of a new file that only its owner can use. */
    static FileAttribute<?>[] ownerOnly(Path path) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The attributes of {@code path} itself. */
    static BasicFileAttributes attributes(Path path) throws IOException {
        Class<? extends BasicFileAttributes> type =
                hasModes(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
        return Files.readAttributes(path, type, LinkOption.NOFOLLOW_LINKS);
    }

    /** What names the file, whatever its path. */
    static String key(Path path) throws IOException {
        Object key = attributes(path).fileKey();
        return key == null ? path.toRealPath().toString() : key.toString();
    }

    /** Throws unless {@code path} is a plain file of this user, which nobody else can use. */
    static void requireOurs(Path path, BasicFileAttributes attributes) throws IOException {
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
}
