package dev.cairn.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class ProcessPlansTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void anOperationIsABenchmarkMethodOrHasSamples(Operation operation) {
        assertNotEquals(operation.benchmark().isPresent(), operation.samples().isPresent());
        operation
                .benchmark()
                .ifPresent(benchmark -> assertTrue(Arrays.stream(benchmark.getMethods())
                        .anyMatch(method -> method.getName().equals(operation.label())
                                && method.isAnnotationPresent(Benchmark.class))));
        assertEquals(operation.samples().isPresent(), operation.samplesAtATime(1) > 0);
    }

    @Test
    void aQuickRunHasAPartOfTheTrialsOfAFullOneAndAllOperationsAndLibraries() {
        List<String> full = names(ProcessPlans.full(1), Operation.GIGABYTE);
        List<String> quick = names(ProcessPlans.quick(), Operation.TENTH);
        assertTrue(full.containsAll(quick), () -> full + " has not all of " + quick);
        assertTrue(quick.size() < full.size());
        for (Operation operation : Operation.values()) {
            for (Library library : Library.values()) {
                assertEquals(
                        library.supports(operation),
                        ProcessPlans.quick().trials().stream()
                                .anyMatch(
                                        trial -> trial.row().workload() == operation && trial.contender() == library));
            }
        }
    }

    private static List<String> names(Plan plan, int largest) {
        return plan.trials().stream()
                .map(trial -> trial.row().workload().label()
                        + (trial.row().size() == largest
                                ? " of the largest "
                                : trial.row().size())
                        + trial.contender().label())
                .toList();
    }

    @Test
    void eachRowHasOneOfOurs() {
        for (Trial trial : ProcessPlans.full(1).trials()) {
            assertTrue(Library.CAIRN.supports((Operation) trial.row().workload()), trial::name);
        }
    }

    @Test
    void theMedianIsInTheMiddle() {
        assertEquals(3, Operation.WAKE.figures(new long[] {100, 1, 3})[0]);
    }

    @Test
    void aValueSaysItsNumber() {
        assertEquals(-7, Values.number(Values.value(-7)));
        byte[] torn = Values.value(-7);
        torn[Values.BYTES - 1]++;
        assertThrows(IllegalArgumentException.class, () -> Values.number(torn));
    }

    @Test
    void aFolderIsDeletedWithAllInIt() throws IOException {
        Path path;
        try (Folder folder = Folder.in(directory)) {
            path = folder.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "text");
        }
        assertFalse(Files.exists(path));
    }
}
