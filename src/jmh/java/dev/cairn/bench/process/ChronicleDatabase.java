package dev.cairn.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** Chronicle Map: a hash table in a mapped file, changed in place under locks in the file. It has no versions, and no call that syncs. */
final class ChronicleDatabase implements Database {
    static {
        // Also a JVM argument of all JVMs that use it; else it tells its maker of its use.
        System.setProperty("chronicle.analytics.disable", "true");
    }

    private final ChronicleMap<Long, byte[]> table;

    private ChronicleDatabase(ChronicleMap<Long, byte[]> table) {
        this.table = table;
    }

    /** Opens or makes a file, whose size follows from the number of entries. */
    static ChronicleDatabase open(Path path, int entries) {
        try {
            return new ChronicleDatabase(builder(entries).createPersistedTo(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file whose process was killed, in the way that its documentation prescribes then. */
    static ChronicleDatabase recover(Path path, int entries) {
        try {
            return new ChronicleDatabase(builder(entries).recoverPersistedTo(path.toFile(), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChronicleMapBuilder<Long, byte[]> builder(int entries) {
        return ChronicleMapBuilder.of(Long.class, byte[].class)
                .name("table")
                .entries(entries)
                .constantValueSizeBySample(Values.value(0));
    }

    @Override
    public void fill(int entries) {
        for (int number = 0; number < entries; number++) {
            put(Values.key(number), Values.value(number));
        }
    }

    @Override
    public void put(long key, byte[] value) {
        table.put(key, value);
    }

    @Override
    public byte[] get(long key) {
        return Objects.requireNonNull(table.get(key));
    }

    @Override
    public void close() {
        table.close();
    }
}
