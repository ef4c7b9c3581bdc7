package dev.cairn.bench.nativecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All ways of a task have the same result, bit for bit. */
class WaysAgreeTest {
    @ParameterizedTest
    @EnumSource
    void theResultIsThatOfJava(Task task) throws Throwable {
        List<Way> ways =
                Arrays.stream(Way.values()).filter(way -> way.does(task)).toList();
        assertTrue(ways.contains(Way.WASM));
        Object expected = ways.getFirst().work(task).run();
        for (Way way : ways) {
            Work work = way.work(task);
            assertEquals(expected, work.run(), way.label());
            assertEquals(expected, work.run(), way.label());
        }
    }
}
