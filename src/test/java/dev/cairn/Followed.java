package dev.cairn;

import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Atoms whose content a reader can check by itself: a map whose values are all equal, a vector whose sum is always the same, and rows of
 * numbers, of which each has one number only. A program that changes them, and one that follows them.
 */
final class Followed {
    /** Less than the thousand versions take that a reader can keep, until the writer asks it to run its collector. */
    static final long MAX_BYTES = 4L << 20;

    private static final int KEYS = 120;
    private static final int LENGTH = 900;
    private static final long SUM = (long) LENGTH * (LENGTH - 1) / 2;

    final Atom<PMap<String, Long>> map;
    final Atom<LongVector> vector;
    final Atom<PVector<LongVector>> rows;

    private Followed(Atom<PMap<String, Long>> map, Atom<LongVector> vector, Atom<PVector<LongVector>> rows) {
        this.map = map;
        this.vector = vector;
        this.rows = rows;
    }

    private static PMap<String, Long> filled(PMap<String, Long> empty, long value) {
        PMap.Builder<String, Long> builder = empty.toBuilder();
        for (int key = 0; key < KEYS; key++) {
            builder.put("the key of a number, and it does not fit its slot: " + key, value);
        }
        return builder.build();
    }

    /** The atoms in a store that this process writes. */
    static Followed written(Store store) {
        PMap<String, Long> empty = PMap.empty(store, Codec.STRING, Codec.LONG);
        long[] numbers = new long[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = i;
        }
        return new Followed(
                store.atom("map", filled(empty, 0)),
                store.atom("vector", LongVector.from(store, numbers)),
                store.atom("rows", PVector.of(store, LongVector.codec(), LongVector.of(store, 1, 1, 1))));
    }

    /** The atoms in a store that this process reads. */
    static Followed read(Store store) {
        return new Followed(
                store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG)),
                store.atom("vector", LongVector.empty(store)),
                store.atom("rows", PVector.empty(store, LongVector.codec())));
    }

    void changeMap(long value) {
        map.updateAndGet(m -> filled(m, value));
    }

    void changeVector(Random random) {
        int from = random.nextInt(LENGTH);
        int to = random.nextInt(LENGTH);
        long more = random.nextInt(1000);
        vector.updateAndGet(v -> {
            LongVector less = v.update(from, v.get(from) - more);
            return less.update(to, less.get(to) + more);
        });
    }

    void changeRows(Store store, Random random) {
        rows.updateAndGet(all -> {
            long[] row = new long[random.nextInt(200) + 1];
            java.util.Arrays.fill(row, random.nextInt());
            PVector<LongVector> more = all.append(LongVector.from(store, row));
            return more.size() > 30 ? more.drop(random.nextInt(30)) : more;
        });
    }

    /** One version of each atom, checked. */
    record Snapshot(
            PMap<String, Long> map, long value, LongVector vector, long hash, PVector<LongVector> rows, int size) {
        void check() {
            require(map.size() == KEYS, "size of the map");
            map.values().forEach(v -> require(v == value, "value in the map"));
            require(vector.size() == LENGTH && vector.sum() == SUM, "sum of the vector");
            require(vector.asList().hashCode() == hash, "hash of the vector");
            require(rows.size() == size, "number of rows");
            rows.forEach(row -> row.forEach(n -> require(n == row.first(), "number in a row")));
        }

        private static void require(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what);
            }
        }
    }

    Snapshot snapshot() {
        PMap<String, Long> m = map.get();
        LongVector v = vector.get();
        PVector<LongVector> r = rows.get();
        Snapshot seen =
                new Snapshot(m, m.values().iterator().next(), v, v.asList().hashCode(), r, r.size());
        seen.check();
        return seen;
    }

    /** Snapshots of which some are held for a while. */
    static final class Held {
        private final Random random = new Random();
        private final List<Snapshot> snapshots = new ArrayList<>();

        void add(Snapshot snapshot) {
            if (snapshots.size() < 25) {
                snapshots.add(snapshot);
            } else {
                snapshots.set(random.nextInt(snapshots.size()), snapshot);
            }
            snapshots.get(random.nextInt(snapshots.size())).check();
        }

        void check() {
            snapshots.forEach(Snapshot::check);
        }
    }

    /** Changes the atoms of the store in the file that its argument names, until it is killed. */
    static final class Writer {
        public static void main(String[] arguments) {
            Store store =
                    Store.open(Path.of(arguments[0]), StoreOptions.defaults().maxBytes(MAX_BYTES));
            Followed atoms = written(store);
            Thread.ofPlatform().start(() -> {
                Random random = new Random();
                for (long value = 1; ; value++) {
                    atoms.changeMap(value);
                    atoms.changeRows(store, random);
                }
            });
            Thread.ofPlatform().start(() -> {
                Random random = new Random();
                while (true) {
                    atoms.changeVector(random);
                }
            });
            System.out.println("ready");
        }
    }

    /** Follows the atoms of the store in the file that its argument names, until it is killed. */
    static final class Reader {
        public static void main(String[] arguments) throws IOException {
            Store store = Store.openReadOnly(Path.of(arguments[0]));
            Followed atoms = read(store);
            Held held = new Held();
            for (int i = 0; i < 25; i++) {
                held.add(atoms.snapshot());
            }
            System.out.println("ready");
            while (true) {
                try {
                    held.add(atoms.snapshot());
                } catch (Throwable e) {
                    e.printStackTrace(System.out);
                    Runtime.getRuntime().halt(3);
                }
            }
        }
    }

    /** Reads the map once for each byte of its input, keeps nothing, and makes little garbage. */
    static final class Stepping {
        public static void main(String[] arguments) throws IOException {
            Store store = Store.openReadOnly(Path.of(arguments[0]));
            Atom<PMap<String, Long>> map = store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG));
            System.out.println("ready");
            System.out.flush();
            while (System.in.read() >= 0) {
                map.get();
                System.out.print('.');
                System.out.flush();
            }
        }
    }
}
