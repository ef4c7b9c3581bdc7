package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.CodecException;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records and enums are those that were named, and no others. */
class TypesTest {
    record Line(Place from, Place to) {}

    record Place(int x, int y) {}

    record Bounded(int value) {
        Bounded {
            if (value < 0) {
                throw new IllegalArgumentException(value + " is negative");
            }
        }
    }

    record Boxed(Integer value, List<String> names) {}

    private static Nota nota(Class<?>... types) {
        return Nota.of(MessageOptions.defaults().types(types));
    }

    @Test
    void aRecordIsItsNameAndItsComponents() {
        Wota wota = Wota.of(MessageOptions.defaults().types(Line.class));
        Line line = new Line(new Place(1, 2), null);
        long[] words = wota.encode(line);
        WotaReader named = wota.reader(words).get("$type");
        assertEquals(Line.class.getName(), named.get(0).getText());
        assertEquals(Arrays.asList(List.of(1L, 2L), null), named.get(1).decode());
        assertEquals(line, wota.decode(words));
    }

    @Test
    void whatAComponentIsDeclaredAsIsNamedToo() {
        Nota lines = nota(Line.class);
        assertEquals(new Place(3, 4), lines.decode(lines.encode(new Place(3, 4))));
        assertEquals(
                new Samples.Removed("a", List.of()),
                nota(Samples.Event.class)
                        .decode(nota(Samples.Event.class).encode(new Samples.Removed("a", List.of()))));
    }

    @Test
    void whatIsNotNamedIsRefusedOnBothSides() {
        byte[] bytes = nota(Line.class).encode(new Place(1, 2));
        FormatException refused =
                assertThrows(FormatException.class, () -> Nota.standard().decode(bytes));
        assertTrue(refused.getMessage().contains(Place.class.getName()), refused::toString);
        assertThrows(CodecException.class, () -> Nota.standard().encode(new Place(1, 2)));
        assertThrows(CodecException.class, () -> nota(Place.class).encode(DayOfWeek.MONDAY));
        assertThrows(IllegalArgumentException.class, () -> nota(String.class));
    }

    @Test
    void aNameMayBeGiven() {
        MessageOptions options = MessageOptions.defaults()
                .types(Line.class)
                .type("p", Place.class)
                .type("d", DayOfWeek.class);
        Nota named = Nota.of(options);
        byte[] bytes = named.encode(List.of(new Place(1, 2), DayOfWeek.FRIDAY));
        assertEquals(List.of(new Place(1, 2), DayOfWeek.FRIDAY), named.decode(bytes));
        assertEquals(31, bytes.length);
        assertThrows(IllegalArgumentException.class, () -> options.type("p", Bounded.class));
        assertThrows(IllegalArgumentException.class, () -> options.type("e", Samples.Event.class));
        assertEquals(new Place(1, 2), Nota.of(options.types(Line.class)).decode(named.encode(new Place(1, 2))));
    }

    @Test
    void whatARecordRefusesIsRefused() {
        Nota bounded = Nota.of(MessageOptions.defaults().type("b", Bounded.class));
        byte[] bytes = bounded.encode(new Bounded(5));
        assertEquals(0x65, bytes[bytes.length - 1]);
        bytes[bytes.length - 1] = 0x6D;
        FormatException refused = assertThrows(FormatException.class, () -> bounded.decode(bytes));
        assertInstanceOf(IllegalArgumentException.class, refused.getCause().getCause(), "what the constructor threw");
    }

    @Test
    void componentsAreOfTheirTypes() {
        Nota boxed = Nota.of(MessageOptions.defaults().type("b", Boxed.class));
        byte[] bytes = boxed.encode(new Boxed(1, null));
        assertEquals(0x70, bytes[bytes.length - 1]);
        for (int wrong : new int[] {0x60, 0x73, 0x30, 0x10}) {
            bytes[bytes.length - 1] = (byte) wrong;
            assertThrows(FormatException.class, () -> boxed.decode(bytes));
        }
        bytes[bytes.length - 1] = 0x20;
        assertEquals(new Boxed(1, List.of()), boxed.decode(bytes));
        bytes[bytes.length - 2] = 0x70;
        assertEquals(new Boxed(null, List.of()), boxed.decode(bytes));
        bytes[bytes.length - 2] = 0x73;
        assertThrows(FormatException.class, () -> boxed.decode(bytes));
    }
}
