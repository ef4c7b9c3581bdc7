package dev.cairn.bench.process;

import java.io.IOException;
import java.nio.file.Path;

/** Takes single times, of what can't be done a million times in a row. */
@FunctionalInterface
interface Samples {
    /** What the times are of. */
    record Subject(Library library, Path directory, int entries) {}

    /** So many times in nanoseconds, in the order in which they were taken, after a warm-up. */
    long[] take(Subject subject, int count) throws IOException;
}
