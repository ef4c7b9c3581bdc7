package dev.cairn.internal.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Looks now and then whether the system still has a lock of this process on one byte of a file. The system drops all locks of a process on a
 * file when any part of the program closes the file, and tells nobody. Only Linux has a list; other systems are believed.
 */
final class LockWatch {
    private static final Path LIST = Path.of("/proc/locks");
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A line can be missed while other locks come and go. */
    private static final int LOOKS = 5;

    private static final int AT_PID = 4;
    private static final int AT_INODE = 5;
    private static final int AT_FIRST = 6;

    private final String pid = Long.toString(ProcessHandle.current().pid());
    private final String inode;
    private final String first;
    private final boolean isListed;
    private volatile long lookedAt = System.nanoTime();

    /** The lock of the byte {@code at} of {@code path}, which this process has just taken. */
    LockWatch(Path path, long at) {
        this.inode = ":" + inode(path);
        this.first = Long.toString(at);
        this.isListed = Files.isReadable(LIST) && isThere(false);
    }

    private static String inode(Path path) {
        try {
            return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }

    /** Whether the lock is there, as far as is known. Looks once a second at most. */
    boolean isHeld() {
        if (!isListed || System.nanoTime() - lookedAt < REST_NANOS) {
            return true;
        }
        lookedAt = System.nanoTime();
        for (int look = 0; look < LOOKS; look++) {
            if (isThere(true)) {
                return true;
            }
        }
        return false;
    }

    private boolean isThere(boolean otherwise) {
        try {
            return new String(Files.readAllBytes(LIST), StandardCharsets.ISO_8859_1)
                    .lines()
                    .anyMatch(this::isOurs);
        } catch (IOException e) {
            return otherwise; // too many open files, say
        }
    }

    private boolean isOurs(String line) {
        String[] words = line.split(" +", -1);
        return words.length > AT_FIRST
                && words[AT_PID].equals(pid)
                && words[AT_INODE].endsWith(inode)
                && words[AT_FIRST].equals(first);
    }
}
