package dev.cairn.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long puts of random keys take while several processes do nothing else. The size is the number of processes, this one among them. */
final class SwapSamples {
    /** The places of the figures: elapsed time by the number of puts of all, and the time of one put of this process. */
    static final int OF_ALL = 0;

    static final int MEDIAN = 1;
    static final int SLOW = 2;
    static final int FIGURES = 3;

    private static final int ENTRIES = 10_000;

    /** For each process: all of them compile, on the same processors. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long NANOS_A_SAMPLE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Database database;
    private final long[] keys = Values.drawnKeys(ENTRIES);
    private long[] nanos = new long[1 << 20];
    private int puts;

    private SwapSamples(Database database) {
        this.database = database;
    }

    /** The figures of so many milliseconds. */
    static long[] take(Samples.Subject subject, int count) throws IOException {
        Samples.Subject table = new Samples.Subject(subject.library(), subject.directory(), ENTRIES);
        List<OtherProcess> others = new ArrayList<>();
        try (Database database = subject.library().open(subject.directory(), ENTRIES)) {
            database.fill(ENTRIES);
            for (int process = 1; process < subject.entries(); process++) {
                others.add(OtherProcess.start(table));
            }
            for (OtherProcess other : others) {
                other.write();
            }
            SwapSamples samples = new SwapSamples(database);
            samples.put(subject.entries() * WARM_UP_NANOS);
            samples.puts = 0;
            long before = puts(others);
            long elapsed = samples.put(count * NANOS_A_SAMPLE);
            return samples.figures(elapsed, puts(others) - before);
        } finally {
            for (OtherProcess other : others) {
                other.close();
            }
        }
    }

    private static long puts(List<OtherProcess> others) throws IOException {
        long puts = 0;
        for (OtherProcess other : others) {
            puts += other.puts();
        }
        return puts;
    }

    /** Puts for so long; returns how long it was. */
    private long put(long limit) {
        long begin = System.nanoTime();
        long last = begin;
        while (last - begin < limit) {
            long key = keys[puts & (keys.length - 1)];
            byte[] value = Values.value(puts);
            long from = System.nanoTime();
            database.put(key, value);
            last = System.nanoTime();
            if (puts == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * puts);
            }
            nanos[puts++] = last - from;
        }
        return last - begin;
    }

    private long[] figures(long elapsed, long putsOfOthers) {
        long[] sorted = Arrays.copyOf(nanos, puts);
        Arrays.sort(sorted);
        long[] figures = new long[FIGURES];
        figures[OF_ALL] = elapsed / (puts + putsOfOthers);
        figures[MEDIAN] = sorted[puts / 2];
        figures[SLOW] = sorted[(int) (puts * 99L / 100)];
        return figures;
    }
}
