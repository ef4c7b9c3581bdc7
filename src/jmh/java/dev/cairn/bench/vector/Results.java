package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The figures of one run, in the order they came. */
public final class Results {
    private final Map<Trial, Timing> timings = new LinkedHashMap<>();
    private final Map<Library, Footprint> footprints = new EnumMap<>(Library.class);

    public void add(Trial trial, Timing timing) {
        timings.put(trial, timing);
    }

    public void add(Library library, Footprint footprint) {
        footprints.put(library, footprint);
    }

    public Map<Trial, Timing> timings() {
        return timings;
    }

    public Map<Library, Footprint> footprints() {
        return footprints;
    }

    public Optional<Timing> timing(Operation operation, int size, Library library) {
        return Optional.ofNullable(timings.get(new Trial(operation, size, library)));
    }

    public Set<Integer> sizes() {
        Set<Integer> sizes = new TreeSet<>();
        timings.keySet().forEach(trial -> sizes.add(trial.size()));
        return sizes;
    }

    /** A row for each vector of ours that was measured beside at least one peer. */
    public List<Comparison> comparisons() {
        List<Comparison> rows = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : sizes()) {
                rows.addAll(comparisons(operation, size));
            }
        }
        return rows;
    }

    public List<Comparison> comparisons(Operation operation, int size) {
        List<Comparison> rows = new ArrayList<>();
        bestPeer(operation, size).ifPresent(peer -> {
            Timing their = timings.get(peer);
            for (Library library : Library.values()) {
                if (library.side() == Library.Side.OURS) {
                    timing(operation, size, library)
                            .map(our -> new Comparison(operation, size, library, our, peer.library(), their))
                            .ifPresent(rows::add);
                }
            }
        });
        return rows;
    }

    private Optional<Trial> bestPeer(Operation operation, int size) {
        return timings.keySet().stream()
                .filter(trial -> trial.operation() == operation && trial.size() == size)
                .filter(trial -> trial.library().side() == Library.Side.PEER)
                .min(Comparator.comparingDouble(trial -> timings.get(trial).elapsed()));
    }
}
