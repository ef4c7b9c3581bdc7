package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("beside")
class FilterTest extends StoreTest {
    private static final int SIZE = 20_000;

    private PVector<String> numbers(int size) {
        return PVector.from(
                stores.open(), Codec.STRING, IntStream.range(0, size).mapToObj(Integer::toString));
    }

    private static void check(PVector<String> vector, Predicate<String> predicate) {
        List<String> expected = vector.stream().filter(predicate).toList();
        PVector<String> filtered = vector.filter(predicate);
        assertEquals(expected, filtered.asList());
        assertEquals(
                expected,
                vector.drop(1).prepend(vector.first()).filter(predicate).asList());
    }

    @Test
    void keepsRunsOfAnyLengthInOrder() {
        PVector<String> vector = numbers(SIZE);
        for (int every : new int[] {2, 3, 511, 512, 513, 514, 1_023, 1_024, 1_025, 1_026, 5_000, SIZE - 1}) {
            check(vector, element -> Integer.parseInt(element) % every != 1);
            check(vector, element -> Integer.parseInt(element) % every == 1);
        }
        check(vector, element -> Integer.parseInt(element) % 3_000 < 1_100 || element.endsWith("7"));
        check(vector, element -> false);
        check(vector, element -> !element.equals("0") && !element.equals(Integer.toString(SIZE - 1)));
    }

    @Test
    void keepsRunsOfVectorsWithPendingEdits() {
        PVector<String> vector =
                numbers(SIZE).drop(100).update(7_000, "x").prepend("y").insert(9_000, "z");
        check(vector, element -> !element.equals("x"));
        check(vector, element -> !element.equals("5000"));
        check(vector, element -> !element.equals("z") && !element.equals("5000") && !element.equals("9001"));
    }

    @Test
    void sharesTheNodesOfLongRuns() {
        PVector<String> vector = numbers(SIZE);
        Sharing sharing = Sharing.between(vector, vector.filter(element -> !element.equals("10000")));
        assertTrue(sharing.rightOnlyBytes() * 10 < sharing.sharedBytes(), sharing::toString);
    }
}
