package dev.cairn;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.CChecks.Place;
import dev.cairn.codec.Codec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** The kernels, as a library of C, against Java's answers. */
@Tag("alone")
class CKernelsTest extends StoreTest {
    private static final class Loaded {
        static final CChecks CHECKS = new CChecks(CCompiler.library(CCompiler.TEST.resolve("checks.c")));
        static final CChecks KERNELS = new CChecks(CCompiler.library(CCompiler.MAIN.resolve("kernels.c")));
        static final CChecks CHECKED =
                new CChecks(CCompiler.library(CCompiler.MAIN.resolve("kernels.c"), "-DCAIRN_CHECKED"));
    }

    private final Map<Setting, Store> open = new EnumMap<>(Setting.class);
    private final Random random = new Random();
    private Store store;
    private Place place;
    private CChecks kernels;

    private void begin(Setting setting, long seed, boolean isChecked) {
        CCompiler.required();
        random.setSeed(seed);
        store = open.computeIfAbsent(setting, key -> stores.open(key.options().atomsInCells(true)));
        place = Place.of(store);
        kernels = isChecked ? Loaded.CHECKED : Loaded.KERNELS;
    }

    private void end() {
        store.removeAtom("a");
        store.removeAtom("b");
        store = null;
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> JAVA_DOUBLE;
        };
    }

    private Object call(MemoryLayout result, String kernel, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = place.base();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        MemoryLayout[] layouts = Arrays.stream(all).map(CKernelsTest::layout).toArray(MemoryLayout[]::new);
        return kernels.call(kernel, result, layouts, all);
    }

    private long number(String kernel, Object... arguments) {
        return (long) call(JAVA_LONG, kernel, arguments);
    }

    private double real(String kernel, Object... arguments) {
        return (double) call(JAVA_DOUBLE, kernel, arguments);
    }

    private int error() {
        return (int) kernels.call("kernel_error", JAVA_INT, new MemoryLayout[0]);
    }

    private int held(String name) {
        return Loaded.CHECKS.atom(place, name);
    }

    private LongVector longs(int size) {
        LongVector longs = LongVector.from(store, random.longs(size));
        int at = random.nextInt(size + 1);
        return random.nextBoolean() ? longs : longs.drop(at).concat(longs.take(at / 2));
    }

    private static int scatter(int x) {
        return x * 1664525 + 1013904223;
    }

    @Property(tries = 25)
    void vectorsOfLongs(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        LongVector longs = longs(random.nextInt(5000));
        store.atom("a", longs);
        int version = held("a");
        assertEquals(longs.sum(), number("sum_i64", version));
        long expected = 0;
        int x = 12345;
        for (int i = 0; i < 1000 && !longs.isEmpty(); i++) {
            x = scatter(x);
            expected += longs.get(Integer.remainderUnsigned(x >>> 4, longs.size()));
        }
        assertEquals(expected, number("gets_i64", version, 1000));
        assertEquals(0, error());
        if (!longs.isEmpty()) {
            assertEquals(longs.last(), number("get_i64", version, longs.size() - 1));
        }
        assertEquals(0, number("get_i64", version, longs.size()));
        assertEquals(CChecks.OUT_OF_RANGE, error());
        assertEquals(0, error());
        end();
    }

    private DoubleVector doubles(int size) {
        double[] all = random.doubles(size).toArray();
        int at = random.nextInt(size + 1);
        DoubleVector whole = DoubleVector.of(store, all);
        return random.nextBoolean()
                ? whole
                : whole.take(at).concat(DoubleVector.of(store, Arrays.copyOfRange(all, at, size)));
    }

    @Property(tries = 25)
    void vectorsOfDoubles(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        DoubleVector doubles = doubles(random.nextInt(5000));
        store.atom("a", doubles);
        double sum = 0;
        for (double d : doubles.toArray()) {
            sum += d;
        }
        assertEquals(sum, real("sum_f64", held("a")));
        assertEquals(sum, real("sum4_f64", held("a")), 1e-8);
        store.atom("b", DoubleVector.of(store, 1, 2, 4, 8, 16, 32, 64.5));
        assertEquals(127.5, real("sum4_f64", held("b")));
        end();
    }

    @Property(tries = 25)
    void maps(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG);
        for (int i = random.nextInt(4000); i > 0; i--) {
            map = map.put((long) random.nextInt(5000), random.nextLong());
        }
        store.atom("a", map);
        int version = held("a");
        long all = 0;
        for (long value : map.values()) {
            all += value;
        }
        assertEquals(all, number("map_sum_i64", version));
        long expected = 0;
        int x = 12345;
        for (int i = 0; i < 2000; i++) {
            x = scatter(x);
            expected += map.getOrDefault((long) Integer.remainderUnsigned(x >>> 4, 6000), -1L);
        }
        assertEquals(expected, number("map_gets_i64", version, 6000, 2000));
        for (long key = 0; key < 100; key++) {
            assertEquals(map.getOrDefault(key, -7L), number("map_get_i64", version, key, -7L));
        }
        assertEquals(0, number("sum_i64", version));
        assertEquals(map.isEmpty() ? CChecks.OK : CChecks.OTHER_KIND, error());
        end();
    }

    @Property(tries = 25)
    void textsInMaps(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        PMap<String, Long> map = PMap.empty(store, Codec.STRING, Codec.LONG);
        List<String> words = new ArrayList<>();
        long expected = 0;
        for (int i = random.nextInt(2500); i > 0; i--) {
            String word = CKind.text(random);
            words.add(word);
            map = random.nextInt(4) == 0 ? map : map.put(word, random.nextLong());
        }
        for (String word : words) {
            expected += map.getOrDefault(word, -1L);
        }
        store.atom("a", map);
        store.atom("b", PVector.from(store, Codec.STRING, words));
        assertEquals(expected, number("map_sum_texts", held("a"), held("b")));
        assertEquals(0, error());
        end();
    }

    @Property(tries = 40)
    void blobs(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        BitText text = BitText.random(random, random.nextInt(2000));
        Blob blob = text.blob(store, random);
        for (int steps = random.nextInt(4); steps > 0; steps--) {
            int from = random.nextInt(text.length() + 1);
            blob = blob.slice(from, text.length()).concat(blob);
            text = text.slice(from, text.length()).concat(text);
        }
        store.atom("a", blob);
        long expected = 0;
        for (byte b : text.bytes()) {
            expected += b & 0xFF;
        }
        assertEquals(expected, number("blob_sum", held("a")));
        long[] longs = random.longs(1 + random.nextInt(500)).toArray();
        store.atom("b", Blob.from(store, MemorySegment.ofArray(longs)));
        assertEquals(Arrays.stream(longs).sum(), number("blob_sum_i64", held("b")));
        assertEquals(0, error());
        end();
    }

    /** The numbers of a builder that C fills. */
    private static Object[] numbers(DoubleVector.Builder builder) {
        Object stored = Fields.of(Fields.of(builder, "elements"), "builder");
        Object edit = Fields.of(stored, "edit");
        return new Object[] {
            Fields.of(edit, "root"),
            Fields.of(edit, "height"),
            Fields.of(stored, "tail"),
            Fields.of(stored, "tailStart"),
            builder.size(),
            Fields.of(edit, "edit")
        };
    }

    private static Object[] with(Object[] first, Object... others) {
        Object[] all = Arrays.copyOf(first, first.length + others.length);
        System.arraycopy(others, 0, all, first.length, others.length);
        return all;
    }

    private DoubleVector.Builder blank(int size) {
        DoubleVector.Builder builder = DoubleVector.builder(store);
        builder.appendAll(new double[size]);
        return builder;
    }

    @Property(tries = 25)
    void buildersAreFilled(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        int size = 2100 + random.nextInt(3000);
        DoubleVector doubles = doubles(size);
        store.atom("a", doubles);
        DoubleVector.Builder builder = blank(size);
        Object[] numbers = numbers(builder);
        Object[] arguments = with(new Object[] {held("a"), 2.0, 1.0}, numbers);
        assertEquals(size, number("fill_linear_f64", arguments));
        double[] expected = Arrays.stream(doubles.toArray()).map(x -> 2 * x + 1).toArray();
        DoubleVector built = builder.build();
        assertArrayEquals(expected, built.toArray());
        Object[] after = with(new Object[] {held("a"), 5.0, 1.0}, numbers(builder));
        assertEquals(0, number("fill_linear_f64", after), "after build() the leaves belong to the version");
        assertEquals(CChecks.NOT_YOURS, error());
        assertArrayEquals(expected, built.toArray());
        end();
    }

    private DoubleVector row(int size) {
        DoubleVector row = DoubleVector.empty(store);
        while (row.size() < size) {
            row = row.concat(doubles(1 + random.nextInt(size - row.size())));
        }
        return row;
    }

    private PVector<DoubleVector> matrix(int n) {
        PVector<DoubleVector> rows = PVector.empty(store, DoubleVector.codec());
        for (int i = 0; i < n; i++) {
            rows = rows.append(row(n));
        }
        return rows;
    }

    private static double[] product(PVector<DoubleVector> a, PVector<DoubleVector> b, int n) {
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    c[i * n + j] += a.get(i).get(k) * b.get(k).get(j);
                }
            }
        }
        return c;
    }

    @Property(tries = 12)
    void matrices(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        int n = 46 + random.nextInt(20);
        PVector<DoubleVector> a = matrix(n);
        PVector<DoubleVector> b = matrix(n);
        store.atom("a", a);
        store.atom("b", b);
        DoubleVector.Builder builder = blank(n * n);
        Object[] arguments = with(new Object[] {held("a"), held("b"), n}, numbers(builder));
        assertEquals((long) n * n, number("fill_product_f64", arguments));
        double[] expected = product(a, b, n);
        assertArrayEquals(expected, builder.build().toArray());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment places = arena.allocate(JAVA_DOUBLE, (long) n * n);
            Table table = Table.of(places, 1 + random.nextInt(40), 32, arena);
            assertEquals(
                    (long) n * n, number("places_product_f64", held("a"), held("b"), n, table.address(), table.rows()));
            assertArrayEquals(expected, places.toArray(JAVA_DOUBLE));
            assertEquals(0, number("places_product_f64", held("a"), held("b"), n - 1, table.address(), table.rows()));
            assertEquals(CChecks.OTHER_KIND, error());
        }
        end();
    }

    /** A table of runs, as {@code dev.cairn.ffi} gives it. */
    private record Table(MemorySegment segment) {
        static Table of(MemorySegment places, int first, int each, Arena arena) {
            List<Long> rows = new ArrayList<>();
            long size = places.byteSize() / Double.BYTES;
            for (long done = 0, count; done < size; done += count) {
                count = Math.min(done == 0 ? first : each, size - done);
                rows.add(places.address() + done * Double.BYTES);
                rows.add(count);
            }
            MemorySegment table = arena.allocate(JAVA_LONG, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                table.setAtIndex(JAVA_LONG, i, rows.get(i));
            }
            return new Table(table);
        }

        long address() {
            return segment.address();
        }

        long rows() {
            return segment.byteSize() / 16;
        }
    }

    @Property(tries = 20)
    void tablesAreFilled(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        int size = random.nextInt(3000);
        DoubleVector doubles = doubles(size);
        store.atom("a", doubles);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment places =
                    arena.allocate(JAVA_DOUBLE, Math.max(1, size)).asSlice(0, 8L * size);
            Table table = Table.of(places, 1 + random.nextInt(40), 1 + random.nextInt(40), arena);
            assertEquals((long) size, number("places_linear_f64", held("a"), 2.0, 1.0, table.address(), table.rows()));
            assertArrayEquals(
                    Arrays.stream(doubles.toArray()).map(x -> 2 * x + 1).toArray(), places.toArray(JAVA_DOUBLE));
        }
        end();
    }
}
