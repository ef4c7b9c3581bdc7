package dev.cairn.bench.measure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One of ours beside the best peer of the same run.
 *
 * @param peer the label of the peer whose calling thread was fastest, whose CPU time is the one compared; {@link #NO_PEER}
 *     where no peer has the operation
 */
public record Comparison(Row row, Contender ours, Timing our, String peer, Timing their) {
    /** The names over {@link #line}. */
    public static final String HEADING = "%-32s %9s %9s %-12s %9s %6s %9s %9s %6s %9s %9s"
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

    static final String NO_PEER = "none";

    /** Ours divided by the peer's: below one, ours is faster. */
    public double ratio() {
        return our.elapsed() / their.elapsed();
    }

    /** The same of all CPU time: caller, reclaimer, collector and compiler. */
    public double cpuRatio() {
        return our.cpu() / their.cpu();
    }

    public String line() {
        String variant = row.variant().isEmpty() ? "" : "." + row.variant();
        return "%-32s %9d %9s %-12s %9s %6s %9s %9s %6s %9s %9s"
                .formatted(
                        ours.label() + "." + row.workload().label() + variant,
                        row.size(),
                        nanos(our.elapsed()),
                        peer,
                        nanos(their.elapsed()),
                        factor(ratio()),
                        nanos(our.cpu()),
                        nanos(their.cpu()),
                        factor(cpuRatio()),
                        nanos(our.reclaimer()),
                        nanos(our.collector()));
    }

    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>(Results.json(row));
        fields.put("ours", ours.label());
        fields.put("ours_ns", our.elapsed());
        fields.put("best_peer", peer);
        fields.put("peer_ns", their.elapsed());
        fields.put("ratio", ratio());
        fields.put("ours_cpu_ns", our.cpu());
        fields.put("peer_cpu_ns", their.cpu());
        fields.put("cpu_ratio", cpuRatio());
        fields.put("reclaimer_ns", our.reclaimer());
        fields.put("collector_ns", our.collector());
        fields.put("peer_collector_ns", their.collector());
        return fields;
    }

    /** Nanoseconds with three digits that count. */
    static String nanos(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String factor(double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "-";
    }
}
