package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Samples.Sample;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    private final SlotStore store = new SlotStore();

    @Provide
    Arbitrary<Sample<?>> samples() {
        return Samples.all();
    }

    @Property(tries = 4000)
    void everyValueReadsBackAndLeavesNothingBehind(@ForAll("samples") Sample<?> sample) {
        readsBack(sample);
    }

    private <T> void readsBack(Sample<T> sample) {
        for (T copy : store.roundTrip(sample.codec(), sample.value())) {
            assertTrue(Objects.deepEquals(sample.value(), copy), () -> sample + " came back as " + copy);
        }
    }

    @Property(tries = 1000)
    void savingThatFailsAtAnyAllocationLeavesWhatItMadeOwned(@ForAll("samples") Sample<?> sample) {
        failsCleanly(sample);
    }

    private <T> void failsCleanly(Sample<T> sample) {
        int made = 0;
        for (int n = 1; ; n++) {
            var leaf = store.failingLeaf(sample.codec(), sample.value(), n);
            leaf.check();
            boolean complete = leaf.isComplete;
            made = leaf.owned();
            leaf.drop();
            if (complete) {
                assertEquals(n - 1, made);
                return;
            }
            assertEquals(n - 1, made);
        }
    }

    @Property(tries = 1000)
    void equalValuesTakeEqualBytes(@ForAll("samples") Sample<?> sample) {
        takesEqualBytes(sample);
    }

    private <T> void takesEqualBytes(Sample<T> sample) {
        SlotCodec<T> slots = SlotCodec.of(sample.codec());
        if (slots.shape().references() == 0) {
            var left = store.leaf(sample.codec(), sample.value());
            byte[] bytes = left.bytes();
            left.drop();
            T copy = slots.restore(slots.prepare(sample.value()));
            var right = store.leaf(sample.codec(), copy);
            assertTrue(Objects.deepEquals(bytes, right.bytes()));
            right.drop();
        }
    }
}
