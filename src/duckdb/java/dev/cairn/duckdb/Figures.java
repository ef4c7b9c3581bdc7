package dev.cairn.duckdb;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.codec.Codec;
import dev.cairn.ffi.Arrow;
import dev.cairn.ffi.ArrowStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** A program that compares sums over collections with those over a table of DuckDB. Prints milliseconds, the least of many rounds, and the ratio. */
final class Figures {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 40;

    record Row(long x, double y) {}

    private Figures() {}

    public static void main(String[] args) throws SQLException {
        Store store = Store.inMemory(StoreOptions.defaults().maxBytes(512 << 20));
        ByteBuffer bytes = ByteBuffer.allocate(8 * ROWS).order(ByteOrder.nativeOrder());
        LongStream.range(0, ROWS).forEach(bytes::putLong);
        Blob blob = Blob.from(store, bytes.array());
        LongVector vector = LongVector.from(store, LongStream.range(0, ROWS));
        PVector<Row> rows = PVector.from(
                store, Codec.record(Row.class), LongStream.range(0, ROWS).mapToObj(i -> new Row(i, i)));
        try (Database database = new Database()) {
            database.run("create table own as select range as x, range::double as y from range(0, " + ROWS + ")");
            long[] least = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                database.number("select sum(x) from own");
                least[0] = Math.min(least[0], System.nanoTime() - began);
                least[1] = Math.min(least[1], time(database, () -> Arrow.stream("x", blob, ValueLayout.JAVA_LONG)));
                least[2] = Math.min(least[2], time(database, () -> Arrow.stream("x", vector)));
                least[3] = Math.min(least[3], time(database, () -> Arrow.stream(rows)));
            }
            String[] names = {"DuckDB's own table", "blob", "vector", "records"};
            for (int i = 0; i < names.length; i++) {
                System.out.printf("%-20s %8.2f ms %6.2f%n", names[i], least[i] / 1e6, (double) least[i] / least[0]);
            }
        }
    }

    private static long time(Database database, Supplier<ArrowStream> stream) throws SQLException {
        long began = System.nanoTime();
        try (ArrowStream made = stream.get()) {
            database.register("t", made);
            database.number("select sum(x) from t");
        }
        return System.nanoTime() - began;
    }
}
