package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other libraries' relaxed vectors were found to do wrong, done with ours. */
@Tag("beside")
class SequenceHistoriesTest extends StoreTest {
    private static LongVector range(Store store, long from, long to) {
        return LongVector.from(store, LongStream.range(from, to));
    }

    private static void assertRange(long from, long to, LongVector vector) {
        Sequences.requireSound(vector);
        assertArrayEquals(LongStream.range(from, to).toArray(), vector.toArray());
        for (int i = 0; i < vector.size(); i++) {
            assertEquals(from + i, vector.get(i));
        }
    }

    /** Bifurcan 19: a slice of little before and after a full trie lost its first level. */
    @ParameterizedTest
    @EnumSource
    void aSliceOfFewElementsAroundASeam(Setting setting) {
        Store store = stores.open(setting);
        int b = setting.isTiny() ? 4 : 32;
        int more = b * b * b - b * b + b;
        LongVector joined = range(store, 0, 2).concat(range(store, 2, 2 + more));
        assertRange(0, 2 + more, joined);
        assertRange(1, 3, joined.slice(1, 3));
        assertRange(1, 2 + more, joined.drop(1).take(1 + more));
    }

    /** Bifurcan 25: a sorted array kept by slices and concatenations. */
    @ParameterizedTest
    @EnumSource
    void aSortedArrayBySlicingAndJoining(Setting setting) {
        Store store = stores.open(setting);
        List<Long> numbers = new ArrayList<>(LongStream.range(0, 3_000).boxed().toList());
        Collections.shuffle(numbers, new Random(25));
        LongVector sorted = LongVector.empty(store);
        for (int k = 0; k < numbers.size(); k++) {
            int at = position(sorted, numbers.get(k));
            LongVector one = LongVector.of(store, numbers.get(k));
            sorted = sorted.slice(0, at).concat(one).concat(sorted.slice(at, sorted.size()));
            if (k % 500 == 0) {
                Sequences.requireSound(sorted);
            }
        }
        assertRange(0, numbers.size(), sorted);
    }

    private static int position(LongVector sorted, long number) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle) < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Paguro 31: what was appended to a joined vector came first; and joins left nodes in the middle that were not full. */
    @ParameterizedTest
    @EnumSource
    void anAppendAfterAJoin(Setting setting) {
        Store store = stores.open(setting);
        for (int left = 1; left < 100; left += 3) {
            LongVector joined = range(store, 0, left).concat(range(store, left, 2L * left + 1));
            assertRange(0, 2L * left + 2, joined.append(2L * left + 1));
            assertRange(-1, 2L * left + 1, joined.prepend(-1));
        }
    }

    /** im 67, scala-rrb-vector 7: a long vector made by joining one element and the rest, and then cut. */
    @ParameterizedTest
    @EnumSource
    void oneElementBeforeTheRestAgainAndAgain(Setting setting) {
        Store store = stores.open(setting);
        LongVector all = LongVector.empty(store);
        int count = 8_000;
        for (int i = count - 1; i >= 0; i--) {
            all = LongVector.of(store, i).concat(all);
        }
        assertRange(0, count, all);
        assertRange(1, count, all.drop(1));
        assertRange(count - 9, count, all.drop(count - 9));
    }

    /** im 123, imbl 35: insertions in the middle made tries of seven and eleven levels, and then failed. */
    @ParameterizedTest
    @EnumSource
    void insertionsInTheMiddleAgainAndAgain(Setting setting) {
        Store store = stores.open(setting);
        LongVector all = LongVector.empty(store);
        int half = 10_000;
        for (int i = 0; i < half; i++) {
            all = all.insert(i, i).insert(i + 1, 2L * half - 1 - i);
        }
        assertRange(0, 2L * half, all);
    }

    /** im 77: insertions at both ends and at one place, between long runs. */
    @ParameterizedTest
    @EnumSource
    void runsAtBothEndsAndOneInTheMiddle(Setting setting) {
        Store store = stores.open(setting);
        List<Long> expected = new ArrayList<>();
        LongVector all = LongVector.empty(store);
        int[] appended = {44, 441, 73};
        int[] prepended = {20, 58, 10};
        int[] places = {1, 514, 514};
        for (int round = 0; round < appended.length; round++) {
            for (int i = 0; i < appended[round]; i++) {
                expected.add((long) i);
                all = all.append(i);
            }
            for (int i = 0; i < prepended[round]; i++) {
                expected.addFirst((long) -i);
                all = all.insert(0, -i);
            }
            expected.add(places[round], 7L);
            all = all.insert(places[round], 7);
        }
        Sequences.requireSound(all);
        assertEquals(LongVector.from(store, expected), all);
    }

    /** core.rrb-vector: parts that are cut and joined for long, so that tries become thin. */
    @ParameterizedTest
    @EnumSource
    void aRotationByOneAgainAndAgain(Setting setting) {
        Store store = stores.open(setting);
        int size = 1_500;
        LongVector all = range(store, 0, size);
        for (int i = 0; i < size; i++) {
            int at = 1 + i % 37;
            all = all.drop(at).concat(all.take(at));
            all = all.drop(size - at + 1).concat(all.take(size - at + 1));
        }
        int zero = 0;
        while (all.get(zero) != 0) {
            zero++;
        }
        assertRange(0, size, all.drop(zero).concat(all.take(zero)));
    }

    /** MoonBit 4086: a tail between two tries made a node of one child too many. */
    @ParameterizedTest
    @EnumSource
    void aFullTailBetweenTwoFullTries(Setting setting) {
        Store store = stores.open(setting);
        int b = setting.isTiny() ? 4 : 32;
        for (int left : new int[] {b * b, b * b + b, b * b + 1, b * b * b + b, b * b * b + b - 1}) {
            assertRange(0, left + (long) b * b, range(store, 0, left).concat(range(store, left, left + (long) b * b)));
        }
    }

    /** pvec 105: what was left after a cut at the last leaf of a full trie could not be appended to. */
    @ParameterizedTest
    @EnumSource
    void anAppendToTheLastLeafOfAFullTrie(Setting setting) {
        Store store = stores.open(setting);
        int b = setting.isTiny() ? 4 : 32;
        int all = b * b;
        LongVector last = range(store, 0, all).drop(all - b);
        assertRange(all - b, all + 1, last.append(all));
    }

    /** im 107: sizes that no longer fit an int; the nodes are shared, so this takes no room. */
    @ParameterizedTest
    @EnumSource
    void doublingUntilItIsTooLong(Setting setting) {
        Store store = stores.open(setting);
        LongVector all = range(store, 0, 1_000);
        while (all.size() < 1 << 30) {
            all = all.concat(all);
        }
        LongVector longest = all;
        assertThrows(IllegalStateException.class, () -> longest.concat(longest));
        LongVector cut = longest.slice(999_999_999, 1_000_001_000);
        Sequences.requireSound(cut);
        assertEquals(999, cut.get(0));
        assertEquals(0, cut.get(1));
        assertEquals(1_001, cut.size());
        assertTrue(store.stats().liveBytes() < 1 << 20, () -> store.stats().toString());
    }
}
