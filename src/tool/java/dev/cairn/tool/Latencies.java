package dev.cairn.tool;

import java.nio.ByteBuffer;
import java.util.Locale;

/** How often something took how long: counts in a part of a buffer, which can be a file that outlives the process. One thread records. */
record Latencies(ByteBuffer bytes) {
    /*
     * Layout: the longest time, then the counts, each a long. Times below 32 ns have a count each. From each power of two to the next there are 32
     * counts, so a time is off by 3 percent at most, which is how HdrHistogram counts, too.
     */
    private static final int FINE_BITS = 5;
    private static final int FINE = 1 << FINE_BITS;
    private static final int COUNTS = (Long.SIZE - FINE_BITS) * FINE;
    private static final int AT_COUNTS = Long.BYTES;

    /** The bytes of the buffer. */
    static final int BYTES = AT_COUNTS + COUNTS * Long.BYTES;

    /** None yet, on the heap. */
    static Latencies none() {
        return new Latencies(ByteBuffer.allocate(BYTES));
    }

    void record(long nanos) {
        int at = at(place(Math.max(nanos, 0)));
        bytes.putLong(at, bytes.getLong(at) + 1);
        bytes.putLong(0, Math.max(longest(), nanos));
    }

    void addAll(Latencies others) {
        for (int place = 0; place < COUNTS; place++) {
            bytes.putLong(at(place), count(place) + others.count(place));
        }
        bytes.putLong(0, Math.max(longest(), others.longest()));
    }

    long count() {
        long count = 0;
        for (int place = 0; place < COUNTS; place++) {
            count += count(place);
        }
        return count;
    }

    long longest() {
        return bytes.getLong(0);
    }

    /** The time that so many of a hundred did not exceed; 0 if there are none. */
    long percentile(int percent) {
        long wanted = Math.ceilDiv(count() * percent, 100L);
        long passed = 0;
        for (int place = 0; place < COUNTS; place++) {
            passed += count(place);
            if (passed >= wanted && passed > 0) {
                return Math.min(most(place), longest());
            }
        }
        return 0;
    }

    private long count(int place) {
        return bytes.getLong(at(place));
    }

    private static int at(int place) {
        return AT_COUNTS + place * Long.BYTES;
    }

    private static int place(long nanos) {
        int power = Math.max(Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1) - FINE_BITS, 0);
        return power * FINE + (int) (nanos >>> power);
    }

    /** The longest time that is counted in {@code place}. */
    private static long most(int place) {
        int power = Math.max(place / FINE - 1, 0);
        return ((place - power * FINE + 1L) << power) - 1;
    }

    /** The heading over {@link #line}. */
    static String heading() {
        return line("", "count", "p50", "p99", "longest");
    }

    /** A line of a table. */
    String line(String name) {
        return line(
                name,
                String.format(Locale.ROOT, "%,d", count()),
                time(percentile(50)),
                time(percentile(99)),
                time(longest()));
    }

    private static String line(String name, String count, String half, String most, String longest) {
        return String.format(Locale.ROOT, "  %-44s %12s %10s %10s %10s", name, count, half, most, longest);
    }

    /** A time in the largest unit that gives at least 1. */
    private static String time(long nanos) {
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : nanos < 1_000_000_000
                        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                        : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
