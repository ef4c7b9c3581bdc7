package dev.cairn.bench.process;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/**
 * The MVStore of H2, whose file one process can open at a time; each put is a commit. What no version needs is written over at once, or the
 * file would grow by gigabytes.
 */
final class MvStoreDatabase implements Database {
    private static final int PUTS_AT_ONCE = 10_000;

    private final MVStore store;
    private final MVMap<Long, byte[]> table;

    MvStoreDatabase(Path path) {
        store = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .open();
        store.setRetentionTime(0);
        table = store.openMap(
                "table",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public void fill(int entries) {
        for (int number = 0; number < entries; number++) {
            table.put(Values.key(number), Values.value(number));
            if (number % PUTS_AT_ONCE == PUTS_AT_ONCE - 1) {
                store.commit();
            }
        }
        store.commit();
    }

    @Override
    public void put(long key, byte[] value) {
        table.put(key, value);
        store.commit();
    }

    @Override
    public byte[] get(long key) {
        return Objects.requireNonNull(table.get(key));
    }

    @Override
    public void save() {
        store.sync();
    }

    /** Its copies are in an archive, here one that is not compressed. */
    @Override
    public void backUp(Path copy) throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy), 1 << 20))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            store.getFileStore().backup(zip);
        }
        Durable.force(copy);
    }

    @Override
    public void close() {
        store.close();
    }
}
