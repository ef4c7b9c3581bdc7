package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation has the numbers of Vavr's tests that run, and the names of those that do not. */
@Tag("tree")
class SuitesTest {
    private static final int RUN = 3;
    private static final int LEFT_OUT = 4;

    @ParameterizedTest
    @ValueSource(
            classes = {
                VectorSuiteTest.class,
                HashSetSuiteTest.class,
                HashMapSuiteTest.class,
                HashMapEntriesSuiteTest.class
            })
    void theNumbersAreThoseOfTheSuites(Class<?> suite) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/conformance.md"));
        String name = "| `" + suite.getSimpleName() + "` |";
        String row =
                lines.stream().filter(line -> line.startsWith(name)).findAny().orElseThrow();
        String[] cells = row.split("\\|", -1);
        List<String> leftOut = Arrays.stream(suite.getAnnotationsByType(LeftOut.class))
                .flatMap(some -> Arrays.stream(some.tests()))
                .toList();
        assertEquals(tests(suite) - leftOut.size(), Long.parseLong(cells[RUN].strip()), name);
        assertEquals(leftOut.size(), Long.parseLong(cells[LEFT_OUT].strip()), name);
        for (String test : leftOut) {
            assertEquals(
                    1,
                    lines.stream()
                            .filter(line -> line.contains("`" + test + "`"))
                            .count(),
                    test);
        }
    }

    /** The tests of a suite, and of the groups of tests in those that it extends. */
    private static long tests(Class<?> suite) {
        long count =
                Arrays.stream(suite.getMethods()).filter(SuitesTest::isTest).count();
        for (Class<?> type = suite; type != null; type = type.getSuperclass()) {
            for (Class<?> group : type.getDeclaredClasses()) {
                count += Arrays.stream(group.getDeclaredMethods())
                        .filter(SuitesTest::isTest)
                        .count();
            }
        }
        return count;
    }

    private static boolean isTest(Method method) {
        return !method.isSynthetic()
                && (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(TestTemplate.class));
    }
}
