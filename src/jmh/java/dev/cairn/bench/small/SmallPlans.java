package dev.cairn.bench.small;

import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Trial;
import dev.cairn.bench.measure.Workload;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which trials are run: all of them, or in five minutes those of a few operations, beside a few peers. */
final class SmallPlans {
    private static final List<Integer> SIZES = List.of(3, 10, 30);
    private static final Set<Family> KNOWN = EnumSet.of(Family.CAIRN, Family.CAIRN_VAVR, Family.VAVR, Family.SCALA);

    private SmallPlans() {}

    static Plan full(int forks) {
        return new Plan(
                Stream.concat(
                                operations(
                                        EnumSet.allOf(Shape.class),
                                        EnumSet.allOf(Operation.class),
                                        SIZES,
                                        EnumSet.allOf(Family.class)),
                                phases(EnumSet.allOf(Shape.class), EnumSet.allOf(Family.class)))
                        .toList(),
                footprints(EnumSet.allOf(Shape.class), SIZES, EnumSet.allOf(Family.class))
                        .toList(),
                List.of(),
                Pace.ofMillis(forks, 3, 500, 5, 500),
                Pace.ofMillis(forks, 3, 400, 5, 400));
    }

    static Plan quick() {
        Set<Shape> shapes = EnumSet.of(Shape.MAP_OF_LONGS, Shape.VECTOR);
        List<Integer> sizes = List.of(SIZES.getFirst());
        return new Plan(
                Stream.concat(
                                operations(
                                        shapes,
                                        EnumSet.of(Operation.BULK, Operation.GET, Operation.PUT, Operation.ITERATE),
                                        sizes,
                                        KNOWN),
                                phases(EnumSet.of(Shape.MAP_OF_LONGS), KNOWN))
                        .toList(),
                footprints(shapes, sizes, KNOWN).toList(),
                List.of(),
                Pace.ofMillis(1, 3, 700, 3, 500),
                Pace.ofMillis(1, 3, 400, 3, 300));
    }

    private static Stream<Trial> operations(
            Set<Shape> shapes, Set<Operation> operations, List<Integer> sizes, Set<Family> families) {
        return shapes.stream()
                .flatMap(shape -> operations.stream()
                        .flatMap(operation -> sizes.stream()
                                .flatMap(size -> families.stream()
                                        .filter(family -> shape.isOf(family, operation, size))
                                        .map(family -> trial(operation, shape, size, family)))));
    }

    private static Stream<Trial> phases(Set<Shape> shapes, Set<Family> families) {
        return shapes.stream()
                .flatMap(shape -> Stream.of(Phase.values())
                        .flatMap(phase ->
                                having(shape, families).map(family -> trial(phase, shape, ManyProgram.COUNT, family))));
    }

    /** At all sizes, and at that of which there are many. */
    private static Stream<Trial> footprints(Set<Shape> shapes, Collection<Integer> sizes, Set<Family> families) {
        return shapes.stream()
                .flatMap(shape -> Stream.concat(sizes.stream(), Stream.of(shape.elements()))
                        .distinct()
                        .sorted()
                        .flatMap(size ->
                                having(shape, families).map(family -> trial(Footprint.BYTES, shape, size, family))));
    }

    private static Stream<Family> having(Shape shape, Set<Family> families) {
        return families.stream().filter(family -> shape.isOf(family, Operation.BULK, shape.elements()));
    }

    private static Trial trial(Workload workload, Shape shape, int size, Family family) {
        return new Trial(new Row(workload, shape.label(), size), family);
    }
}
