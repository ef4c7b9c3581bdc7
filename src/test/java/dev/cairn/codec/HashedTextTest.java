package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.slot.SlotCodec;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedTextTest {
    private static final long SEED = 0x1234_5678_9ABC_DEF1L;

    private final SlotStore store = new SlotStore();

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 511, 512, 513, 1_023, 1_024, 1_025, 2_048, 10_000})
    void whatIsKnownIsTheHashOfTheBytes(int length) {
        for (String text : List.of("n".repeat(length), "n".repeat(length - 1) + "\u0416")) {
            for (Codec<?> codec : List.of(Codec.STRING, Codec.any(), Codec.standard())) {
                @SuppressWarnings("unchecked")
                SlotCodec<Object> slots = SlotCodec.of((Codec<Object>) codec);
                var leaf = store.leafOfPrepared(slots, slots.prepare(text));
                for (int i = 0; i < 3; i++) {
                    for (long seed : new long[] {SEED, SEED, SEED + i}) {
                        assertEquals(leaf.hash(seed), slots.hash(slots.prepareKey(text), seed));
                        assertEquals(leaf.hash(seed), slots.hash(text, seed));
                    }
                }
                assertEquals(length >= HashedText.LENGTH_MIN, HashedText.of(text) != null);
                assertTrue(leaf.holds(slots.prepareKey(text)));
                assertTrue(leaf.holds(slots.prepareKey(copy(text))));
                assertFalse(leaf.holds(slots.prepareKey("m" + text.substring(1))));
                assertFalse(leaf.holds(slots.prepareKey(text.substring(0, length - 1) + "x")));
                leaf.drop();
            }
        }
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    @Test
    void aKeyWhoseHashIsKnownIsWrittenAsAnyOther() {
        SlotCodec<String> codec = SlotCodec.of(Codec.STRING);
        for (String text : List.of("n".repeat(300), "\u0416".repeat(300), "n".repeat(5_000))) {
            codec.hash(codec.prepareKey(text), SEED);
            var leaf = store.leafOfPrepared(codec, codec.prepareKey(text));
            leaf.check();
            assertEquals(text, leaf.load());
            leaf.drop();
        }
    }

    @Test
    void stringsOfOneHashCodeDoNotGetEachOthersHash() {
        SlotCodec<String> codec = SlotCodec.of(Codec.STRING);
        String rest = "r".repeat(500);
        String first = "Aa" + rest;
        String second = "BB" + rest;
        assertEquals(first.hashCode(), second.hashCode());
        long hash = codec.hash(codec.prepareKey(first), SEED);
        assertNotNull(HashedText.of(first));
        assertNull(HashedText.of(second));
        assertNotEquals(hash, codec.hash(codec.prepareKey(second), SEED));
        assertNull(HashedText.of(first));
        assertEquals(hash, codec.hash(codec.prepareKey(first), SEED));
        assertNull(HashedText.of(copy(first)));
    }

    @Test
    void aStringThatIsKnownIsCollected() throws InterruptedException {
        WeakReference<String> gone = known();
        while (!gone.refersTo(null)) { // ends: nobody has the string
            System.gc();
            Thread.sleep(1);
        }
    }

    private static WeakReference<String> known() {
        SlotCodec<String> codec = SlotCodec.of(Codec.STRING);
        String text = copy("known ".repeat(100));
        codec.hash(codec.prepareKey(text), SEED);
        assertNotNull(HashedText.of(text));
        return new WeakReference<>(text);
    }
}
