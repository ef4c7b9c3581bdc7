package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringCodecTest {
    private final SlotStore store = new SlotStore();

    @Test
    void everyCharacterAloneAndAmongOthersReadsBack() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertLoads(String.valueOf((char) c));
            assertLoads("twenty narrow chars " + (char) c);
        }
        store.leaf(Codec.STRING, "the last").drop();
    }

    private void assertLoads(String text) {
        var leaf = store.leaf(Codec.STRING, text);
        assertEquals(text, leaf.load());
        leaf.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31, 4095, 4096, 4097, 8193, 1 << 20})
    void everyLengthReadsBack(int length) {
        assertReadsBack("\u00E9".repeat(length));
        assertReadsBack("\uD83D".repeat(length));
        assertReadsBack("a".repeat(length) + "\uFFFF");
        assertReadsBack("\u0100" + "a".repeat(length));
    }

    @Test
    void sixteenNarrowOrEightWideCharactersStayInTheSlot() {
        assertOwns(0, "n".repeat(16));
        assertOwns(1, "n".repeat(17));
        assertOwns(0, "\u0100".repeat(8));
        assertOwns(1, "\u0100".repeat(9));
        assertOwns(0, "");
    }

    private void assertOwns(int nodes, String text) {
        for (Codec<?> codec : List.of(Codec.STRING, Codec.any())) {
            @SuppressWarnings("unchecked")
            var leaf = store.leaf((Codec<Object>) codec, text);
            assertEquals(nodes, leaf.owned());
            leaf.drop();
        }
    }

    @Test
    void equalStringsTakeEqualBytesHoweverTheyWereMade() {
        String cut = ("caf\u00E9" + "\u0416").substring(0, 4);
        String made = new String(new char[] {'c', 'a', 'f', '\u00E9'});
        assertArrayEquals(bytes(made), bytes(cut));
    }

    private byte[] bytes(String text) {
        var leaf = store.leaf(Codec.STRING, text);
        byte[] bytes = leaf.bytes();
        leaf.drop();
        return bytes;
    }

    @Test
    void aStringThatTheStoreCannotHoldIsRefusedAndLeavesNothing() {
        var small = new SlotStore(4 << 20);
        assertThrows(
                IllegalStateException.class,
                () -> small.core.change(stripe -> {
                    stripe.allocate(8 << 20, dev.cairn.internal.node.Kind.BYTES, 0, 0);
                    return stripe;
                }));
        var leaf = small.leaf(Codec.STRING, "x".repeat(8 << 20));
        assertTrue(!leaf.isComplete);
        assertEquals(0, leaf.owned());
        leaf.check();
        leaf.drop();
    }

    private void assertReadsBack(String text) {
        assertEquals(List.of(text, text), store.roundTrip(Codec.STRING, text));
        assertEquals(List.of(text, text), store.roundTrip(Codec.any(), text));
    }
}
