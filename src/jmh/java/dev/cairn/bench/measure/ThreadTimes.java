package dev.cairn.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * CPU time that the JVM's own threads have used so far, read from the task table of Linux, where they have names. (The
 * management beans of JDK 25 tell the collector's elapsed time only.) On other systems, and where the kernel keeps no
 * scheduling statistics, it is zero.
 *
 * @param collectorNanos of the threads that collect, and of the VM thread that leads them in a pause
 * @param compilerNanos of the threads that compile
 */
public record ThreadTimes(long collectorNanos, long compilerNanos) {
    /** No time at all. */
    public static final ThreadTimes NONE = new ThreadTimes(0, 0);

    private static final Path TASKS = Path.of("/proc/self/task");

    public static ThreadTimes now() {
        if (!Files.isDirectory(TASKS)) {
            return NONE;
        }
        long collector = 0;
        long compiler = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String name = text(task.resolve("comm"));
                if (isCollector(name)) {
                    collector += nanos(task);
                } else if (isCompiler(name)) {
                    compiler += nanos(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThreadTimes(collector, compiler);
    }

    public ThreadTimes minus(ThreadTimes earlier) {
        return new ThreadTimes(collectorNanos - earlier.collectorNanos, compilerNanos - earlier.compilerNanos);
    }

    private static boolean isCollector(String name) {
        return name.startsWith("GC ")
                || name.startsWith("G1 ")
                || name.startsWith("ZWorker")
                || name.startsWith("ZDriver")
                || name.startsWith("Shenandoah")
                || name.startsWith("VM Thread");
    }

    private static boolean isCompiler(String name) {
        return name.startsWith("C1 ") || name.startsWith("C2 ");
    }

    /** The first number of {@code schedstat}: time on a processor, in nanoseconds. */
    private static long nanos(Path task) throws IOException {
        String statistics = text(task.resolve("schedstat"));
        int end = statistics.indexOf(' ');
        return end < 0 ? 0 : Long.parseLong(statistics.substring(0, end));
    }

    /** The file's text, empty if the thread has ended or the kernel has no such file. */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
