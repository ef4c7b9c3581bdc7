package dev.cairn.bench.map;

import dev.cairn.bench.measure.Contender;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which trials are run: all of them, or in five minutes those of the peers known to be best at each operation. */
final class MapPlans {
    private static final int OF_PAUSES = 10_000_000;

    private MapPlans() {}

    static Plan full(int forks) {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Keys keys : operation.kinds()) {
                for (int size : operation.sizes()) {
                    Row row = row(operation, keys, size);
                    compared(operation).stream()
                            .filter(library -> library.takes(keys) && library.supports(operation, size))
                            .forEach(library -> trials.add(new Trial(row, library)));
                }
            }
        }
        return new Plan(
                trials,
                footprints(EnumSet.complementOf(
                        EnumSet.of(Library.PCOLLECTIONS, Library.CAIRN_STANDARD, Library.CAIRN_STORES))),
                pauses(),
                Pace.ofMillis(forks, 4, 1000, 6, 1000),
                Pace.ofMillis(forks, 3, 700, 5, 700));
    }

    static Plan quick() {
        List<Trial> trials = Stream.of(
                        quick(Operation.GET, Keys.LONG, 10_000, Library.SCALA, Library.CLOJURE),
                        quick(Operation.GET, Keys.LONG, Operation.LARGE, Library.VAVR, Library.KOTLINX),
                        quick(Operation.GET, Keys.STRING, Operation.LARGE, Library.SCALA, Library.VAVR),
                        quick(Operation.PUT, Keys.LONG, Operation.LARGE, Library.VAVR, Library.SCALA),
                        quick(Operation.OVERWRITE, Keys.LONG, 10_000, Library.KOTLINX, Library.SCALA),
                        quick(Operation.OVERWRITE, Keys.LONG, Operation.LARGE, Library.KOTLINX, Library.SCALA),
                        quick(Operation.OVERWRITE, Keys.STRING, Operation.LARGE, Library.KOTLINX, Library.SCALA),
                        quick(Operation.REMOVE, Keys.LONG, Operation.LARGE, Library.VAVR, Library.SCALA),
                        quickUnboxed(Operation.GET, 100),
                        quickUnboxed(Operation.GET, Operation.LARGE),
                        quickUnboxed(Operation.PUT, Operation.LARGE),
                        quickUnboxed(Operation.OVERWRITE, 10_000),
                        quickUnboxed(Operation.ITERATE, Operation.LARGE),
                        quick(Operation.BULK, Keys.LONG, Operation.LARGE, Library.BIFURCAN, Library.SCALA),
                        quick(Operation.ITERATE, Keys.LONG, Operation.LARGE, Library.BIFURCAN, Library.SCALA))
                .flatMap(List::stream)
                .toList();
        return new Plan(
                trials,
                footprints(oursAnd(Library.KOTLINX, Library.SCALA)),
                List.of(),
                Pace.ofMillis(1, 3, 1000, 2, 800),
                Pace.ofMillis(1, 2, 400, 3, 300));
    }

    /** Maps without codecs are in {@code bench small}; whether threads share a store matters only where there are some. */
    private static Set<Library> compared(Operation operation) {
        boolean byThreads = operation == Operation.THREADS_PUT || operation == Operation.THREADS_OVERWRITE;
        return EnumSet.complementOf(
                byThreads
                        ? EnumSet.of(Library.CAIRN_STANDARD)
                        : EnumSet.of(Library.CAIRN_STANDARD, Library.CAIRN_STORES));
    }

    /** A row with ours and the peers that were best at it in full runs. */
    private static List<Trial> quick(Operation operation, Keys keys, int size, Library... peers) {
        Row row = row(operation, keys, size);
        return oursAnd(peers).stream().map(library -> new Trial(row, library)).toList();
    }

    /** A row with ours and the peers whose keys are longs, too. */
    private static List<Trial> quickUnboxed(Operation operation, int size) {
        Row row = row(operation, Keys.UNBOXED, size);
        return Stream.of(Library.CAIRN_LONG_LONG, Library.SCALA_LONG, Library.BIFURCAN_INT)
                .map(library -> new Trial(row, library))
                .toList();
    }

    private static Row row(Operation operation, Keys keys, int size) {
        return new Row(operation, keys.label(), size);
    }

    private static List<Trial> footprints(Set<Library> libraries) {
        return Arrays.stream(Keys.values())
                .flatMap(keys -> libraries.stream()
                        .filter(library -> library.takes(keys))
                        .map(library -> new Trial(new Row(Footprint.BYTES, keys.label(), Operation.LARGE), library)))
                .toList();
    }

    private static List<Trial> pauses() {
        Row row = new Row(PauseLoad.WORKLOAD, Keys.LONG.label(), OF_PAUSES);
        List<Contender> loads = new ArrayList<>(oursAnd(Library.VAVR, Library.CLOJURE, Library.SCALA));
        loads.add(PauseLoad.NoMap.NO_MAP);
        return loads.stream().map(load -> new Trial(row, load)).toList();
    }

    private static Set<Library> oursAnd(Library... peers) {
        Set<Library> libraries = EnumSet.of(Library.CAIRN);
        libraries.addAll(Set.of(peers));
        return libraries;
    }
}
