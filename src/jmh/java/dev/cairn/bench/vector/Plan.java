package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Pace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which trials are run, and at what pace: all of them, or in five minutes those of the peers known to be best at each
 * operation. The libraries of one operation and size stand beside each other, so that a machine whose speed drifts
 * treats them alike.
 */
public record Plan(List<Trial> trials, Set<Library> footprints, Pace making, Pace reading) {
    /** Elements of the vectors whose bytes are counted, and of the larger ones in a quick run. */
    public static final int LARGE = 1_000_000;

    private static final List<Integer> ALL_SIZES = List.of(100, 10_000, 1_000_000, 10_000_000);
    private static final List<Integer> QUICK_SIZES = List.of(10_000, LARGE);
    private static final Set<Operation> QUICK_AT_BOTH_SIZES =
            Set.of(Operation.APPEND, Operation.GET, Operation.ITERATE, Operation.UPDATE);

    public static Plan full(int forks) {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : ALL_SIZES) {
                for (Library library : Library.values()) {
                    if (library.supports(operation, size)) {
                        trials.add(new Trial(operation, size, library));
                    }
                }
            }
        }
        return new Plan(
                trials,
                EnumSet.complementOf(EnumSet.of(Library.PCOLLECTIONS)),
                Pace.ofMillis(forks, 4, 1000, 6, 1000),
                Pace.ofMillis(forks, 3, 700, 5, 700));
    }

    public static Plan quick() {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : QUICK_SIZES) {
                if (size == LARGE || QUICK_AT_BOTH_SIZES.contains(operation)) {
                    known(operation).stream()
                            .sorted()
                            .forEach(library -> trials.add(new Trial(operation, size, library)));
                }
            }
        }
        Set<Library> footprints = oursAnd(Library.VAVR_UNBOXED, Library.SCALA);
        return new Plan(trials, footprints, Pace.ofMillis(1, 3, 1000, 2, 800), Pace.ofMillis(1, 2, 400, 3, 300));
    }

    public Plan only(Predicate<String> names) {
        List<Trial> chosen =
                trials.stream().filter(trial -> names.test(trial.name())).toList();
        Set<Library> measured = EnumSet.noneOf(Library.class);
        for (Library library : footprints) {
            if (names.test("bytes/" + LARGE + "/" + library.label())) {
                measured.add(library);
            }
        }
        return new Plan(chosen, measured, making, reading);
    }

    public Pace pace(Trial trial) {
        return trial.operation().makesVersions() ? making : reading;
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
            case UPDATE_SAME, UPDATE_KEEPING, REMOVE_LAST -> Set.of();
        };
    }

    private static Set<Library> oursAnd(Library... peers) {
        Set<Library> libraries = EnumSet.of(Library.LONG_VECTOR, Library.PVECTOR);
        libraries.addAll(Set.of(peers));
        return libraries;
    }
}
