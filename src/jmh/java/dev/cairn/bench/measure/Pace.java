package dev.cairn.bench.measure;

import org.openjdk.jmh.runner.options.TimeValue;

/** How long one measurement takes: so many JVMs, and in each so many iterations to warm up and to measure. */
public record Pace(int forks, int warmups, TimeValue warmup, int measurements, TimeValue measurement) {
    /** Long enough for one operation, for figures nobody looks at. */
    static final Pace MOMENT = ofMillis(1, 0, 1, 1, 20);

    public static Pace ofMillis(int forks, int warmups, int warmupMillis, int measurements, int measurementMillis) {
        return new Pace(
                forks,
                warmups,
                TimeValue.milliseconds(warmupMillis),
                measurements,
                TimeValue.milliseconds(measurementMillis));
    }
}
