package dev.cairn.internal.memory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether the system still has the locks of this process on some bytes of a file. The system drops all locks of a process on
 * a file when any part of the program closes the file, and tells nobody. Only Linux has a list; other systems are believed.
 */
final class LockWatch {
    /*
     * The list is that of an open file, /proc/self/fdinfo/N, which the system writes in one step. The list of all locks, /proc/locks, is not:
     * its first line and the others come from two looks, so a lock that is held is missed when another process lets one go in between. Under two
     * processes that took and let go one byte all the time, it missed the lock of a third in 21 of 100 looks, and the list of the file in none of 200,000.
     */
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private static final Path LISTS = Path.of("/proc/self/fdinfo");
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String LOCK = "lock:";
    private static final int AT_INODE = 6;
    private static final int AT_FIRST = 7;
    private static final int AT_LAST = 8;

    private final Path path;
    private final String inode;

    /** The list of the open file; null before the first byte was seen in it. */
    private volatile @Nullable Path list;

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
        this.path = path;
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
        Path found = list == null ? findList(at) : list;
        if (found != null && areThere(found, new long[] {at})) {
            list = found;
            long[] more = Arrays.copyOf(watched, watched.length + 1);
            more[watched.length] = at;
            watched = more;
        }
    }

    /** The list that has the byte {@code at}: other parts of the program may have the same file open, without locks. */
    private @Nullable Path findList(long at) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
            Object key = key(path);
            for (Path file : files) {
                Path lines = LISTS.resolve(file.getFileName());
                if (Objects.equals(key(file), key) && areThere(lines, new long[] {at})) {
                    return lines;
                }
            }
        } catch (IOException e) {
            return null; // not Linux, or too many open files
        }
        return null;
    }

    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return file; // closed meanwhile
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
            Path lines = list;
            if (bytes.length == 0 || lines == null || areThere(lines, bytes)) {
                return true;
            }
            if (Arrays.equals(watched, bytes)) {
                return false;
            } // else this process has let one of them go meanwhile
        }
    }

    private boolean areThere(Path lines, long[] bytes) {
        try {
            List<String[]> ours = Files.readAllLines(lines).stream()
                    .map(line -> line.split("\\s+", -1))
                    .filter(this::isLock)
                    .toList();
            return Arrays.stream(bytes).allMatch(at -> ours.stream().anyMatch(words -> covers(words, at)));
        } catch (NoSuchFileException e) {
            return false; // the file is closed
        } catch (IOException e) {
            return list != null; // too many open files, say
        }
    }

    private boolean isLock(String[] words) {
        return words.length > AT_LAST && words[0].equals(LOCK) && words[AT_INODE].endsWith(inode);
    }

    /** The system makes one lock of those of a process on bytes next to each other. */
    private static boolean covers(String[] words, long at) {
        return Long.parseLong(words[AT_FIRST]) <= at
                && (words[AT_LAST].equals("EOF") || at <= Long.parseLong(words[AT_LAST]));
    }
}
