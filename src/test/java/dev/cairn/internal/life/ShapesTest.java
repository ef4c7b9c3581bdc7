package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import org.junit.jupiter.api.Test;

/** A store that has described all the shapes that it can. */
class ShapesTest extends StoreTest {
    /** Texts in a slot of some width. */
    private record Wide(int width, int extents) implements Encoding<String> {
        @Override
        public void encode(String value, SlotWriter out) {
            out.putByte(0, (byte) value.length());
        }

        @Override
        public String decode(SlotReader in) {
            return "x".repeat(in.getByte(0));
        }
    }

    record Point(int x, int y) {}

    private static void fill(Store store) {
        for (int width = 1; width <= 400; width++) {
            for (int extents = 0; extents < 4; extents++) {
                PVector.of(store, Codec.of(new Wide(width, extents)), "xxx");
            }
        }
    }

    @Test
    void moreThanThereAreAreRefusedWithTheRemedy() {
        Store store = stores.open();
        var e = assertThrows(IllegalStateException.class, () -> fill(store));
        assertTrue(e.getMessage().contains("this store has 896 shapes of elements"), e.getMessage());
        assertTrue(e.getMessage().contains("use Codec.standard()"), e.getMessage());
    }

    @Test
    void whatIsCommonWorksForEver() {
        Store store = stores.open();
        assertThrows(IllegalStateException.class, () -> fill(store));
        Codec<?>[] codecs = {
            Codec.BOOLEAN,
            Codec.SHORT,
            Codec.INT,
            Codec.DOUBLE,
            Codec.STRING,
            Codec.BYTES,
            Codec.any(),
            Codec.object(),
            PVector.codec(Codec.STRING)
        };
        for (Codec<?> key : codecs) {
            assertTrue(PVector.empty(store, key).isEmpty());
            assertTrue(PSet.empty(store, key).isEmpty());
            for (Codec<?> value : codecs) {
                assertTrue(PMap.empty(store, key, value).isEmpty());
            }
        }
        assertEquals(
                "{a=b}",
                PMap.empty(store, Codec.STRING, Codec.STRING).put("a", "b").toString());
        assertEquals(
                new Point(1, 2),
                PVector.of(store, Codec.<Point>standard(), new Point(1, 2)).first());
        assertEquals(1, PVector.of(store, Codec.of(new Wide(9, 0)), "x").size(), "a shape that it has described");
    }
}
