package dev.cairn.message;

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
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values that messages have, of all types. */
final class Samples {
    static final MessageOptions TYPES = MessageOptions.defaults()
            .types(Point.class, Event.class, Chain.class, Sample.class)
            .type("day", DayOfWeek.class);

    private Samples() {}

    /** How to make a value in a store, so that no version is kept between the tries of a property. */
    interface Recipe {
        Object make(Store store);
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

    sealed interface Event permits Added, Removed, Nothing {}

    record Added(String key, Object value) implements Event {}

    record Removed(String key, List<?> reasons) implements Event {}

    record Nothing() implements Event {}

    record Chain(long value, Chain next) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Sample(
            boolean on, byte b, short s, char c, Integer i, Long l, float f, Double d, byte[] bytes, Point point) {}

    /** A value of each type. */
    static List<Object> corpus(Store store) {
        return Arrays.asList(
                null,
                List.of(true, 2023L, -1.01, "cat\u00e9\uD83D\uDE00", 1L << 60, Double.NaN, "\uD83D"),
                Map.of("$I", Map.of("a", List.of(), "b", 7)),
                new Point(3, -0.0, Colour.GREEN),
                new Chain(1, new Chain(2, null)),
                new Added("key", (byte) 5),
                new byte[] {1, 2, 3},
                Blob.builder(store).appendBits(0x1E1C644, 25).build(),
                LongVector.of(store, 1, -1, Long.MAX_VALUE),
                PVector.of(store, Codec.any(), 'c', 1.5f, (short) 9, null),
                PSet.of(store, Codec.STRING, "a", "b"),
                LongLongMap.empty(store).put(1, -1).put(Long.MIN_VALUE, 0),
                LongMap.empty(store, Codec.STRING).put(-1, "a").put(1, "b"),
                PMap.empty(store, Codec.STRING, PVector.codec(Codec.INT)).put("k", PVector.of(store, Codec.INT, 1, 2)),
                PMap.empty(store, Codec.enumeration(Colour.class), Codec.record(Point.class))
                        .put(Colour.RED, new Point(1, 2, Colour.RED)));
    }

    static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(6),
                Arbitraries.strings().withCharRange('\uD800', '\uDFFF').ofMaxLength(3),
                Arbitraries.of("", "$I", "$map", "\uD83D\uDE00", "\uD83D", "\u007F\u0080\u3FFF\u4000"));
    }

    private static Arbitrary<Long> longs() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, (1L << 55) - 1, 1L << 55, -1L << 55, (-1L << 55) - 1));
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.of(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        100.0,
                        -1e13,
                        9007199254740994.0));
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
    }

    private static Arbitrary<Point> points() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        doubles(),
                        Arbitraries.of(Colour.class).injectNull(0.1))
                .as(Point::new);
    }

    /** Values that nothing else is in. */
    static Arbitrary<Object> leaves() {
        return Arbitraries.<Object>oneOf(
                        longs(),
                        doubles(),
                        strings(),
                        bytes(),
                        points(),
                        Arbitraries.of(true, false),
                        Arbitraries.bytes(),
                        Arbitraries.shorts(),
                        Arbitraries.integers(),
                        Arbitraries.chars().all(),
                        Arbitraries.floats(),
                        Arbitraries.of(Colour.class),
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.just(new Nothing()),
                        samples())
                .injectNull(0.1);
    }

    private static Arbitrary<Sample> samples() {
        return Combinators.combine(
                        Arbitraries.bytes(),
                        Arbitraries.chars().all(),
                        longs(),
                        Arbitraries.floats(),
                        doubles(),
                        bytes().injectNull(0.2),
                        points().injectNull(0.2))
                .as((b, c, l, f, d, bytes, point) ->
                        new Sample(b > 0, b, (short) (b * 100), c, l.intValue(), l, f, d, bytes, point));
    }

    /** All values. */
    static Arbitrary<Recipe> all() {
        return Arbitraries.recursive(
                () -> Arbitraries.oneOf(leaves().map(leaf -> store -> leaf), collections()), Samples::around, 0, 3);
    }

    private static Arbitrary<Recipe> around(Arbitrary<Recipe> inner) {
        Arbitrary<List<Recipe>> lists = inner.list().ofMaxSize(4);
        Arbitrary<Map<String, Recipe>> maps = Arbitraries.maps(strings(), inner).ofMaxSize(4);
        return Arbitraries.oneOf(
                inner,
                lists.map(list -> store -> makeAll(store, list)),
                maps.map(map -> store -> makeAll(store, map)),
                Combinators.combine(strings(), inner).as((key, value) -> store -> new Added(key, value.make(store))),
                Combinators.combine(strings(), lists)
                        .as((key, list) -> store -> new Removed(key, makeAll(store, list))),
                longs().map(value -> store -> new Chain(value, new Chain(1, null))));
    }

    private static List<Object> makeAll(Store store, List<Recipe> recipes) {
        List<Object> made = new ArrayList<>();
        recipes.forEach(recipe -> made.add(recipe.make(store)));
        return made;
    }

    private static Map<String, Object> makeAll(Store store, Map<String, Recipe> recipes) {
        Map<String, Object> made = new LinkedHashMap<>();
        recipes.forEach((key, recipe) -> made.put(key, recipe.make(store)));
        return made;
    }

    /** Collections of stores. */
    private static Arbitrary<Recipe> collections() {
        Arbitrary<List<Long>> longs = longs().list().ofMaxSize(5);
        Arbitrary<List<Object>> anything = Arbitraries.<Object>oneOf(
                        longs(),
                        doubles(),
                        strings(),
                        bytes(),
                        Arbitraries.integers(),
                        Arbitraries.chars().all())
                .injectNull(0.1)
                .list()
                .ofMaxSize(5);
        return Arbitraries.oneOf(
                longs.map(list -> store -> LongVector.from(store, list)),
                Combinators.combine(bytes(), longs()).as((bytes, more) -> store -> blob(store, bytes, more)),
                longs.map(list -> store -> IntVector.from(store, list.stream().mapToInt(Long::intValue))),
                doubles().list().ofMaxSize(5).map(list -> store -> DoubleVector.from(store, list)),
                anything.map(list -> store -> PVector.from(store, Codec.any(), list)),
                longs.map(list -> store -> PSet.from(store, Codec.LONG, list)),
                strings().list().ofMaxSize(5).map(list -> store -> PVector.from(store, Codec.STRING, list)),
                bytes().list().ofMaxSize(5).map(list -> store -> PVector.from(store, Codec.BYTES, list)),
                points().filter(p -> p.colour() != null)
                        .list()
                        .ofMaxSize(5)
                        .map(list -> store -> PVector.from(store, Codec.record(Point.class), list)),
                Arbitraries.maps(strings(), longs).ofMaxSize(4).map(map -> store -> nested(store, map)),
                Arbitraries.maps(Arbitraries.of(DayOfWeek.class), doubles())
                        .map(map -> store -> PMap.from(store, Codec.enumeration(DayOfWeek.class), Codec.DOUBLE, map)));
    }

    private static Blob blob(Store store, byte[] bytes, long more) {
        return Blob.builder(store)
                .appendAll(bytes)
                .appendBits(more, Math.floorMod(more, 65))
                .build();
    }

    private static PMap<String, PVector<LongVector>> nested(Store store, Map<String, List<Long>> lists) {
        var map = PMap.builder(store, Codec.STRING, PVector.codec(LongVector.codec()));
        lists.forEach((key, list) -> map.put(
                key, PVector.of(store, LongVector.codec(), LongVector.from(store, list), LongVector.empty(store))));
        return map.build();
    }

    /** Whether both are of one class and equal, arrays by their content, and maps in one order. */
    static boolean isSame(Object a, Object b) {
        return switch (a) {
            case byte[] bytes -> b instanceof byte[] other && Arrays.equals(bytes, other);
            case List<?> list -> b instanceof List<?> other && areSame(list, other);
            case Map<?, ?> map ->
                b instanceof Map<?, ?> other
                        && List.copyOf(map.keySet()).equals(List.copyOf(other.keySet()))
                        && areSame(map.values(), other.values());
            case Record made -> b != null && made.getClass() == b.getClass() && areSame(parts(made), parts((Record) b));
            case PVector<?> vector ->
                b instanceof PVector<?> other && vector.codec().equals(other.codec()) && areSame(vector, other);
            case Version version -> version.equals(b) && codecs(version).equals(codecs((Version) b));
            case null, default -> Objects.equals(a, b);
        };
    }

    private static boolean areSame(Iterable<?> a, Iterable<?> b) {
        Iterator<?> others = b.iterator();
        for (Object one : a) {
            if (!others.hasNext() || !isSame(one, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    /** Whether {@code value} has a collection in it that keeps elements as objects. Such a value can be read, but not written. */
    static boolean keepsObjects(Object value) {
        return switch (value) {
            case Version version when !version.isPortable() -> true;
            case Map<?, ?> map -> map.entrySet().stream().anyMatch(Samples::keepsObjects);
            case Map.Entry<?, ?> entry -> keepsObjects(entry.getKey()) || keepsObjects(entry.getValue());
            case Iterable<?> elements ->
                StreamSupport.stream(elements.spliterator(), false).anyMatch(Samples::keepsObjects);
            case Record made -> parts(made).stream().anyMatch(Samples::keepsObjects);
            case null, default -> false;
        };
    }

    private static List<Object> parts(Record made) {
        List<Object> parts = new ArrayList<>();
        for (RecordComponent component : made.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                parts.add(component.getAccessor().invoke(made));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return parts;
    }

    private static List<?> codecs(Version version) {
        return switch (version) {
            case PSet<?> set -> List.of(set.codec());
            case PMap<?, ?> map -> List.of(map.keyCodec(), map.valueCodec());
            default -> List.of(version.getClass());
        };
    }
}
