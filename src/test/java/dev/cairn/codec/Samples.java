package dev.cairn.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every codec with the values it keeps. */
final class Samples {
    private Samples() {}

    /** A codec and one value of its. */
    record Sample<T>(Codec<T> codec, T value) {
        @Override
        public String toString() {
            return codec + ": " + (value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
        }
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        }
    }

    record Point(int x, double y, Colour colour) {}

    record Named(String name, Long id, Point at) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Framed(boolean on, Named named, byte[] content, char c, short s, byte b, float f) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Framed that
                    && on == that.on
                    && named.equals(that.named)
                    && Arrays.equals(content, that.content)
                    && c == that.c
                    && s == that.s
                    && b == that.b
                    && Float.compare(f, that.f) == 0;
        }

        @Override
        public int hashCode() {
            return Objects.hash(named, Arrays.hashCode(content));
        }
    }

    record Deep(String label, Framed framed) {}

    record Mixed(Object any, Object object, String text, Reading reading) {}

    record Reading(String sensor, String unit, double value) {}

    static final class ReadingEncoding implements Encoding<Reading> {
        @Override
        public int width() {
            return Double.BYTES;
        }

        @Override
        public int extents() {
            return 2;
        }

        @Override
        public void encode(Reading reading, SlotWriter out) {
            out.putDouble(0, reading.value());
            out.putExtent(0, utf16(reading.sensor()));
            out.putExtent(1, utf16(reading.unit()));
        }

        @Override
        public Reading decode(SlotReader in) {
            return new Reading(text(in.getExtent(0)), text(in.getExtent(1)), in.getDouble(0));
        }
    }

    private static byte[] utf16(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static String text(byte[] utf16) {
        char[] chars = new char[utf16.length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (utf16[2 * i] << 8 | (utf16[2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    static final Codec<Mixed> MIXED =
            Codec.record(Mixed.class, Codec.any(), Codec.object(), Codec.STRING, Codec.of(new ReadingEncoding()));

    /** Strings of any characters, surrogates alone too, short and long, narrow and wide. */
    static Arbitrary<String> strings() {
        Arbitrary<String> narrow =
                Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(40);
        Arbitrary<String> wide =
                Arbitraries.strings().withCharRange('\0', '\uFFFF').ofMaxLength(40);
        Arbitrary<String> surrogates =
                Arbitraries.strings().withCharRange('\uD800', '\uDFFF').ofMaxLength(10);
        return Arbitraries.oneOf(narrow, wide, surrogates);
    }

    static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    }

    private static Arbitrary<Point> points() {
        return Combinators.combine(Arbitraries.integers(), Arbitraries.doubles(), Arbitraries.of(Colour.class))
                .as(Point::new);
    }

    private static Arbitrary<Named> named() {
        return Combinators.combine(strings(), Arbitraries.longs(), points()).as(Named::new);
    }

    private static Arbitrary<Deep> deep() {
        Arbitrary<Framed> framed = Combinators.combine(
                        Arbitraries.of(true, false),
                        named(),
                        bytes(),
                        Arbitraries.chars().all(),
                        Arbitraries.shorts(),
                        Arbitraries.bytes(),
                        Arbitraries.floats())
                .as(Framed::new);
        return Combinators.combine(strings(), framed).as(Deep::new);
    }

    private static Arbitrary<Reading> readings() {
        return Combinators.combine(strings(), strings(), Arbitraries.doubles()).as(Reading::new);
    }

    private static Arbitrary<Object> anything() {
        return Arbitraries.<Object>oneOf(
                        strings(),
                        Arbitraries.longs(),
                        Arbitraries.integers(),
                        Arbitraries.shorts(),
                        Arbitraries.bytes(),
                        Arbitraries.chars().all(),
                        Arbitraries.of(true, false),
                        Arbitraries.doubles(),
                        Arbitraries.floats(),
                        Arbitraries.just(Float.NaN))
                .injectNull(0.1);
    }

    private static Arbitrary<Mixed> mixed() {
        return Combinators.combine(
                        anything(), Arbitraries.of(Thread.State.class).map(Object.class::cast), strings(), readings())
                .as(Mixed::new);
    }

    private static <T> Arbitrary<Sample<?>> of(Codec<T> codec, Arbitrary<? extends T> values) {
        return values.map(value -> new Sample<T>(codec, value));
    }

    /** Add a codec here and its values are tried like those of every other. */
    static Arbitrary<Sample<?>> all() {
        return Arbitraries.oneOf(List.of(
                of(Codec.BOOLEAN, Arbitraries.of(true, false)),
                of(Codec.BYTE, Arbitraries.bytes()),
                of(Codec.SHORT, Arbitraries.shorts()),
                of(Codec.CHAR, Arbitraries.chars().all()),
                of(Codec.INT, Arbitraries.integers()),
                of(Codec.LONG, Arbitraries.longs()),
                of(Codec.FLOAT, Arbitraries.floats()),
                of(Codec.DOUBLE, Arbitraries.doubles()),
                of(Codec.STRING, strings()),
                of(Codec.BYTES, bytes()),
                of(Codec.enumeration(Colour.class), Arbitraries.of(Colour.class)),
                of(Codec.record(Point.class), points()),
                of(Codec.record(Named.class), named()),
                of(Codec.record(Deep.class), deep()),
                of(Codec.any(), anything()),
                of(Codec.any(), bytes()),
                of(Codec.object(), anything()),
                of(Codec.ofBytes(Samples::utf16, Samples::text), strings()),
                of(Codec.of(new ReadingEncoding()), readings()),
                of(MIXED, mixed())));
    }
}
