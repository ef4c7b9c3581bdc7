package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Streams;
import dev.cairn.codec.Samples.Sample;
import dev.cairn.internal.slot.StreamCodec;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Codecs and their values in streams of Java's serialization. */
class CodecStreamTest {
    private record Pair(String text, Thread.State state) {}

    private interface StreamedFunction<A, B> extends Function<A, B>, Serializable {}

    private static final class StreamedEncoding implements Encoding<String>, Serializable {
        private static final long serialVersionUID = 1L;

        private int width = 4;

        @Override
        public int width() {
            return width;
        }

        @Override
        public int extents() {
            return 1;
        }

        @Override
        public void encode(String value, SlotWriter out) {
            out.putInt(0, value.length());
            out.putExtent(0, value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String decode(SlotReader in) {
            return new String(in.getExtent(0), StandardCharsets.UTF_8);
        }
    }

    @Provide
    Arbitrary<Sample<?>> samples() {
        return Samples.all();
    }

    @Property(tries = 2000)
    void everyValueReadsBack(@ForAll("samples") Sample<?> sample) throws IOException, ClassNotFoundException {
        readsBack(sample);
    }

    private static <T> void readsBack(Sample<T> sample) throws IOException, ClassNotFoundException {
        StreamCodec<T> codec = StreamCodec.of(sample.codec());
        byte[] bytes = Streams.write(out -> codec.write(sample.value(), out));
        try (ObjectInputStream in = Streams.open(bytes)) {
            T copy = codec.read(in);
            assertTrue(Objects.deepEquals(sample.value(), copy), () -> sample + " came back as " + copy);
            assertEquals(-1, in.read());
        }
    }

    @Test
    void whatHasANameIsTheSameAgain() throws IOException, ClassNotFoundException {
        for (Codec<?> codec : List.of(
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
                Codec.sameArrays(),
                Codec.object(),
                LongVector.codec())) {
            assertSame(codec, Streams.roundTrip(codec));
        }
    }

    @Test
    void whatIsMadeOfPartsIsMadeOfTheSame() throws IOException, ClassNotFoundException {
        for (Codec<?> codec : List.of(
                Codec.record(Pair.class),
                Codec.record(Pair.class, Codec.STRING, Codec.object()),
                Codec.enumeration(Thread.State.class),
                Codec.of(new StreamedEncoding()))) {
            assertEquals(codec.toString(), Streams.roundTrip(codec).toString());
        }
        for (Codec<?> codec : List.of(
                PVector.codec(Codec.STRING),
                PMap.codec(Codec.STRING, PSet.codec(Codec.any())),
                PSet.codec(PVector.codec(LongVector.codec())))) {
            assertEquals(codec, Streams.roundTrip(codec));
        }
    }

    @Test
    void functionsComeAlong() throws IOException, ClassNotFoundException {
        StreamedFunction<String, byte[]> toBytes = text -> text.getBytes(StandardCharsets.UTF_8);
        StreamedFunction<byte[], String> fromBytes = bytes -> new String(bytes, StandardCharsets.UTF_8);
        Codec<String> copy = Streams.roundTrip(Codec.ofBytes(toBytes, fromBytes));
        readsBack(new Sample<>(copy, "text"));
    }

    @Test
    void whatIsNotSerializableIsNamed() {
        assertNamed(Codec.of(new Samples.ReadingEncoding()));
        assertNamed(Codec.ofBytes((String text) -> new byte[0], bytes -> ""));
    }

    private static void assertNamed(Codec<?> codec) {
        var thrown = assertThrows(NotSerializableException.class, () -> Streams.roundTrip(codec));
        assertTrue(thrown.getMessage().startsWith(codec.toString()), thrown::getMessage);
    }

    @Test
    void whatIsNoCodecIsRefused() {
        assertRefused(new Codecs.Proxy("Codec.LONGEST"));
        assertRefused(new Codecs.Proxy(EnumCodec.NAME));
        assertRefused(new Codecs.Proxy(EnumCodec.NAME, String.class));
        assertRefused(new Codecs.Proxy(RecordCodec.NAME, String.class));
        assertRefused(new Codecs.Proxy(RecordCodec.NAME, Pair.class, Codec.STRING));
        assertRefused(new Codecs.Proxy(RecordCodec.NAME, Pair.class, "no codec", Codec.STRING));
        assertRefused(new Codecs.Proxy(OctetsCodec.ByFunctions.NAME, "no function", "none"));
        assertRefused(new Codecs.Proxy(EncodingCodec.NAME, "no encoding", 1, 1));
        assertRefused(new Codecs.Proxy(EncodingCodec.NAME, new StreamedEncoding(), 5, 1)); // it has 4 bytes
        assertRefused(new Codecs.Proxy(null));
    }

    private static void assertRefused(Codecs.Proxy form) {
        assertThrows(InvalidObjectException.class, () -> Streams.roundTrip(form));
    }

    @Test
    void lengthsThatTheStreamDoesNotHaveAreRefused() throws IOException {
        for (int length : new int[] {-1, 15, Integer.MAX_VALUE}) {
            byte[] bytes = Streams.write(out -> {
                out.writeInt(length);
                out.writeInt(0);
            });
            assertThrows(InvalidObjectException.class, () -> Streamed.readBytes(Streams.open(bytes)));
            assertThrows(InvalidObjectException.class, () -> Streamed.readText(Streams.open(bytes)));
        }
    }
}
