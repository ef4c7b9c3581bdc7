package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernels that lie beside cairn.h, in the ways in which they can be compiled, against Java's answers. */
@Tag("noNative")
class KernelsTest extends StoreTest {
    /** How a module is compiled. */
    enum Compiled {
        KERNELS,
        CHECKED,
        BANKED;

        Window on(Store store) {
            return Modules.kernel(name().toLowerCase(java.util.Locale.ROOT)).on(store);
        }

        /** A store; those with banks need slabs of 64 KiB. */
        Store store(KernelsTest test, Setting setting) {
            return test.stores.shared(this == BANKED && setting.isTiny() ? Setting.STANDARD_INHERITED : setting);
        }
    }

    /** A vector that is relaxed, if it was edited. */
    private static LongVector numbers(Store store, int size, int edits, Random random) {
        LongVector vector = LongVector.from(store, random.longs(size));
        for (int i = 0; i < edits && !vector.isEmpty(); i++) {
            int at = random.nextInt(vector.size());
            vector = switch (random.nextInt(4)) {
                case 0 -> vector.insert(at, i);
                case 1 -> vector.removeAt(at);
                case 2 -> vector.slice(0, at).concat(vector);
                default -> vector.slice(at / 2, vector.size());
            };
        }
        return vector;
    }

    @Property(tries = 100)
    void vectorsOfLongs(
            @ForAll Compiled compiled,
            @ForAll Setting setting,
            @ForAll @IntRange(max = 6000) int size,
            @ForAll @IntRange(max = 6) int edits,
            @ForAll Random random) {
        Store store = compiled.store(this, setting);
        Window window = compiled.on(store);
        int base = window.base();
        LongVector vector = numbers(store, size, edits, random);
        assertEquals(vector.sum(), window.callLong("sum_i64", base, vector));
        long sum = 0;
        int x = 12345;
        for (int i = 0; i < 300 && !vector.isEmpty(); i++) {
            x = x * 1664525 + 1013904223;
            sum += vector.get((x >>> 4) % vector.size());
        }
        assertEquals(sum, window.callLong("gets_i64", base, vector, 300));
        if (!vector.isEmpty()) {
            int index = random.nextInt(vector.size());
            assertEquals(vector.get(index), window.callLong("get_i64", base, vector, index));
        }
        assertThrows(KernelTrapException.class, () -> window.callLong("get_i64", base, vector, vector.size()));
        assertThrows(KernelTrapException.class, () -> window.callLong("map_sum_i64", base, vector.append(1)));
    }

    @Property(tries = 40)
    void vectorsOfDoubles(
            @ForAll Compiled compiled,
            @ForAll Setting setting,
            @ForAll @IntRange(max = 6000) int size,
            @ForAll Random random) {
        Store store = compiled.store(this, setting);
        Window window = compiled.on(store);
        double[] values = random.ints(size, -1000, 1000).asDoubleStream().toArray(); // sums of these are exact
        DoubleVector vector = DoubleVector.of(store, values);
        double sum = IntStream.range(0, size).mapToDouble(i -> values[i]).sum();
        assertEquals(sum, window.callDouble("sum_f64", window.base(), vector));
        assertEquals(sum, window.callDouble("sum4_f64", window.base(), vector));
        DoubleVector.Builder builder = DoubleVector.builder(store);
        window.fill(builder, size, "fill_linear_f64", window.base(), vector, 2.0, 0.5);
        assertEquals(vector.map(value -> 2 * value + 0.5), builder.build());
    }

    @Property(tries = 60)
    void mapsOfLongs(
            @ForAll Compiled compiled,
            @ForAll Setting setting,
            @ForAll @IntRange(max = 3000) int size,
            @ForAll Random random) {
        Store store = compiled.store(this, setting);
        Window window = compiled.on(store);
        int base = window.base();
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG);
        for (int i = 0; i < size; i++) {
            map = map.put((long) random.nextInt(2000), random.nextLong());
        }
        long sum = 0;
        for (long value : map.asMap().values()) {
            sum += value;
        }
        assertEquals(sum, window.callLong("map_sum_i64", base, map));
        sum = 0;
        int x = 12345;
        for (int i = 0; i < 300; i++) {
            x = x * 1664525 + 1013904223;
            sum += map.getOrDefault((long) ((x >>> 4) % 2000), -1L);
        }
        assertEquals(sum, window.callLong("map_gets_i64", base, map, 2000, 300));
        long key = random.nextInt(2000);
        assertEquals(map.getOrDefault(key, -5L), window.callLong("map_get_i64", base, map, key, -5L));
    }

    @Property(tries = 40)
    void mapsOfTexts(
            @ForAll Compiled compiled,
            @ForAll Setting setting,
            @ForAll @IntRange(max = 500) int size,
            @ForAll Random random) {
        Store store = compiled.store(this, setting);
        Window window = compiled.on(store);
        PMap<String, Long> map = PMap.empty(store, Codec.STRING, Codec.LONG);
        PVector<String> words = PVector.empty(store, Codec.STRING);
        long sum = 0;
        for (int i = 0; i < size; i++) {
            String word =
                    Character.toString(random.nextInt(40, 0x800)).repeat(random.nextInt(30)) + random.nextInt(300);
            words = words.append(word);
            map = random.nextBoolean() ? map.put(word, random.nextLong()) : map;
        }
        for (String word : words.asList()) {
            sum += map.getOrDefault(word, -1L);
        }
        assertEquals(sum, window.callLong("map_sum_texts", window.base(), map, words));
    }

    @Property(tries = 40)
    void blobs(
            @ForAll Compiled compiled,
            @ForAll Setting setting,
            @ForAll @IntRange(max = 5000) int size,
            @ForAll @IntRange(max = 5) int parts,
            @ForAll Random random) {
        Store store = compiled.store(this, setting);
        Window window = compiled.on(store);
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Blob blob = Blob.from(store, bytes);
        for (int i = 0; i < parts; i++) {
            long cut = blob.length() == 0 ? 0 : random.nextLong(blob.length());
            blob = blob.slice(cut / 2, cut).concat(blob).slice(cut / 3, blob.length());
        }
        long sum = 0;
        for (byte one : blob.toByteArray()) {
            sum += one & 0xFF;
        }
        assertEquals(sum, window.callLong("blob_sum", window.base(), blob));
        ByteBuffer longs = ByteBuffer.allocate(8 * size).order(ByteOrder.LITTLE_ENDIAN);
        long[] values = random.longs(size).toArray();
        longs.asLongBuffer().put(values);
        assertEquals(
                LongStream.of(values).sum(),
                window.callLong("blob_sum_i64", window.base(), Blob.from(store, longs.array())));
    }

    @Property(tries = 20)
    void products(
            @ForAll Compiled compiled,
            @ForAll Setting setting,
            @ForAll @IntRange(max = 40) int n,
            @ForAll Random random) {
        Store store = compiled.store(this, setting);
        Window window = compiled.on(store);
        double[][] left = matrix(n, random);
        double[][] right = matrix(n, random);
        DoubleVector.Builder product = DoubleVector.builder(store);
        window.fill(product, n * n, "fill_product_f64", window.base(), rows(store, left), rows(store, right), n);
        DoubleVector.Builder ofBlobs = DoubleVector.builder(store);
        Blob first = blob(store, left);
        window.fill(ofBlobs, n * n, "fill_product_blobs_f64", window.base(), first, blob(store, right), n);
        DoubleVector.Builder expected = DoubleVector.builder(store);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += left[i][k] * right[k][j];
                }
                expected.append(sum);
            }
        }
        DoubleVector all = expected.build();
        assertEquals(all, product.build());
        assertEquals(all, ofBlobs.build());
    }

    private static Blob blob(Store store, double[][] matrix) {
        double[] all = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
        return Blob.from(store, MemorySegment.ofArray(all));
    }

    private static double[][] matrix(int n, Random random) {
        return IntStream.range(0, n)
                .mapToObj(row -> random.doubles(n).toArray())
                .toArray(double[][]::new);
    }

    private static PVector<DoubleVector> rows(Store store, double[][] matrix) {
        PVector<DoubleVector> rows = PVector.empty(store, DoubleVector.codec());
        for (double[] row : matrix) {
            rows = rows.append(DoubleVector.of(store, row));
        }
        return rows;
    }

    @Test
    void aBuilderOfAnotherSizeTraps() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = Compiled.KERNELS.on(store);
        DoubleVector vector = DoubleVector.of(store, 1, 2, 3);
        DoubleVector.Builder builder = DoubleVector.builder(store);
        assertThrows(
                KernelTrapException.class,
                () -> window.fill(builder, 4, "fill_linear_f64", window.base(), vector, 2.0, 1.0));
        assertEquals(0, builder.size());
        window.fill(builder, 3, "fill_linear_f64", window.base(), vector, 2.0, 1.0);
        assertEquals(DoubleVector.of(store, 3, 5, 7), builder.build());
    }
}
