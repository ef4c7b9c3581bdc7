package dev.cairn.bench.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long it takes to open a file and get one key, in a JVM that has done so before. */
final class OpenSamples {
    private static final int WARM_UPS = 5;
    private static final long LOAD_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private OpenSamples() {}

    /** After a close. */
    static long[] closed(Samples.Subject subject, int count) throws IOException {
        fill(subject);
        warmUp(subject);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = open(subject, false);
        }
        return nanos;
    }

    /** After the process that writes was killed under load. */
    static long[] killed(Samples.Subject subject, int count) throws IOException {
        fill(subject);
        warmUp(subject);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            try (OtherProcess other = OtherProcess.start(subject)) {
                other.write();
                LockSupport.parkNanos(LOAD_NANOS);
                other.kill();
            }
            nanos[i] = open(subject, true);
        }
        return nanos;
    }

    private static void fill(Samples.Subject subject) throws IOException {
        try (OtherProcess other = OtherProcess.start(subject)) {
            other.fill();
        }
    }

    private static void warmUp(Samples.Subject subject) {
        for (int i = 0; i < WARM_UPS; i++) {
            open(subject, false);
        }
    }

    private static long open(Samples.Subject subject, boolean wasKilled) {
        Library library = subject.library();
        long key = Values.key(subject.entries() - 1);
        long begin = System.nanoTime();
        try (Database database = wasKilled
                ? library.openKilled(subject.directory(), subject.entries())
                : library.open(subject.directory(), subject.entries())) {
            byte[] value = database.get(key);
            long nanos = System.nanoTime() - begin;
            Values.number(value);
            return nanos;
        }
    }
}
