package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Timing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One row: a vector of ours beside the best peer of the same run.
 *
 * @param peer the peer whose calling thread was fastest; its CPU time is the one compared
 */
public record Comparison(Operation operation, int size, Library ours, Timing our, Library peer, Timing their) {
    /** The names over {@link #line}. */
    public static final String HEADING = "%-26s %9s %9s %-12s %9s %6s %9s %9s %6s %9s %9s"
            .formatted(
                    "operation",
                    "size",
                    "ours_ns",
                    "best_peer",
                    "peer_ns",
                    "ratio",
                    "ours_cpu",
                    "peer_cpu",
                    "ratio",
                    "reclaimer",
                    "collector");

    /** Ours divided by the peer's: below one, ours is faster. */
    public double ratio() {
        return our.elapsed() / their.elapsed();
    }

    /** The same of all CPU time: caller, reclaimer, collector and compiler. */
    public double cpuRatio() {
        return our.cpu() / their.cpu();
    }

    public String line() {
        return "%-26s %9d %9s %-12s %9s %6.2f %9s %9s %6.2f %9s %9s"
                .formatted(
                        ours.label() + "." + operation.label(),
                        size,
                        nanos(our.elapsed()),
                        peer.label(),
                        nanos(their.elapsed()),
                        ratio(),
                        nanos(our.cpu()),
                        nanos(their.cpu()),
                        cpuRatio(),
                        nanos(our.reclaimer()),
                        nanos(our.collector()));
    }

    public Map<String, Object> json() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("operation", operation.label());
        row.put("size", size);
        row.put("ours", ours.label());
        row.put("ours_ns", our.elapsed());
        row.put("best_peer", peer.label());
        row.put("peer_ns", their.elapsed());
        row.put("ratio", ratio());
        row.put("ours_cpu_ns", our.cpu());
        row.put("peer_cpu_ns", their.cpu());
        row.put("cpu_ratio", cpuRatio());
        row.put("reclaimer_ns", our.reclaimer());
        row.put("collector_ns", our.collector());
        row.put("peer_collector_ns", their.collector());
        return row;
    }

    /** Nanoseconds with three digits that count. */
    static String nanos(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
