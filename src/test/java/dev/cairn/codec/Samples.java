package dev.cairn.codec;

import dev.cairn.internal.slot.SlotCodec;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.time.api.DateTimes;
import org.jspecify.annotations.Nullable;

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

    record Point(int x, double y, Colour colour) implements Serializable {}

    record Named(String name, Long id, Point at) implements Serializable {}

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

    /** Numbers, times and ids of the JDK. */
    private static Arbitrary<Object> plain() {
        Arbitrary<LocalDateTime> times = DateTimes.dateTimes();
        Arbitrary<ZoneOffset> offsets = DateTimes.offsetDateTimes().map(OffsetDateTime::getOffset);
        return Arbitraries.oneOf(
                Arbitraries.bigIntegers().map(n -> n.shiftLeft(80)),
                Arbitraries.bigIntegers(),
                Arbitraries.bigDecimals(),
                Arbitraries.create(UUID::randomUUID),
                times,
                times.map(LocalDateTime::toLocalDate),
                times.map(LocalDateTime::toLocalTime),
                times.map(t -> t.toInstant(ZoneOffset.UTC)),
                times.map(t -> Year.of(t.getYear())),
                times.map(YearMonth::from),
                times.map(MonthDay::from),
                offsets,
                Combinators.combine(times, offsets).as(OffsetDateTime::of),
                Combinators.combine(times.map(LocalDateTime::toLocalTime), offsets)
                        .as(OffsetTime::of),
                times.map(t -> t.atZone(ZoneId.of("Europe/Berlin"))),
                Combinators.combine(times, offsets).as(ZonedDateTime::of),
                Arbitraries.of(Instant.MIN, Instant.MAX, LocalDate.MIN, LocalDate.MAX, OffsetDateTime.MIN, Year.of(-1)),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs().between(0, 999_999_999))
                        .as(Duration::ofSeconds),
                Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), Arbitraries.integers())
                        .as(Period::of));
    }

    record Free(List<?> list, @Nullable Free next, Object any, BigInteger number) implements Serializable {}

    private static Arbitrary<Free> free() {
        return Combinators.combine(values(), Arbitraries.bigIntegers())
                .as((value, number) -> new Free(
                        List.of(value), new Free(new ArrayList<>(List.of(value)), null, "end", number), value, number));
    }

    /** What only the standard codec keeps: some of it as bytes, some as objects, some as both. */
    private static Arbitrary<Object> values() {
        Arbitrary<Object> some = Arbitraries.oneOf(
                strings(),
                plain(),
                points(),
                named(),
                Arbitraries.of(Colour.class),
                Arbitraries.of(StringBuilder.class, Thread.class),
                Arbitraries.integers().list().ofMaxSize(5));
        return Arbitraries.oneOf(
                points(),
                named(),
                Arbitraries.of(Colour.class),
                some.list().ofMaxSize(4).map(List::copyOf),
                some.list().ofMaxSize(4),
                some.list().ofMaxSize(4).map(list -> list.stream().toList()),
                some.set().ofMaxSize(4).map(Set::copyOf),
                some.map(value -> Map.of(value, List.of(value))),
                some.map(Generic::new));
    }

    record Generic<T>(T value) implements Serializable {}

    private static Arbitrary<Mixed> mixed() {
        return Combinators.combine(
                        anything(), Arbitraries.of(Thread.State.class).map(Object.class::cast), strings(), readings())
                .as(Mixed::new);
    }

    /** A codec and two values of its, often equal. */
    record Pair<T>(Codec<T> codec, T first, T second) {
        @Override
        public String toString() {
            return new Sample<>(codec, first) + " and " + new Sample<>(codec, second);
        }
    }

    private record Kept<T>(Codec<T> codec, Arbitrary<? extends T> values) {
        Arbitrary<Sample<?>> samples() {
            return values.map(value -> new Sample<T>(codec, value));
        }

        Arbitrary<Pair<?>> pairs() {
            return Arbitraries.oneOf(
                    Combinators.combine(values, values).as((first, second) -> new Pair<T>(codec, first, second)),
                    values.map(value -> new Pair<T>(codec, value, copy(value))));
        }

        private T copy(T value) {
            SlotCodec<T> slots = SlotCodec.of(codec);
            return slots.restore(slots.prepare(value));
        }
    }

    /** Add a codec here and its values are tried like those of every other. */
    private static List<Kept<?>> kept() {
        return List.of(
                new Kept<>(Codec.BOOLEAN, Arbitraries.of(true, false)),
                new Kept<>(Codec.BYTE, Arbitraries.bytes()),
                new Kept<>(Codec.SHORT, Arbitraries.shorts()),
                new Kept<>(Codec.CHAR, Arbitraries.chars().all()),
                new Kept<>(Codec.INT, Arbitraries.integers()),
                new Kept<>(Codec.LONG, Arbitraries.longs()),
                new Kept<>(Codec.FLOAT, Arbitraries.floats()),
                new Kept<>(Codec.DOUBLE, Arbitraries.doubles()),
                new Kept<>(Codec.STRING, strings()),
                new Kept<>(Codec.BYTES, bytes()),
                new Kept<>(Codec.enumeration(Colour.class), Arbitraries.of(Colour.class)),
                new Kept<>(Codec.record(Point.class), points()),
                new Kept<>(Codec.record(Named.class), named()),
                new Kept<>(Codec.record(Deep.class), deep()),
                new Kept<>(Codec.any(), anything()),
                new Kept<>(Codec.any(), bytes()),
                new Kept<>(Codec.any(), plain()),
                new Kept<>(Codec.standard(), anything()),
                new Kept<>(Codec.standard(), plain()),
                new Kept<>(Codec.standard(), bytes()),
                new Kept<>(Codec.standard(), values()),
                new Kept<>(Codec.sameArrays(), anything()),
                new Kept<>(Codec.sameArrays(), values()),
                new Kept<>(Codec.record(Free.class), free()),
                new Kept<>(Codec.object(), anything()),
                new Kept<>(Codec.ofBytes(Samples::utf16, Samples::text), strings()),
                new Kept<>(Codec.of(new ReadingEncoding()), readings()),
                new Kept<>(MIXED, mixed()));
    }

    /** Values of every codec. */
    static Arbitrary<Sample<?>> all() {
        return Arbitraries.oneOf(kept().stream().map(Kept::samples).toList());
    }

    /** Two values of every codec. */
    static Arbitrary<Pair<?>> pairs() {
        return Arbitraries.oneOf(kept().stream().map(Kept::pairs).toList());
    }
}
