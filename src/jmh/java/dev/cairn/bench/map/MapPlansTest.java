package dev.cairn.bench.map;

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

class MapPlansTest {
    @ParameterizedTest
    @EnumSource
    void anOperationIsABenchmarkMethod(Operation operation) {
        for (Keys keys : operation.kinds()) {
            assertTrue(Arrays.stream(operation.benchmark(keys).getMethods())
                    .anyMatch(method ->
                            method.getName().equals(operation.label()) && method.isAnnotationPresent(Benchmark.class)));
        }
    }

    @Test
    void noTrialIsRunTwice() {
        List<String> names = names(MapPlans.full(1));
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void aQuickRunIsAPartOfAFullOne() {
        assertTrue(names(MapPlans.full(1)).containsAll(names(MapPlans.quick())));
    }

    private static List<String> names(Plan plan) {
        return Stream.of(plan.trials(), plan.footprints(), plan.pauses())
                .flatMap(List::stream)
                .map(Trial::name)
                .toList();
    }
}
