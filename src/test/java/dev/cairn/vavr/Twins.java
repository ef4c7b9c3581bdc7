package dev.cairn.vavr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Traversable;
import io.vavr.control.Option;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Draws pairs of values, for a call of our class and for the same call of Vavr's. */
final class Twins {
    /** The same value twice, or two equal values, one of each library. */
    record Twin(Object ours, Object theirs) {
        static Twin same(Object value) {
            return new Twin(value, value);
        }
    }

    private static final int[] NUMBERS = {0, 1, 2, 3, 5, -1, -2, 64, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final int[] COUNTS = {0, 1, 2, 3, 5, 7, -1, -2};

    private final Random random;
    private final Kind kind;
    private final boolean isCounting;

    /** Draws receivers and arguments for methods of {@code kind}; with {@code isCounting} no number is huge. */
    Twins(long seed, Kind kind, boolean isCounting) {
        this.random = new Random(seed);
        this.kind = kind;
        this.isCounting = isCounting;
    }

    enum Kind {
        VECTOR,
        SET,
        MAP
    }

    Twin receiver(int longest) {
        boolean isPlain = random.nextBoolean();
        List<Object> elements = elements(random.nextInt(longest + 1), isPlain, kind == Kind.MAP);
        return collection(kind, elements);
    }

    private List<Object> elements(int count, boolean isPlain, boolean isEntries) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object element = isPlain ? (Object) random.nextInt(9) : Samples.any(random);
            elements.add(isEntries ? Tuple.of(element, Samples.any(random)) : element);
        }
        return elements;
    }

    @SuppressWarnings("unchecked") // the elements of a map are entries
    private static Twin collection(Kind kind, List<Object> elements) {
        List<Tuple2<Object, Object>> entries = (List<Tuple2<Object, Object>>) (List<?>) elements;
        return switch (kind) {
            case VECTOR -> new Twin(Vector.ofAll(elements), io.vavr.collection.Vector.ofAll(elements));
            case SET -> new Twin(HashSet.ofAll(elements), io.vavr.collection.HashSet.ofAll(elements));
            case MAP -> new Twin(HashMap.ofEntries(entries), io.vavr.collection.HashMap.ofEntries(entries));
        };
    }

    /** An argument for a parameter of {@code type}, which is {@code generic} with its type arguments. */
    Twin argument(Class<?> type, String generic) {
        if (!type.isPrimitive() && random.nextInt(12) == 0) {
            return Twin.same(null);
        }
        if (type.isPrimitive()) {
            return Twin.same(primitive(type));
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return iterable(type, generic);
        }
        if (isFunction(type)) {
            int seed = random.nextInt(1 << 20);
            return new Twin(Functions.make(type, generic, seed), Functions.make(type, generic, seed));
        }
        return other(type, generic);
    }

    private static boolean isFunction(Class<?> type) {
        return type == java.util.Comparator.class
                || (type.isInterface() && type.getPackageName().equals("io.vavr"))
                || (type.isInterface() && type.getPackageName().equals("java.util.function"));
    }

    private Object primitive(Class<?> type) {
        int number = isCounting ? COUNTS[random.nextInt(COUNTS.length)] : NUMBERS[random.nextInt(NUMBERS.length)];
        return switch (type.getName()) {
            case "int" -> number;
            case "long" -> (long) number;
            case "double" -> (double) number;
            case "char" -> (char) ('a' + Math.floorMod(number, 8));
            case "boolean" -> random.nextBoolean();
            default -> throw new AssertionError(type);
        };
    }

    /** Elements in a collection of {@code type}: of java.util, of Vavr, or of the library that is called. */
    private Twin iterable(Class<?> type, String generic) {
        if (generic.contains("Vector<io.vavr.collection.Vector<")) {
            return matrix();
        }
        Kind own = type == Map.class || type == HashMap.class || type == io.vavr.collection.HashMap.class
                ? Kind.MAP
                : type == Set.class || type == io.vavr.collection.HashSet.class ? Kind.SET : Kind.VECTOR;
        boolean isEntries =
                generic.contains("Tuple2<") || own == Kind.MAP || (kind == Kind.MAP && random.nextBoolean());
        List<Object> elements = elements(random.nextInt(6), random.nextBoolean(), isEntries);
        boolean isAny = type == Iterable.class || type == Traversable.class || type == Seq.class;
        if (!isAny || random.nextBoolean()) {
            return collection(own, elements);
        }
        return Twin.same(
                type == Iterable.class && random.nextBoolean() ? elements : io.vavr.collection.List.ofAll(elements));
    }

    private Twin matrix() {
        List<Twin> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(collection(Kind.VECTOR, elements(random.nextInt(4) / 2 + 1, true, false)));
        }
        return new Twin(
                Vector.ofAll(rows).map(Twin::ours),
                io.vavr.collection.Vector.ofAll(rows).map(Twin::theirs));
    }

    private Twin other(Class<?> type, String generic) {
        return switch (type.getName()) {
            case "java.lang.Object" ->
                Twin.same(kind == Kind.MAP && random.nextBoolean() ? entry() : Samples.any(random));
            case "java.lang.Integer" -> Twin.same(primitive(int.class));
            case "io.vavr.Tuple2" -> Twin.same(entry());
            case "java.lang.Comparable", "java.lang.CharSequence" -> Twin.same(random.nextBoolean() ? "" : "a,");
            case "java.util.Map" -> Twin.same(new java.util.HashMap<>(java.util.Map.of(1, "a", "b", 2)));
            case "java.lang.Class" -> Twin.same(random.nextBoolean() ? Object.class : Integer.class);
            case "io.vavr.control.Option" -> Twin.same(Option.of(Samples.any(random)));
            case "java.io.PrintStream" -> Twin.same(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
            case "java.io.PrintWriter" -> Twin.same(new PrintWriter(Writer.nullWriter()));
            case "java.util.stream.Collector" -> Twin.same(Collectors.toList());
            case "java.util.stream.Stream" -> {
                List<Object> elements = elements(random.nextInt(6), random.nextBoolean(), generic.contains("Tuple2<"));
                yield new Twin(elements.stream(), elements.stream());
            }
            default -> Twin.same(array(type.getComponentType()));
        };
    }

    private Tuple2<Object, Object> entry() {
        return Tuple.of(Samples.any(random), Samples.any(random));
    }

    private Object array(Class<?> type) {
        Object array = Array.newInstance(type, random.nextInt(5));
        for (int i = 0; i < Array.getLength(array); i++) {
            if (type == Object.class) {
                Array.set(array, i, Samples.any(random));
            } else if (type == Tuple2.class) {
                Array.set(array, i, entry());
            } else if (type == java.util.Map.Entry.class) {
                Array.set(array, i, java.util.Map.entry(random.nextInt(3), "a"));
            }
        }
        return array;
    }
}
