package dev.cairn;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** The kernels over matrices and over plain memory, as a library of C, against Java's answers. */
@Tag("alone")
class CMatricesTest extends CKernelCalls {
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

    private static Blob blob(Store store, PVector<DoubleVector> rows) {
        double[] all = new double[rows.size() * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i).toArray(), 0, all, i * rows.size(), rows.size());
        }
        return Blob.from(store, MemorySegment.ofArray(all));
    }

    @Property(tries = 12)
    void matricesInBlobs(@ForAll Setting setting, @ForAll long seed, @ForAll boolean isChecked) {
        begin(setting, seed, isChecked);
        int n = 46 + random.nextInt(20);
        PVector<DoubleVector> a = matrix(n);
        PVector<DoubleVector> b = matrix(n);
        store.atom("a", blob(store, a));
        store.atom("b", blob(store, b));
        double[] expected = product(a, b, n);
        DoubleVector.Builder builder = blank(n * n);
        Object[] arguments = with(new Object[] {held("a"), held("b"), n}, numbers(builder));
        assertEquals((long) n * n, number("fill_product_blobs_f64", arguments));
        assertArrayEquals(expected, builder.build().toArray());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment places = arena.allocate(JAVA_DOUBLE, (long) n * n);
            Table table = Table.of(places, 1 + random.nextInt(40), 32, arena);
            Object[] of = {held("a"), held("b"), n, table.address(), table.rows()};
            assertEquals((long) n * n, number("places_product_blobs_f64", of));
            assertArrayEquals(expected, places.toArray(JAVA_DOUBLE));
            of[2] = n - 1;
            assertEquals(0, number("places_product_blobs_f64", of));
            assertEquals(CChecks.OUT_OF_RANGE, error());
            Table less = Table.of(arena.allocate(JAVA_DOUBLE, (n - 1L) * (n - 1)), 32, 32, arena);
            of[3] = less.address();
            of[4] = less.rows();
            assertEquals(0, number("places_product_blobs_f64", of), "the blobs have n rows");
            assertEquals(CChecks.OTHER_KIND, error());
        }
        end();
    }

    @Property(tries = 12)
    void runsAtAddresses(@ForAll long seed) {
        begin(Setting.values()[0], seed, false);
        int n = 1 + random.nextInt(40);
        PVector<DoubleVector> a = matrix(n);
        PVector<DoubleVector> b = matrix(n);
        long[] longs = random.longs(n).toArray();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment run = arena.allocateFrom(JAVA_LONG, longs);
            assertEquals(Arrays.stream(longs).sum(), at("sum_run_i64", JAVA_LONG, run.address(), n));
            MemorySegment left =
                    arena.allocate(8L * n * n).copyFrom(blob(store, a).asSegment());
            MemorySegment right =
                    arena.allocate(8L * n * n).copyFrom(blob(store, b).asSegment());
            double sum = 0;
            for (double d : left.toArray(JAVA_DOUBLE)) {
                sum += d;
            }
            assertEquals(sum, at("sum_run_f64", JAVA_DOUBLE, left.address(), n * n));
            MemorySegment to = arena.allocate(8L * n * n);
            at("product_f64", null, left.address(), right.address(), to.address(), n);
            assertArrayEquals(product(a, b, n), to.toArray(JAVA_DOUBLE));
        }
        end();
    }

    /** Calls a kernel that takes addresses, and no store. */
    private Object at(String kernel, MemoryLayout result, Object... arguments) {
        MemoryLayout[] layouts =
                Arrays.stream(arguments).map(CKernelCalls::layout).toArray(MemoryLayout[]::new);
        return kernels.call(kernel, result, layouts, arguments);
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
}
