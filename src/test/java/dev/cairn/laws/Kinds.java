package dev.cairn.laws;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongLongMap;
import dev.cairn.LongMap;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import dev.cairn.internal.slot.CodecParts;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Every codec there is, and what it keeps: by itself, in records, and in collections, in each other as deep as is asked for. */
public final class Kinds {
    private Kinds() {}

    /** Makes values. */
    @FunctionalInterface
    public interface Maker<T> {
        /** The value with number {@code n}, a new object if it can be one; some have several numbers. */
        T make(Store store, int n);
    }

    /** A codec and its values. */
    public record Kind<T>(Codec<T> codec, Maker<T> maker) {
        public T make(Store store, int n) {
            return maker.make(store, n);
        }

        @Override
        public String toString() {
            return codec.toString();
        }
    }

    private enum Colour {
        RED,
        GREEN
    }

    private record Empty() {}

    /** Is equal if its components are, as they say. */
    private record Plain(Object content, String name) {}

    /** Has an array, so no record is equal to another. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Framed(Object content, byte[] frame) {}

    /** Has an array and compares it by its content, as ours does. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Careful(byte[] content, int n) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof Careful that && n == that.n && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return 31 * n + Arrays.hashCode(content);
        }
    }

    /** Finds more equal than its codec does. */
    private record Loose(String text) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof Loose that && text.equalsIgnoreCase(that.text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    private interface Streamed<A, B> extends Function<A, B>, Serializable {}

    /** A user's type with an {@code equals} of its own. */
    private record Range(int from, int to) {}

    private enum RangeEncoding implements Encoding<Range> {
        RANGES;

        @Override
        public int width() {
            return 2 * Integer.BYTES;
        }

        @Override
        public void encode(Range range, SlotWriter out) {
            out.putInt(0, range.from());
            out.putInt(Integer.BYTES, range.to());
        }

        @Override
        public Range decode(SlotReader in) {
            return new Range(in.getInt(0), in.getInt(Integer.BYTES));
        }
    }

    /** A user's type without an {@code equals}. */
    private enum IntsEncoding implements Encoding<int[]> {
        INTS;

        @Override
        public int width() {
            return Integer.BYTES;
        }

        @Override
        public int extents() {
            return 1;
        }

        @Override
        public void encode(int[] ints, SlotWriter out) {
            out.putInt(0, ints.length);
            byte[] last = new byte[ints.length];
            for (int i = 0; i < ints.length; i++) {
                last[i] = (byte) ints[i];
            }
            out.putExtent(0, last);
        }

        @Override
        public int[] decode(SlotReader in) {
            byte[] last = in.getExtent(0);
            int[] ints = new int[in.getInt(0)];
            for (int i = 0; i < ints.length; i++) {
                ints[i] = last[i];
            }
            return ints;
        }
    }

    /** A function that a stream can have. */
    private static <A, B> Function<A, B> streamed(Streamed<A, B> function) {
        return function;
    }

    private static byte[] toBytes(StringBuilder builder) {
        return builder.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder fromBytes(byte[] bytes) {
        return new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] toUtf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String fromUtf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] same(byte[] bytes) {
        return bytes;
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[n % 3 == 0 ? n : 20 + n];
        Arrays.fill(bytes, (byte) n);
        return bytes;
    }

    private static String text(int n) {
        return switch (n % 4) {
            case 0 -> "";
            case 1 -> new String("text " + n);
            case 2 -> "a text that is longer than a slot " + n;
            default -> "\u0416 wide " + n;
        };
    }

    private static Object anything(int n) {
        return switch (n % 6) {
            case 0 -> null;
            case 1 -> bytes(n);
            case 2 -> text(n);
            case 3 -> Float.intBitsToFloat(0x7FC0_0000 + n);
            case 4 -> -0.0;
            default -> n;
        };
    }

    private static Object object(int n) {
        return n % 3 == 0 ? null : n % 3 == 1 ? List.of(text(n)) : new Loose(text(n));
    }

    private static Object array(int n) {
        return switch (n % 5) {
            case 0 -> bytes(n);
            case 1 -> new int[] {n, 1};
            case 2 -> new Object[] {text(n), new long[] {n}, null};
            case 3 -> new double[][] {{0.0, n}, {Double.NaN}};
            default -> new String[] {new String("a"), "b"};
        };
    }

    private static Object value(int n) {
        return switch (n % 5) {
            case 0 -> new Careful(bytes(n), n);
            case 1 -> List.of(new Careful(bytes(n), n), text(n));
            case 2 -> new ArrayList<>(List.of(text(n), n));
            case 3 -> Map.of(text(n), new Careful(bytes(n), n));
            default -> new Loose(text(n));
        };
    }

    /** The text of the codec's descriptor. */
    public static String text(Codec<?> codec) {
        return CodecParts.describe(codec).toString();
    }

    /** Each codec that has no other in it. */
    static List<Kind<?>> leaves() {
        return List.of(
                new Kind<>(Codec.BOOLEAN, (store, n) -> n % 2 == 0),
                new Kind<>(Codec.BYTE, (store, n) -> (byte) n),
                new Kind<>(Codec.SHORT, (store, n) -> (short) (n * 1000)),
                new Kind<>(Codec.CHAR, (store, n) -> (char) (n * 1000)),
                new Kind<>(Codec.INT, (store, n) -> n * 1_000_000),
                new Kind<>(Codec.LONG, (store, n) -> n * 10_000_000_000L),
                new Kind<>(Codec.FLOAT, (store, n) -> n < 3 ? Float.intBitsToFloat(0x7FC0_0000 + n) : 0f * (3 - n)),
                new Kind<>(
                        Codec.DOUBLE,
                        (store, n) -> n < 3 ? Double.longBitsToDouble(0x7FF8_0000_0000_0000L + n) : 0.0 * (3 - n)),
                new Kind<>(Codec.STRING, (store, n) -> text(n)),
                new Kind<>(Codec.BYTES, (store, n) -> bytes(n)),
                new Kind<>(Codec.enumeration(Colour.class), (store, n) -> Colour.values()[n % 2]),
                new Kind<>(Codec.any(), (store, n) -> anything(n)),
                new Kind<>(Codec.object(), (store, n) -> object(n)),
                new Kind<>(Codec.standard(), (store, n) -> array(n)),
                new Kind<>(Codec.standard(), (store, n) -> value(n)),
                new Kind<>(Codec.record(Empty.class), (store, n) -> new Empty()),
                new Kind<>(Codec.record(Careful.class), (store, n) -> new Careful(bytes(n), n)),
                new Kind<>(Codec.record(Loose.class), (store, n) -> new Loose(n % 2 == 0 ? "a" : "A")),
                new Kind<>(Codec.ofBytes(streamed(Kinds::toUtf8), streamed(Kinds::fromUtf8)), (store, n) -> text(n)),
                new Kind<>(
                        Codec.ofBytes(streamed(Kinds::toBytes), streamed(Kinds::fromBytes)),
                        (store, n) -> new StringBuilder(text(n))),
                new Kind<>(Codec.ofBytes(streamed(Kinds::same), streamed(Kinds::same)), (store, n) -> bytes(n)),
                new Kind<>(Codec.of(RangeEncoding.RANGES), (store, n) -> new Range(n, n + 1)),
                new Kind<>(Codec.of(IntsEncoding.INTS), (store, n) -> new int[] {n, 1}),
                new Kind<>(Codec.of(IntsEncoding.INTS).named("ints/1"), (store, n) -> new int[] {n, 1}),
                new Kind<>(
                        Codec.ofBytes(streamed(Kinds::toUtf8), streamed(Kinds::fromUtf8))
                                .named("utf8"),
                        (store, n) -> text(n)),
                new Kind<>(LongVector.codec(), (store, n) -> LongVector.of(store, n, 2)),
                new Kind<>(IntVector.codec(), (store, n) -> IntVector.of(store, n, 2)),
                new Kind<>(
                        DoubleVector.codec(),
                        (store, n) -> DoubleVector.of(store, Double.longBitsToDouble(0x7FF8_0000_0000_0000L + n))),
                new Kind<>(
                        LongLongMap.codec(),
                        (store, n) -> LongLongMap.empty(store).put(n, 2)),
                new Kind<>(Blob.codec(), (store, n) -> Blob.from(store, bytes(n))));
    }

    /** The codecs that have {@code kind} in them. */
    private static <T> List<Kind<?>> around(Kind<T> kind) {
        Codec<T> codec = kind.codec();
        List<Kind<?>> kinds = new ArrayList<>();
        kinds.add(new Kind<>(
                Codec.record(Plain.class, codec, Codec.STRING),
                (store, n) -> new Plain(kind.make(store, n), text(n / 2))));
        kinds.add(new Kind<>(
                Codec.record(Framed.class, codec, Codec.BYTES),
                (store, n) -> new Framed(kind.make(store, n), bytes(n / 2))));
        kinds.add(new Kind<>(PVector.codec(codec), (store, n) -> PVector.from(store, codec, some(kind, store, n))));
        kinds.add(new Kind<>(PSet.codec(codec), (store, n) -> PSet.from(store, codec, some(kind, store, n))));
        kinds.add(new Kind<>(
                LongMap.codec(codec),
                (store, n) ->
                        LongMap.empty(store, codec).put(n, kind.make(store, n)).put(7, kind.make(store, n / 2))));
        kinds.add(new Kind<>(
                PMap.codec(codec, Codec.INT),
                (store, n) -> PMap.empty(store, codec, Codec.INT)
                        .put(kind.make(store, n), n / 2)
                        .put(kind.make(store, n + 1), 7)));
        kinds.add(new Kind<>(
                PMap.codec(Codec.STRING, codec),
                (store, n) -> PMap.empty(store, Codec.STRING, codec)
                        .put("a", kind.make(store, n))
                        .put("b", kind.make(store, n / 2))));
        return kinds;
    }

    private static <T> List<T> some(Kind<T> kind, Store store, int n) {
        return Arrays.asList(kind.make(store, n), kind.make(store, n / 2), kind.make(store, n));
    }

    /** All codecs that are {@code depth} deep; a leaf is 0. */
    public static List<Kind<?>> ofDepth(int depth) {
        return depth == 0
                ? leaves()
                : ofDepth(depth - 1).stream()
                        .<Kind<?>>mapMulti((kind, to) -> around(kind).forEach(to))
                        .toList();
    }
}
