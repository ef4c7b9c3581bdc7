package dev.cairn.bench.small;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Trial;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class SmallPlansTest {
    @ParameterizedTest
    @EnumSource
    void anOperationOfSetsIsABenchmarkMethod(Operation operation) {
        boolean isOfSets = Shape.SET.isOf(Family.CAIRN, operation, 3);
        assertEquals(
                isOfSets,
                Arrays.stream(SetBenchmark.class.getMethods())
                        .anyMatch(method -> method.getName().equals(operation.label())
                                && method.isAnnotationPresent(Benchmark.class)));
    }

    @Test
    void noTrialIsRunTwice() {
        List<String> names = names(SmallPlans.full(1));
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void aQuickRunIsAPartOfAFullOne() {
        assertTrue(names(SmallPlans.full(1)).containsAll(names(SmallPlans.quick())));
    }

    private static List<String> names(Plan plan) {
        return Stream.of(plan.trials(), plan.footprints())
                .flatMap(List::stream)
                .map(Trial::name)
                .toList();
    }
}
