package dev.cairn.internal.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks now and then whether the system still has the locks of this process on some bytes of a file. The system drops all locks of a process on
 * a file when any part of the program closes the file, and tells nobody. Only Linux has a list; other systems are believed.
 */
final class LockWatch {
    private static final Path LIST = Path.of("/proc/locks");
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A line can be missed while other locks come and go. */
    private static final int LOOKS = 5;

    private static final int AT_TYPE = 1;
    private static final int AT_PID = 4;
    private static final int AT_INODE = 5;
    private static final int AT_FIRST = 6;
    private static final int AT_LAST = 7;

    private final String pid = Long.toString(ProcessHandle.current().pid());
    private final String inode;

    /** The bytes of which the list had the locks when they were taken. */
    private volatile long[] watched = {};

    private final long restNanos;
    private volatile long lookedAt = System.nanoTime();

    /**
     * Of the file {@code path}; watches no byte yet. {@code isWriter}: looks ten times as often, since other processes take what a process has that
     * writes, soon after it has lost a lock.
     */
    LockWatch(Path path, boolean isWriter) {
        this.restNanos = isWriter ? REST_NANOS / 10 : REST_NANOS;
        this.inode = ":" + inode(path);
    }

    private static String inode(Path path) {
        try {
            return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }

    /** Watches the byte {@code at}, too, of which this process has just taken the lock. One caller at a time. */
    void add(long at) {
        if (Files.isReadable(LIST) && areThere(new long[] {at}, false)) {
            long[] more = Arrays.copyOf(watched, watched.length + 1);
            more[watched.length] = at;
            watched = more;
        }
    }

    /** Watches the byte {@code next} from now on, and {@code before} no more. */
    void replace(long before, long next) {
        remove(before);
        add(next);
    }

    /** Watches the byte {@code at} no more. */
    void remove(long at) {
        watched = Arrays.stream(watched).filter(other -> other != at).toArray();
    }

    /** Whether all locks are there, as far as is known. Looks once a second at most, or ten times. */
    boolean areHeld() {
        if (System.nanoTime() - lookedAt < restNanos) {
            return true;
        }
        lookedAt = System.nanoTime();
        return areHeldNow();
    }

    /** As {@link #areHeld}, but looks in any case. */
    boolean areHeldNow() {
        while (true) {
            long[] bytes = watched;
            if (bytes.length == 0 || areThere(bytes, true)) {
                return true;
            }
            if (Arrays.equals(watched, bytes)) {
                return false;
            } // else this process has let one of them go meanwhile
        }
    }

    private boolean areThere(long[] bytes, boolean otherwise) {
        for (int look = 0; look < LOOKS; look++) {
            if (areThereAtOnce(bytes, otherwise)) {
                return true;
            }
        }
        return false;
    }

    private boolean areThereAtOnce(long[] bytes, boolean otherwise) {
        try {
            List<String[]> ours = new String(Files.readAllBytes(LIST), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> line.split(" +", -1))
                    .filter(this::isOurs)
                    .toList();
            return Arrays.stream(bytes).allMatch(at -> ours.stream().anyMatch(words -> covers(words, at)));
        } catch (IOException e) {
            return otherwise; // too many open files, say
        }
    }

    private boolean isOurs(String[] words) {
        return words.length > AT_LAST
                && words[AT_TYPE].equals("POSIX")
                && words[AT_PID].equals(pid)
                && words[AT_INODE].endsWith(inode);
    }

    /** The system makes one lock of those of a process on bytes next to each other. */
    private static boolean covers(String[] words, long at) {
        return Long.parseLong(words[AT_FIRST]) <= at
                && (words[AT_LAST].equals("EOF") || at <= Long.parseLong(words[AT_LAST]));
    }
}
