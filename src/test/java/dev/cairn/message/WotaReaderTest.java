package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class WotaReaderTest {
    private static final List<Object> VALUE = List.of(
            7L,
            "text",
            Map.of("inner", List.of(1L, List.of(2.5, new byte[] {1}), Map.of())),
            true,
            List.of("last", List.of()));

    private final WotaReader reader = Wota.standard().reader(Wota.standard().encode(VALUE));

    @Test
    void findsWithoutDecoding() {
        assertEquals(FormatType.ARRAY, reader.type());
        assertEquals(5, reader.size());
        assertEquals(7, reader.get(0).getLong());
        assertEquals("text", reader.get(1).getText());
        assertEquals(4, reader.get(1).size());
        assertTrue(reader.get(3).getBoolean());
        WotaReader inner = reader.get(2).get("inner");
        assertEquals(2.5, inner.get(1).get(0).getDouble());
        assertEquals(FormatType.BLOB, inner.get(1).get(1).get("$[B").type());
        assertEquals(8, inner.get(1).get(1).get("$[B").size());
        assertNull(reader.get(2).get("outer"));
        assertEquals(List.of("last", List.of()), reader.get(4).decode());
    }

    @Test
    void elementsComeOneAfterAnother() {
        List<FormatType> types = new ArrayList<>();
        Iterator<WotaReader> elements = reader.elements();
        while (elements.hasNext()) {
            types.add(elements.next().type());
        }
        assertEquals(
                List.of(FormatType.INTEGER, FormatType.TEXT, FormatType.RECORD, FormatType.BOOLEAN, FormatType.ARRAY),
                types);
        assertThrows(NoSuchElementException.class, elements::next);
        assertFalse(reader.get(4).get(1).elements().hasNext());
    }

    @Test
    void aMethodForAnotherTypeIsRefused() {
        assertThrows(IllegalStateException.class, reader::getLong);
        assertThrows(IllegalStateException.class, reader::getDouble);
        assertThrows(IllegalStateException.class, reader::getText);
        assertThrows(IllegalStateException.class, reader::getBoolean);
        assertThrows(IllegalStateException.class, () -> reader.get("key"));
        assertThrows(IllegalStateException.class, () -> reader.get(0).get(0));
        assertThrows(IllegalStateException.class, () -> reader.get(0).size());
        assertThrows(IndexOutOfBoundsException.class, () -> reader.get(5));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.get(-1));
    }

    @Test
    void wordsThatEndAreSeenWhenTheyAreRead() {
        WotaReader cut = Wota.standard().reader(new long[] {0x0302, 0x0107, 0x0102, 0x0102});
        assertEquals(3, cut.size());
        assertThrows(FormatException.class, () -> cut.get(1).get(0).get(0));
        assertThrows(FormatException.class, () -> cut.get(0).type());
        WotaReader ends = Wota.standard().reader(new long[] {0x0302, 0x07, 0x07, 0x05 | 0x100});
        assertThrows(FormatException.class, () -> ends.get(2).getText());
    }
}
