package dev.cairn.internal.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.life.TypeLayout.Slot;
import dev.cairn.internal.node.Shape;
import dev.cairn.laws.Kinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the numbers of a descriptor are those of the codecs, though they are made of its text alone. */
class DescriptorLayoutTest {
    private static final int INSIDE = 12_345;

    private final List<Codec<?>> codecs = new ArrayList<>();

    DescriptorLayoutTest() {
        for (int depth = 0; depth < 3; depth++) {
            Kinds.ofDepth(depth).forEach(kind -> codecs.add(kind.codec()));
        }
        codecs.addAll(List.of(Codec.BOOLEAN, Codec.BYTE, Codec.SHORT, Codec.CHAR, Codec.INT, Codec.LONG));
        codecs.addAll(List.of(Codec.FLOAT, Codec.DOUBLE, Codec.STRING, Codec.BYTES, Codec.any(), Codec.object()));
    }

    private static TypeLayout layout(Object codec) {
        Descriptor read = DescriptorReader.read(CodecParts.describe(codec).toString());
        return DescriptorLayout.of(read, _ -> INSIDE);
    }

    private static Shape shape(Object codec) {
        return SlotCodec.of(codec).shape();
    }

    @Test
    void aVectorOrSetHasTheSlotsOfItsCodec() {
        assertTrue(codecs.size() > 100, codecs::toString);
        for (Codec<?> codec : codecs) {
            for (Codec<?> collections : List.of(PVector.codec(codec), PSet.codec(codec))) {
                TypeLayout layout = layout(collections);
                Shape shape = shape(codec);
                assertEquals(shape.width(), layout.width(), codec::toString);
                assertEquals(shape.width(), layout.first().width(), codec::toString);
                assertEquals(shape.references(), layout.first().references(), codec::toString);
                assertEquals(Integer.lowestOneBit(shape.width() | 8), layout.alignment(), codec::toString);
                assertNotEquals(Slot.NO_CODEC, layout.first().code(), codec::toString);
                assertEquals(Slot.NONE, layout.second());
            }
        }
    }

    @Test
    void aMapHasTheEntriesOfItsCodecs() {
        for (int i = 0; i < codecs.size(); i++) {
            for (int j = i % 7; j < codecs.size(); j += 7) {
                Codec<?> keys = codecs.get(i);
                Codec<?> values = codecs.get(j);
                TypeLayout layout = layout(PMap.codec(keys, values));
                Shape shape = shape(keys).and(shape(values));
                String which = keys + " to " + values;
                assertEquals(shape.width(), layout.width(), which);
                assertEquals(
                        shape(keys).secondOffset(shape(values)), layout.second().at(), which);
                assertEquals(shape(values).width(), layout.second().width(), which);
                assertEquals(
                        shape.references(),
                        layout.first().references() + layout.second().references(),
                        which);
                assertEquals(0, layout.width() % layout.alignment(), which);
                assertEquals(
                        0,
                        layout.second().at()
                                % Integer.lowestOneBit(layout.second().width() | 8),
                        which);
            }
        }
    }

    @Test
    void eachCodecHasACodeOfItsOwn() {
        List<Object> some = List.of(
                Codec.BOOLEAN,
                Codec.BYTE,
                Codec.SHORT,
                Codec.CHAR,
                Codec.INT,
                Codec.LONG,
                Codec.FLOAT,
                Codec.DOUBLE,
                Codec.STRING,
                Codec.BYTES,
                Codec.any(),
                Codec.standard(),
                Codec.object(),
                LongVector.codec(),
                Codec.enumeration(Thread.State.class),
                Codec.record(Pair.class));
        Set<Integer> codes = new HashSet<>();
        for (Object codec : some) {
            codes.add(layout(PVector.codec((Codec<?>) codec)).first().code());
        }
        assertEquals(some.size(), codes.size(), codes::toString);
    }

    record Pair(int first, LongVector second) {}

    @Test
    void kindsInsideHaveNumbers() {
        assertEquals(INSIDE, layout(PVector.codec(LongVector.codec())).first().type());
        assertEquals(
                INSIDE,
                layout(PMap.codec(Codec.INT, PSet.codec(Codec.INT))).second().type());
        assertEquals(0, layout(PVector.codec(Codec.LONG)).first().type());
        assertEquals(0, layout(PVector.codec(Codec.record(Pair.class))).first().type());
    }

    @Test
    void vectorsOfNumbers() {
        assertEquals(
                layout(PVector.codec(Codec.LONG)).first(),
                layout(LongVector.codec()).first());
        assertEquals(
                layout(PVector.codec(Codec.INT)).first(),
                layout(IntVector.codec()).first());
        assertEquals(
                layout(PVector.codec(Codec.DOUBLE)).first(),
                layout(DoubleVector.codec()).first());
        assertEquals(TypeLayout.DOUBLE_VECTOR, layout(DoubleVector.codec()).collection());
    }

    /** A file may have been written by a later library, or by anybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree(long)",
                "vector(quad)",
                "vector",
                "vector(long, long)",
                "map(long)",
                "map(long, quad)",
                "vector(encoding \"x\"(a, b))",
                "vector(encoding \"x\"(2000000000, 2000000000))",
                "vector(encoding \"x\"(1))",
                "vector(record \"x\"(y: quad))",
                "enum \"x\"(A, B)"
            })
    void whatIsNotKnownHasZeros(String text) {
        TypeLayout layout = DescriptorLayout.of(DescriptorReader.read(text), _ -> INSIDE);
        assertEquals(List.of(0, 0), List.of(layout.width(), layout.alignment()));
        assertEquals(0, layout.first().width() * layout.second().width());
    }
}
