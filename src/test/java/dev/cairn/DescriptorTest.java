package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.DescriptorDifference;
import dev.cairn.internal.slot.DescriptorReader;
import dev.cairn.internal.slot.SlotCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The texts by which a store in a file names the kinds of its collections. */
class DescriptorTest {
    private enum Colour {
        RED,
        GREEN
    }

    private enum Hue {
        RED,
        GREEN
    }

    private enum Shade {
        GREEN,
        RED,
        DARK
    }

    private record Item(String name, long price, Colour colour) {}

    private record Renamed(String name, long price, Colour colour) {}

    private record Narrow(String name, int price, Colour colour) {}

    private record Cost(String name, long cost, Colour colour) {}

    private record More(String name, long price, Colour colour, int count) {}

    private record Painted(Shade colour) {}

    private record Tinted(Hue colour) {}

    private record Plain(Colour colour) {}

    private record Itself(String name, Itself next) {}

    private static final class Nothing implements Encoding<Integer> {
        @Override
        public int width() {
            return Integer.BYTES;
        }

        @Override
        public void encode(Integer value, SlotWriter out) {
            out.putInt(0, value);
        }

        @Override
        public Integer decode(SlotReader in) {
            return in.getInt(0);
        }
    }

    private static String text(Codec<?> codec) {
        return CodecParts.describe(codec).toString();
    }

    @Test
    void theTextSaysWhatMustBeKnownToReadTheSlots() {
        String in = DescriptorTest.class.getName() + "$";
        assertEquals("long", text(Codec.LONG));
        assertEquals("sameArrays", text(Codec.sameArrays()));
        assertEquals("vector(string)", text(PVector.codec(Codec.STRING)));
        assertEquals("map(int, set(any))", text(PMap.codec(Codec.INT, PSet.codec(Codec.any()))));
        assertEquals("longVector", text(LongVector.codec()));
        assertEquals("enum \"" + in + "Colour\"(RED, GREEN)", text(Codec.enumeration(Colour.class)));
        assertEquals(
                "record \"" + in + "Item\"(name: string, price: long, colour: enum \"" + in + "Colour\"(RED, GREEN))",
                text(Codec.record(Item.class)));
        assertEquals("record \"" + in + "Itself\"(name: string, next: standard)", text(Codec.record(Itself.class)));
        assertEquals(
                "encoding \"a \\\"b\\\" \\\\\"(4, 0)",
                text(Codec.of(new Nothing()).named("a \"b\" \\")));
        assertEquals("bytes \"x/1\"", text(Codec.<byte[]>ofBytes(b -> b, b -> b).named("x/1")));
        assertEquals("bytes", text(Codec.BYTES));
    }

    @Test
    void aTextGivesTheKindThatHasThisText() {
        int made = 0;
        for (Codec<?> codec : Descriptors.codecs()) {
            Descriptor descriptor = CodecParts.describe(PVector.codec(codec));
            assertEquals(descriptor, DescriptorReader.read(descriptor.toString()));
            assertEquals(
                    descriptor.toString(),
                    DescriptorReader.read(descriptor.toString()).toString());
            if (!descriptor.toString().contains("encoding \"")
                    && !descriptor.toString().contains("bytes \"")) {
                NestedCodec<?> kind = Schemas.kind(DescriptorReader.read(descriptor.toString()));
                assertEquals(PVector.codec(codec), kind);
                assertEquals(descriptor, kind.descriptor());
                made++;
            }
        }
        assertTrue(made > 500, () -> "too few");
    }

    @Test
    void textsAreEqualExactlyIfTheCodecsAre() {
        Map<String, Codec<?>> byText = new HashMap<>();
        for (Codec<?> codec : Descriptors.codecs()) {
            Descriptor descriptor = CodecParts.describe(codec);
            Codec<?> known = byText.putIfAbsent(descriptor.toString(), codec);
            if (known != null && descriptor.unreadable() == null) {
                assertEquals(known, codec, descriptor::toString);
            }
            if (known != null) {
                assertEquals(SlotCodec.of(known).shape(), SlotCodec.of(codec).shape(), descriptor::toString);
            }
        }
        for (Codec<?> codec : Descriptors.codecs()) {
            byText.values().stream().filter(codec::equals).forEach(equal -> assertEquals(text(equal), text(codec)));
        }
    }

    @Test
    void anotherProcessGivesTheSameTexts() {
        Jvm.Run run = Jvm.run(Descriptors.class);
        assertEquals(0, run.exitCode(), run::output);
        assertEquals(Descriptors.all(), run.output());
    }

    private static String difference(Codec<?> there, Codec<?> asked) {
        return String.valueOf(DescriptorDifference.between(CodecParts.describe(there), CodecParts.describe(asked)));
    }

    @Test
    void namesOfRecordsAndTheOrderOfConstantsDoNotCount() {
        assertNull(DescriptorDifference.between(
                CodecParts.describe(Codec.record(Item.class)), CodecParts.describe(Codec.record(Renamed.class))));
        assertNull(DescriptorDifference.between(
                CodecParts.describe(Codec.record(Plain.class)), CodecParts.describe(Codec.record(Tinted.class))));
        Descriptor before = DescriptorReader.read("enum \"" + Shade.class.getName() + "\"(RED, OLD, GREEN)");
        assertNull(DescriptorDifference.between(before, CodecParts.describe(Codec.enumeration(Shade.class))));
    }

    @Test
    void theDifferenceIsNamedWithBothSides() {
        Codec<?> items = PMap.codec(Codec.STRING, Codec.record(Item.class));
        assertEquals(
                "value.price: the store has long, the program int",
                difference(items, PMap.codec(Codec.STRING, Codec.record(Narrow.class))));
        String item = Item.class.getName();
        assertEquals(
                "value: component 2 of the record " + item + ": the store has price: long, the program cost: long",
                difference(items, PMap.codec(Codec.STRING, Codec.record(Cost.class))));
        assertEquals(
                "value: component 4 of the record " + More.class.getName()
                        + " is count: int; the store has only 3 components",
                difference(items, PMap.codec(Codec.STRING, Codec.record(More.class))));
        assertEquals(
                "component 4 of the record " + More.class.getName()
                        + " is count: int; the program has only 3 components",
                difference(Codec.record(More.class), Codec.record(Item.class)));
        assertEquals(
                "key: the store has string, the program any", difference(items, PMap.codec(Codec.any(), Codec.LONG)));
        assertTrue(difference(Codec.record(Plain.class), Codec.record(Painted.class))
                .endsWith("; only the program has the constant DARK"));
        assertEquals(
                "element: the store has encoding \"a\"(4, 0), the program encoding \"b\"(4, 0)",
                difference(
                        PVector.codec(Codec.of(new Nothing()).named("a")),
                        PVector.codec(Codec.of(new Nothing()).named("b"))));
        assertNotEquals("null", difference(PVector.codec(Codec.INT), PSet.codec(Codec.INT)));
    }

    @Test
    void whatCannotBeMadeSaysWhatIsMissing() {
        for (String text : List.of(
                "vector(record \"com.acme.Gone\"(a: int))",
                "vector(enum \"java.lang.String\"(A))",
                "vector(encoding \"money\"(4, 0))",
                "vector(record \"" + Item.class.getName() + "\"(name: string))",
                "tree(int)",
                "vector",
                "int")) {
            SchemaException e = assertThrows(SchemaException.class, () -> Schemas.kind(DescriptorReader.read(text)));
            assertTrue(
                    String.valueOf(e.getMessage()).length() > 20
                            && !e.getMessage().contains("null"),
                    e::getMessage);
        }
        for (String text :
                List.of("", "vector(", "vector(int", "record \"x", "map(int,int)", "int int", "(", "enum \"a\"(\"")) {
            assertThrows(IllegalArgumentException.class, () -> DescriptorReader.read(text), text);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> DescriptorReader.read("vector(".repeat(100_000) + ")".repeat(100_000)));
    }

    @Test
    void aNameMakesEncodingsEqual() {
        Codec<Integer> plain = Codec.of(new Nothing());
        assertNotEquals(plain, Codec.of(new Nothing()));
        assertEquals(plain.named("n"), Codec.of(new Nothing()).named("n"));
        assertEquals(
                plain.named("n").hashCode(), Codec.of(new Nothing()).named("n").hashCode());
        assertNotEquals(plain.named("n"), plain.named("m"));
        assertEquals(Optional.of("m"), plain.named("n").named("m").name());
        assertEquals(Optional.empty(), plain.name());
        assertEquals(Optional.empty(), Codec.LONG.name());
        assertEquals(Optional.empty(), Blob.codec().name());
        assertNotEquals(plain.named("n"), plain);
        assertThrows(IllegalArgumentException.class, () -> plain.named(" "));
        assertThrows(UnsupportedOperationException.class, () -> Codec.LONG.named("n"));
        assertThrows(
                UnsupportedOperationException.class, () -> LongVector.codec().named("n"));
    }
}
