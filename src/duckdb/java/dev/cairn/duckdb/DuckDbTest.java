package dev.cairn.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.ffi.Arrow;
import dev.cairn.ffi.ArrowException;
import dev.cairn.ffi.ArrowStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** SQL over collections, and collections of what SQL gives. */
class DuckDbTest extends StoreTest {
    record Sale(int shop, String article, double price, boolean paid) {}

    record Total(int shop, long sales, double sum) {}

    private Store store() {
        return stores.open(StoreOptions.defaults().maxBytes(256 << 20));
    }

    private static Blob blob(Store store, int longs) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * longs).order(ByteOrder.nativeOrder());
        LongStream.range(0, longs).forEach(bytes::putLong);
        return Blob.from(store, bytes.array());
    }

    @Test
    void sqlOverRecords() throws SQLException {
        Store store = store();
        PVector<Sale> sales = PVector.from(
                store,
                Codec.record(Sale.class),
                IntStream.range(0, 100_000)
                        .mapToObj(i -> new Sale(
                                i % 7,
                                i % 2 == 0 ? "tea" : "a pound of coffee, roasted, größer",
                                i / 4.0,
                                i % 3 == 0)));
        try (Database database = new Database()) {
            // tag::sql[]
            try (ArrowStream stream = Arrow.stream(sales)) {
                database.register("sales", stream);
                PVector<Total> totals = database.read(
                        "select shop, count(*) as sales, sum(price) as sum from sales where paid group by shop order by shop",
                        result -> Arrow.records(store, Total.class, result));
                // end::sql[]
                assertEquals(7, totals.size());
                for (Total total : totals) {
                    List<Sale> paid = sales.asList().stream()
                            .filter(sale -> sale.paid() && sale.shop() == total.shop())
                            .toList();
                    assertEquals(paid.size(), total.sales());
                    assertEquals(paid.stream().mapToDouble(Sale::price).sum(), total.sum(), 1e-6);
                }
            }
            try (ArrowStream stream = Arrow.stream(sales)) {
                database.register("sales2", stream);
                assertEquals(50_000, database.number("select count(*) from sales2 where article like '%größer'"));
            }
        }
    }

    @Test
    void theSumOfABlobAndOfAVector() throws SQLException {
        Store store = store();
        long expected = 1_000_000L * 999_999 / 2;
        try (Database database = new Database();
                ArrowStream blob = Arrow.stream("x", blob(store, 1_000_000), ValueLayout.JAVA_LONG);
                ArrowStream vector = Arrow.stream("x", LongVector.from(store, LongStream.range(0, 1_000_000)))) {
            database.register("blob", blob);
            database.register("vector", vector);
            assertEquals(expected, database.number("select sum(x) from blob"));
            assertEquals(expected, database.number("select sum(x) from vector"));
        }
    }

    @Test
    void resultsBecomeVectors() throws SQLException {
        Store store = store();
        try (Database database = new Database()) {
            database.run("create table t as select range as x, 'n' || range as name from range(0, 200000)");
            assertEquals(
                    LongVector.from(store, LongStream.range(0, 200_000)),
                    database.read("select x from t order by x", result -> Arrow.longs(store, result)));
            assertEquals(
                    IntVector.from(store, IntStream.range(0, 1000)),
                    database.read("select x::integer from t where x < 1000 order by x", r -> Arrow.ints(store, r)));
            assertEquals(
                    DoubleVector.of(store, 0, 0.5, 1),
                    database.read("select x / 2 from t where x < 3 order by x", r -> Arrow.doubles(store, r)));
            assertEquals(
                    "n77",
                    database.read("select name from t order by x", r -> Arrow.texts(store, r))
                            .get(77));
            ArrowException nulls = assertThrows(
                    ArrowException.class,
                    () -> database.read("select nullif(x, 5) from t", r -> Arrow.longs(store, r)));
            assertTrue(nulls.getMessage().contains("null"), nulls::toString);
            assertThrows(
                    ArrowException.class,
                    () -> database.read("select sum(x) from t", r -> Arrow.longs(store, r)),
                    "a sum has 128 bits");
        }
    }

    @Test
    void aVersionIsFreedWhenTheDatabaseIsDone() throws SQLException {
        Store store = store();
        try (Database database = new Database();
                ArrowStream stream = Arrow.stream("x", blob(store, 500_000), ValueLayout.JAVA_LONG)) {
            database.register("blob", stream);
            assertEquals(10, database.number("select x from blob order by x limit 1 offset 10"));
        }
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
    }
}
