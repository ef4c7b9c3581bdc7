package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Contender;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which trials are run: all of them, or in five minutes those of the peers known to be best at each operation. */
final class VectorPlans {
    private static final int LARGE = 1_000_000;
    private static final List<Integer> ALL_SIZES = List.of(100, 10_000, LARGE, 10_000_000);
    private static final List<Integer> TWO_SIZES = List.of(10_000, LARGE);

    /** Vectors without a codec are in {@code bench small}. */
    private static final Set<Library> COMPARED = EnumSet.complementOf(EnumSet.of(Library.PVECTOR_STANDARD));

    private static final Set<Operation> QUICK_AT_BOTH_SIZES =
            Set.of(Operation.APPEND, Operation.GET, Operation.ITERATE, Operation.UPDATE);

    private VectorPlans() {}

    static Plan full(int forks) {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : operation.benchmark() == VectorBenchmark.class ? ALL_SIZES : TWO_SIZES) {
                COMPARED.stream()
                        .filter(library -> library.supports(operation, size))
                        .forEach(library -> trials.add(trial(operation, size, library)));
            }
        }
        return new Plan(
                trials,
                footprints(COMPARED.stream()
                        .filter(library -> library != Library.PCOLLECTIONS)
                        .toList()),
                List.of(),
                Pace.ofMillis(forks, 4, 1000, 6, 1000),
                Pace.ofMillis(forks, 3, 700, 5, 700));
    }

    static Plan quick() {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : TWO_SIZES) {
                if (size == LARGE || QUICK_AT_BOTH_SIZES.contains(operation)) {
                    known(operation).stream().sorted().forEach(library -> trials.add(trial(operation, size, library)));
                }
            }
        }
        return new Plan(
                trials,
                footprints(oursAnd(Library.VAVR_UNBOXED, Library.SCALA)),
                List.of(),
                Pace.ofMillis(1, 3, 1000, 2, 800),
                Pace.ofMillis(1, 2, 400, 3, 300));
    }

    private static Trial trial(Operation operation, int size, Contender library) {
        return new Trial(new Row(operation, "", size), library);
    }

    private static List<Trial> footprints(Collection<Library> libraries) {
        Row row = new Row(Footprint.BYTES, "", LARGE);
        return libraries.stream().map(library -> new Trial(row, library)).toList();
    }

    /** Ours and the peers that were best in full runs; none at all of an operation that a quick run leaves out. */
    private static Set<Library> known(Operation operation) {
        return switch (operation) {
            case APPEND -> oursAnd(Library.PAGURO, Library.CLOJURE);
            case BUILD -> Set.of(Library.LONG_VECTOR, Library.SCALA, Library.PAGURO);
            case BULK -> Set.of(Library.LONG_VECTOR, Library.VAVR_UNBOXED, Library.SCALA);
            case GET -> oursAnd(Library.VAVR_UNBOXED, Library.SCALA);
            case ITERATE, FOLD -> oursAnd(Library.CLOJURE, Library.SCALA);
            case UPDATE -> oursAnd(Library.KOTLINX, Library.SCALA);
            case UPDATE_SAME, UPDATE_KEEPING, REMOVE_LAST, CONCAT, SLICE, INSERT, REMOVE, PREPEND -> Set.of();
        };
    }

    private static Set<Library> oursAnd(Library... peers) {
        Set<Library> libraries = EnumSet.of(Library.LONG_VECTOR, Library.PVECTOR);
        libraries.addAll(Set.of(peers));
        return libraries;
    }
}
