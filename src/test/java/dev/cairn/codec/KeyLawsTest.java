package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Samples.Pair;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Values of every codec as keys: what hashes and comparisons of prepared values and of slots have to do with equality. */
class KeyLawsTest {
    private final SlotStore store = new SlotStore();

    @Provide
    Arbitrary<Pair<?>> pairs() {
        return Samples.pairs();
    }

    @Property(tries = 4000)
    void keysAreAlikeIfAndOnlyIfTheyAreEqual(@ForAll("pairs") Pair<?> pair, @ForAll long seed) {
        check(pair, seed);
    }

    private <T> void check(Pair<T> pair, long seed) {
        SlotCodec<T> slots = SlotCodec.of(pair.codec());
        Object first = slots.prepare(pair.first());
        Object second = slots.prepare(pair.second());
        var one = store.leafOfPrepared(slots, first);
        var other = store.leafOfPrepared(slots, second);
        boolean equal = Objects.deepEquals(pair.first(), pair.second());
        try {
            assertEquals(slots.hash(first, seed), one.hash(seed), "a slot's hash");
            assertEquals(slots.hash(second, seed), other.hash(seed), "the other slot's hash");
            if (equal || !slots.comparesByUserCode()) {
                assertEquals(equal, one.hash(seed) == other.hash(seed), "alike hashes");
            }
            assertEquals(equal, one.holds(second), "a slot and the other value");
            assertEquals(equal, other.holds(first), "the other slot and a value");
            assertEquals(equal, one.isSame(other), "two slots");
            assertTrue(one.holds(first) && one.isSame(one), "a slot and its own value");
            assertNotEquals(one.hash(seed), one.hash(seed + 1), "hashes of two seeds");
        } finally {
            one.release();
            other.drop();
        }
    }
}
