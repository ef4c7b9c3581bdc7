package dev.cairn.views;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.StoreTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** That the documentation says how many tests of guava's there are. */
@Tag("tree")
class ConformanceTest {
    private static final int RUN = 4;
    private static final int LEFT_OUT = 5;

    @Test
    void theNumbersAreThoseOfTheSuites() throws IOException, ReflectiveOperationException {
        List<String> lines = Files.readAllLines(Path.of("docs/conformance.md"));
        for (StoreTest suites : List.of(new ListViewSuiteTest(), new MapViewSuiteTest(), new SetViewSuiteTest())) {
            String name = "| `" + suites.getClass().getSimpleName() + "` |";
            String row = lines.stream()
                    .filter(line -> line.startsWith(name))
                    .findAny()
                    .orElseThrow();
            String[] cells = row.split("\\|", -1);
            assertEquals(count(suites), Long.parseLong(cells[RUN].strip()), name);
            assertEquals(0, Long.parseLong(cells[LEFT_OUT].strip()), name);
        }
    }

    private static long count(StoreTest suites) throws ReflectiveOperationException {
        long count = 0;
        for (Method method : suites.getClass().getDeclaredMethods()) {
            if (method.isAnnotationPresent(TestFactory.class)) {
                count += ((Stream<?>) method.invoke(suites)).count();
            }
        }
        return count;
    }
}
