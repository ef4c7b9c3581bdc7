package dev.cairn.bench.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Trial;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class VectorPlansTest {
    @ParameterizedTest
    @EnumSource
    void anOperationIsABenchmarkMethod(Operation operation) {
        assertTrue(Arrays.stream(operation.benchmark().getMethods())
                .anyMatch(method ->
                        method.getName().equals(operation.label()) && method.isAnnotationPresent(Benchmark.class)));
    }

    @Test
    void noTrialIsRunTwice() {
        List<String> names = names(VectorPlans.full(1));
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void aQuickRunIsAPartOfAFullOne() {
        assertTrue(names(VectorPlans.full(1)).containsAll(names(VectorPlans.quick())));
    }

    private static List<String> names(Plan plan) {
        return plan.trials().stream().map(Trial::name).toList();
    }
}
