package dev.cairn.bench.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** The figures of one run, in the order they came. */
public final class Results {
    private final Map<Trial, Timing> timings = new LinkedHashMap<>();
    private final Map<Trial, Footprint> footprints = new LinkedHashMap<>();
    private final Map<Trial, Pauses> pauses = new LinkedHashMap<>();

    public void add(Trial trial, Timing timing) {
        timings.put(trial, timing);
    }

    public void add(Trial trial, Footprint footprint) {
        footprints.put(trial, footprint);
    }

    public void add(Trial trial, Pauses paused) {
        pauses.put(trial, paused);
    }

    public Map<Trial, Timing> timings() {
        return timings;
    }

    public Map<Trial, Footprint> footprints() {
        return footprints;
    }

    public Map<Trial, Pauses> pauses() {
        return pauses;
    }

    public Optional<Timing> timing(Row row, Contender contender) {
        return Optional.ofNullable(timings.get(new Trial(row, contender)));
    }

    /** The rows timed. */
    public SequencedSet<Row> rows() {
        SequencedSet<Row> rows = new LinkedHashSet<>();
        timings.keySet().forEach(trial -> rows.add(trial.row()));
        return rows;
    }

    /** All that were timed in these rows, in their own order. */
    public List<Contender> contenders(Collection<Row> rows) {
        return timings.keySet().stream()
                .filter(trial -> rows.contains(trial.row()))
                .map(Trial::contender)
                .distinct()
                .sorted(Comparator.comparingInt(Contender::ordinal))
                .toList();
    }

    public List<Comparison> comparisons() {
        return rows().stream().flatMap(row -> comparisons(row).stream()).toList();
    }

    /** Each of ours beside its rival, or beside the best peer of the row. */
    public List<Comparison> comparisons(Row row) {
        List<Contender> contenders = contenders(List.of(row));
        List<Comparison> comparisons = new ArrayList<>();
        for (Contender contender : contenders) {
            if (contender.side() == Contender.Side.OURS) {
                Optional<Trial> best = contenders.stream()
                        .filter(peer -> peer.side() == Contender.Side.PEER)
                        .filter(peer -> contender.rival().map(peer::equals).orElse(true))
                        .map(peer -> new Trial(row, peer))
                        .min(Comparator.comparingDouble(
                                trial -> timings.get(trial).elapsed()));
                comparisons.add(new Comparison(
                        row,
                        contender,
                        timings.get(new Trial(row, contender)),
                        best.map(trial -> trial.contender().label()).orElse(Comparison.NO_PEER),
                        best.map(timings::get).orElse(Timing.NONE)));
            }
        }
        return comparisons;
    }

    /** What a row is, as every object of the JSON file begins. */
    static Map<String, Object> json(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", row.workload().label());
        if (!row.variant().isEmpty()) {
            fields.put("variant", row.variant());
        }
        fields.put("size", row.size());
        return fields;
    }
}
