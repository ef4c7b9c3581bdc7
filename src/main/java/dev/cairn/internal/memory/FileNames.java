package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds a file that has, or had, another name. The locks of a store lie beside its name, so under two names two processes could write one
 * file. Systems that cannot tell are believed.
 */
final class FileNames {
    private static final int AT_MODE = 1;
    private static final int AT_INODE = 4;

    private FileNames() {}

    /** Throws if {@code path} is one of several hard links to its file. */
    static void requireOne(Path path) throws IOException {
        int names = isUnix(path) ? (int) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) : 1;
        if (names > 1) {
            throw new FileProblem(
                    path,
                    Reason.SEVERAL_NAMES,
                    "the file " + path + " has " + names
                            + " names, as hard links, and the locks of a store are beside one"
                            + " name: two processes could write it; delete the other names, which 'find DIRECTORY -samefile "
                            + path + "' prints, or copy the file and open the copy");
        }
    }

    /** Throws if the process {@code pid} writes the file, which nobody has locked under the name {@code path}. */
    static void requireNotWrittenBy(long pid, Path path) throws IOException {
        if (isUnix(path) && isWrittenBy(pid, Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS))) {
            throw new FileProblem(
                    path,
                    Reason.IN_USE,
                    "process " + pid + " has opened the store " + path
                            + " for writing under another name, and the file was"
                            + " renamed since then; close it there first, or give the file its old name again");
        }
    }

    private static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Looks into the list of what the process has mapped, which Linux has. Other users' processes, and those that ended, have none. */
    private static boolean isWrittenBy(long pid, Object inode) {
        Path maps = Path.of("/proc/" + pid + "/maps");
        if (!Files.isReadable(maps)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(" +", AT_INODE + 2))
                    .anyMatch(words -> words.length > AT_INODE
                            && words[AT_MODE].equals("rw-s")
                            && words[AT_INODE].equals(inode.toString()));
        } catch (IOException | UncheckedIOException e) {
            return false; // it has ended meanwhile
        }
    }
}
