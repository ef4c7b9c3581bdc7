package dev.cairn;

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

/** Insertions that wait in chunks, the chunks filled, split, written and branched off. */
@Tag("beside")
class WaitingInsertionsTest extends StoreTest {
    private static final int STEPS = 5000;
    private static final int KEPT = 6;

    /** Up to 64, 1,024 and 2,048 insertions wait at these sizes. */
    @ParameterizedTest
    @CsvSource({"0, TINY_INHERITED", "3, STANDARD_PLAIN", "4096, TINY_PLAIN", "8192, STANDARD_INHERITED"})
    void everyVersionOfALongChainStaysAsItWas(int size, Setting setting) {
        Store store = stores.open(setting);
        Random random = new Random(size);
        LongVector vector = LongVector.from(store, LongStream.range(0, size));
        List<Long> model = new ArrayList<>(LongStream.range(0, size).boxed().toList());
        List<LongVector> kept = new ArrayList<>();
        List<List<Long>> models = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            int index = i % 10 == 0 ? random.nextInt(2) * vector.size() : random.nextInt(vector.size() + 1);
            vector = i % 50 == 49 ? vector.append(-i) : vector.insert(index, -i);
            model.add(i % 50 == 49 ? model.size() : index, (long) -i);
            assertEquals(model.get(index % model.size()), vector.get(index % model.size()));
            int other = random.nextInt(vector.size());
            assertEquals(model.get(other), vector.get(other));
            if (i % (STEPS / KEPT) == 0) {
                kept.add(vector);
                models.add(List.copyOf(model));
            }
        }
        kept.add(vector);
        models.add(model);
        for (int k = 0; k < kept.size(); k++) {
            LongVector version = kept.get(k);
            assertEquals(
                    models.get(k),
                    IntStream.range(0, version.size()).mapToObj(version::get).toList());
            assertEquals(models.get(k), version.asList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVersionWithManyWaitingInsertionsCanBeBranchedOffOften(Setting setting) {
        Store store = stores.open(setting);
        PVector<String> vector =
                PVector.from(store, Codec.STRING, IntStream.range(0, 2000).mapToObj(Integer::toString));
        List<String> model = new ArrayList<>(vector.asList());
        for (int i = 0; i < 300; i++) {
            vector = vector.insert(i * 7, "a string too long for its slot, number " + i);
            model.add(i * 7, "a string too long for its slot, number " + i);
        }
        for (int b = 0; b < 20; b++) {
            PVector<String> branch = vector.insert(b * 100, "branch").update(b * 100 + 1, "next");
            List<String> expected = new ArrayList<>(model);
            expected.add(b * 100, "branch");
            expected.set(b * 100 + 1, "next");
            assertEquals(expected, branch.asList());
        }
        assertEquals(model, vector.asList());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsInsertedIntoOneLeafBecomesSeveral(Setting setting) {
        Store store = stores.open(setting);
        LongVector vector = LongVector.from(store, LongStream.range(0, 6000));
        List<Long> model = new ArrayList<>(vector.asList());
        for (int i = 0; i < 1000; i++) {
            vector = vector.insert(3000, i);
            model.add(3000, (long) i);
        }
        assertEquals(model, vector.asList());
        assertEquals(model, vector.prepend(-1).drop(1).asList());
    }
}
