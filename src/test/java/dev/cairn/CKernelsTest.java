package dev.cairn;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.codec.Codec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** The kernels, as a library of C, against Java's answers. */
@Tag("alone")
class CKernelsTest extends CKernelCalls {
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
            if (random.nextBoolean()) {
                places.fill((byte) 0xFF);
                table.makeFresh();
            }
            assertEquals((long) size, number("places_linear_f64", held("a"), 2.0, 1.0, table.address(), table.rows()));
            assertEquals(0, table.fresh(), "a run that was given out is not fresh");
            assertArrayEquals(
                    Arrays.stream(doubles.toArray()).map(x -> 2 * x + 1).toArray(), places.toArray(JAVA_DOUBLE));
        }
        end();
    }

    /** Only a run that is taken whole keeps what was there. */
    @Property(tries = 100)
    void freshRunsAreCleared(
            @ForAll @IntRange(min = 1, max = 100) int size,
            @ForAll @IntRange(min = 1, max = 20) int first,
            @ForAll @IntRange(min = 1, max = 20) int each,
            @ForAll @IntRange(max = 25) int most,
            @ForAll long seed) {
        CCompiler.required();
        int index = Math.floorMod(seed, size);
        int begin = index < first ? 0 : index - (index - first) % each;
        int end = Math.min(size, index < first ? first : begin + each);
        boolean isWhole = most > 0 && index == begin && most >= end - begin;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment places = arena.allocate(JAVA_LONG, size).fill((byte) 0xFF);
            Table table = Table.of(places, first, each, arena);
            table.makeFresh();
            long rows = table.rows();
            MemorySegment at = arena.allocate(JAVA_LONG);
            MemorySegment count = arena.allocate(JAVA_INT);
            long content = isWhole ? -1 : 0;
            for (int call = 1; call <= 2; call++) {
                assertEquals(
                        CChecks.OK,
                        Loaded.CHECKS.status("check_places", table.address(), rows, (long) index, most, at, count));
                assertEquals(places.address() + 8L * index, at.get(JAVA_LONG, 0));
                assertEquals(most == 0 ? end - index : Math.min(most, end - index), count.get(JAVA_INT, 0));
                assertEquals(rows - 1, table.fresh());
                long[] expected = new long[size];
                Arrays.fill(expected, -1);
                Arrays.fill(expected, begin, end, content);
                assertArrayEquals(expected, places.toArray(JAVA_LONG));
                content = 7; // what is written stays
                for (int i = begin; i < end; i++) {
                    places.setAtIndex(JAVA_LONG, i, content);
                }
            }
        }
    }
}
