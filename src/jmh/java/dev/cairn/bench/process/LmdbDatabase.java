package dev.cairn.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/**
 * LMDB in its fastest way to write that loses nothing when the process is killed: into the mapped file, without a sync; each put is a
 * transaction of its own. A reader renews one transaction.
 */
final class LmdbDatabase implements Database {
    private static final String NAME = "table";

    /** Address space, and the length of a sparse file. */
    private static final long MAX_BYTES = 8L << 30;

    private static final int PUTS_AT_ONCE = 10_000;

    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> table;
    private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    private final ByteBuffer value = ByteBuffer.allocateDirect(Values.BYTES);
    private @Nullable Txn<ByteBuffer> reading;

    private LmdbDatabase(Path path, EnvFlags[] flags, DbiFlags... ofTable) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        env = Env.create().setMapSize(MAX_BYTES).setMaxDbs(1).open(path.toFile(), flags);
        table = env.openDbi(NAME, ofTable);
    }

    static LmdbDatabase ofWriter(Path path) {
        return new LmdbDatabase(
                path,
                new EnvFlags[] {EnvFlags.MDB_WRITEMAP, EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NOTLS},
                DbiFlags.MDB_CREATE,
                DbiFlags.MDB_INTEGERKEY);
    }

    static LmdbDatabase ofReader(Path path) {
        return new LmdbDatabase(path, new EnvFlags[] {EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS});
    }

    @Override
    public void fill(int entries) {
        for (int from = 0; from < entries; from += PUTS_AT_ONCE) {
            try (Txn<ByteBuffer> writing = env.txnWrite()) {
                for (int number = from; number < Math.min(from + PUTS_AT_ONCE, entries); number++) {
                    put(writing, Values.key(number), Values.value(number));
                }
                writing.commit();
            }
        }
    }

    @Override
    public void put(long newKey, byte[] newValue) {
        try (Txn<ByteBuffer> writing = env.txnWrite()) {
            put(writing, newKey, newValue);
            writing.commit();
        }
    }

    private void put(Txn<ByteBuffer> writing, long newKey, byte[] newValue) {
        key.putLong(0, newKey);
        value.put(0, newValue);
        table.put(writing, key, value);
    }

    @Override
    public byte[] get(long oldKey) {
        if (reading == null) {
            snapshot();
        }
        key.putLong(0, oldKey);
        ByteBuffer found = Objects.requireNonNull(table.get(Objects.requireNonNull(reading), key));
        byte[] copy = new byte[found.remaining()];
        found.get(0, copy);
        return copy;
    }

    @Override
    public void snapshot() {
        if (reading == null) {
            reading = env.txnRead();
        } else {
            reading.reset();
            reading.renew();
        }
    }

    @Override
    public void save() {
        env.sync(true);
    }

    @Override
    public void backUp(Path copy) throws IOException {
        Files.createDirectory(copy);
        env.copy(copy.toFile());
        Durable.force(copy.resolve("data.mdb"));
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.close();
        }
        table.close();
        env.close();
    }
}
