package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates that wait in logs of every size, the logs grown, full, folded and branched off. */
@Tag("beside")
class WaitingUpdatesTest extends StoreTest {
    private static final int KEPT = 7;

    /** The sizes have limits of 64, 64, 512 and 4,096 waiting updates. */
    @ParameterizedTest
    @CsvSource({"100, STANDARD_INHERITED", "100, TINY_INHERITED", "5000, TINY_PLAIN", "40000, STANDARD_INHERITED"})
    void everyVersionOfALongChainStaysAsItWas(int size, Setting setting) {
        Store store = stores.open(setting);
        Random random = new Random(size);
        LongVector vector = LongVector.from(store, LongStream.range(0, size));
        long[] model = vector.toArray();
        List<LongVector> kept = new ArrayList<>();
        List<long[]> models = new ArrayList<>();
        int steps = 10_000;
        for (int i = 0; i < steps; i++) {
            int index = random.nextInt(size);
            vector = vector.update(index, -i);
            model[index] = -i;
            assertEquals(-i, vector.get(index));
            int other = random.nextInt(size);
            assertEquals(model[other], vector.get(other));
            if (i % (steps / KEPT) == 0) {
                kept.add(vector);
                models.add(model.clone());
            }
        }
        kept.add(vector);
        models.add(model);
        for (int k = 0; k < kept.size(); k++) {
            for (int i = 0; i < size; i++) {
                assertEquals(models.get(k)[i], kept.get(k).get(i));
            }
            assertArrayEquals(models.get(k), kept.get(k).toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVersionWithManyWaitingUpdatesCanBeBranchedOffOften(Setting setting) {
        Store store = stores.open(setting);
        int size = 5000;
        PVector<String> vector =
                PVector.from(store, Codec.STRING, IntStream.range(0, size).mapToObj(Integer::toString));
        for (int i = 0; i < 300; i++) {
            vector = vector.update(i, "a string too long for its slot, number " + i);
        }
        List<PVector<String>> branches = new ArrayList<>();
        for (int b = 0; b < 20; b++) {
            branches.add(
                    vector.update(b, "branch " + b).append("last").removeLast().update(b + 1, "next"));
        }
        for (int b = 0; b < branches.size(); b++) {
            PVector<String> branch = branches.get(b);
            assertEquals("branch " + b, branch.get(b));
            assertEquals("next", branch.get(b + 1));
            assertEquals(vector.get(b + 2), branch.get(b + 2));
            assertEquals(size, branch.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedElementsUpdateDoesNotComeBack(Setting setting) {
        Store store = stores.open(setting);
        LongVector vector = LongVector.from(store, LongStream.range(0, 1000));
        for (int i = 0; i < 100; i++) {
            vector = vector.update(999 - i, -1);
        }
        LongVector shorter = vector;
        for (int i = 0; i < 50; i++) {
            shorter = shorter.removeLast();
        }
        LongVector longer = shorter.append(7);
        assertEquals(950, shorter.size());
        assertEquals(-1, shorter.last());
        assertEquals(7, longer.get(950));
        assertEquals(-1, vector.get(950));
    }
}
