package dev.cairn.duckdb;

import dev.cairn.ffi.ArrowStream;
import java.lang.foreign.MemorySegment;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/** A database of DuckDB in memory that reads and writes streams of Arrow. */
final class Database implements AutoCloseable {
    private static final BufferAllocator UNUSED = new BufferAllocator() {};
    private static final int BATCH = 65_536;

    private final DuckDBConnection connection;

    Database() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    }

    /** Lets SQL read {@code stream} once, as the table {@code name}. */
    void register(String name, ArrowStream stream) {
        connection.registerArrowStream(name, ArrowArrayStream.wrap(stream.memoryAddress()));
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that {@code sql} gives. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** What {@code reader} makes of the result of {@code sql}, a stream of Arrow. */
    <R> R read(String sql, Function<MemorySegment, R> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                DuckDBResultSet result = statement.executeQuery(sql).unwrap(DuckDBResultSet.class)) {
            long address = (Long) result.arrowExportStream(UNUSED, BATCH);
            return reader.apply(MemorySegment.ofAddress(address));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
