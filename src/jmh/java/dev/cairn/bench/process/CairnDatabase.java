package dev.cairn.bench.process;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.codec.Codec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** An atom that holds a map: in a file, or in the memory of this process, for what a file costs. */
final class CairnDatabase implements Database {
    /** What {@link dev.cairn.bench.measure.BenchJvm} gives to all stores; only the standard store reads it by itself. */
    private static final String BUDGET = "dev.cairn.budgetBytes";

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Store store;
    private final Atom<PMap<Long, byte[]>> table;
    private PMap<Long, byte[]> version;

    private CairnDatabase(Store store) {
        this.store = store;
        this.table = store.atom("table", PMap.empty(store, Codec.LONG, Codec.BYTES));
        this.version = table.get();
    }

    static CairnDatabase inFile(Path path) {
        return new CairnDatabase(Store.open(path, options()));
    }

    static CairnDatabase ofReader(Path path) {
        return new CairnDatabase(Store.openReadOnly(path, options()));
    }

    static CairnDatabase inMemory() {
        return new CairnDatabase(Store.inMemory(options()));
    }

    private static StoreOptions options() {
        StoreOptions defaults = StoreOptions.defaults();
        return defaults.budgetBytes(Long.getLong(BUDGET, defaults.budgetBytes()));
    }

    Store store() {
        return store;
    }

    @Override
    public void fill(int entries) {
        PMap.Builder<Long, byte[]> builder = PMap.builder(store, Codec.LONG, Codec.BYTES);
        for (int number = 0; number < entries; number++) {
            builder.put(Values.key(number), Values.value(number));
        }
        table.set(builder.build());
        snapshot();
    }

    @Override
    public void put(long key, byte[] value) {
        version = table.updateAndGet(map -> map.put(key, value));
    }

    @Override
    public byte[] get(long key) {
        return Objects.requireNonNull(version.get(key));
    }

    @Override
    public void snapshot() {
        version = table.get();
    }

    @Override
    public void awaitChange() {
        try {
            if (!table.awaitChange(version, LONG)) {
                throw new IllegalStateException("no change in " + LONG);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void save() {
        store.checkpoint();
    }

    @Override
    public void backUp(Path copy) {
        store.checkpoint(copy);
    }

    @Override
    public void close() {
        store.close();
    }
}
