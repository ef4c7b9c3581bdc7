package dev.cairn.soak;

import dev.cairn.Scope;
import dev.cairn.Sequences;
import dev.cairn.Store;
import dev.cairn.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Vectors of one kind, derived from each other. Each stands with the checksum it must have. */
final class VectorWork<V extends Version, T> extends Workload {
    private static final int LARGEST = 20_000;
    private static final int RESHAPES = 3;

    private final Store store;
    private final VectorKind<V, T> kind;
    private final Pool<Known<V>> pool;

    private record Known<V>(V version, long checksum) {}

    VectorWork(String name, Store store, VectorKind<V, T> kind) {
        super(name);
        this.store = store;
        this.kind = kind;
        this.pool = new Pool<>(new Known<>(kind.empty(), 0));
        derive("append", 40, (known, random) -> append(known, random, random.nextInt(1, 80)));
        derive("update", 30, (known, random) -> update(known, random, random.nextInt(1, 40)));
        derive("remove last", 10, (known, random) -> removeLast(known, random.nextInt(1, 80)));
        derive("reshape", 6, (known, random) -> reshape(append(known, random, 1), random));
        derive("build", 8, (known, random) -> build(known, random, random.nextInt(1, 400)));
        derive("scope", 7, this::scope);
        derive("check", 3, (known, random) -> check(known));
        derive("start anew", 2, (known, random) -> anew());
    }

    private void derive(String step, int weight, BiFunction<Known<V>, SplittableRandom, Known<V>> action) {
        add(step, weight, random -> {
            Known<V> known = pool.any(random);
            boolean isTooLarge = kind.size(known.version) > LARGEST;
            pool.put(action.apply(isTooLarge ? anew() : known, random), random);
        });
    }

    @Override
    void end() {
        pool.clear();
    }

    private Known<V> anew() {
        return new Known<>(kind.empty(), 0);
    }

    private Known<V> append(Known<V> known, SplittableRandom random, int times) {
        V version = known.version;
        long checksum = known.checksum;
        for (int i = 0; i < times; i++) {
            T value = kind.value(random);
            checksum += kind.mark(kind.size(version), value);
            version = kind.append(version, value);
        }
        return new Known<>(version, checksum);
    }

    private Known<V> update(Known<V> known, SplittableRandom random, int times) {
        V version = known.version;
        long checksum = known.checksum;
        for (int i = 0; i < times && kind.size(version) > 0; i++) {
            int index = random.nextInt(kind.size(version));
            T value = kind.value(random);
            checksum += kind.mark(index, value) - kind.mark(index, kind.get(version, index));
            version = kind.update(version, index, value);
        }
        return new Known<>(version, checksum);
    }

    private Known<V> removeLast(Known<V> known, int times) {
        V version = known.version;
        long checksum = known.checksum;
        for (int i = 0; i < times && kind.size(version) > 0; i++) {
            int last = kind.size(version) - 1;
            checksum -= kind.mark(last, kind.get(version, last));
            version = kind.removeLast(version);
        }
        return new Known<>(version, checksum);
    }

    /** Cuts, joins and inserts; the checksum is that of a list with which the same is done. */
    private Known<V> reshape(Known<V> known, SplittableRandom random) {
        V version = known.version;
        List<T> values = new ArrayList<>();
        for (int i = 0; i < kind.size(version); i++) {
            values.add(kind.get(version, i));
        }
        for (int i = 0; i < RESHAPES; i++) {
            int size = values.size();
            int from = random.nextInt(size + 1);
            int to = random.nextInt(from, size + 1);
            switch (random.nextInt(4)) {
                case 0 -> {
                    version = Sequences.concat(Sequences.slice(version, from, size), Sequences.slice(version, 0, from));
                    Collections.rotate(values, -from);
                }
                case 1 -> {
                    version =
                            Sequences.insertAll(version, from, Sequences.slice(known.version, 0, 1 + (to - from) / 9));
                    values.addAll(from, firstOf(known.version, 1 + (to - from) / 9));
                }
                case 2 -> {
                    version = Sequences.removeRange(version, from, from + (to - from) / 9);
                    values.subList(from, from + (to - from) / 9).clear();
                }
                default -> {
                    version = Sequences.slice(version, from / 9, size - (size - to) / 9);
                    values = new ArrayList<>(values.subList(from / 9, size - (size - to) / 9));
                }
            }
        }
        long checksum = 0;
        for (int i = 0; i < values.size(); i++) {
            checksum += kind.mark(i, values.get(i));
        }
        return check(new Known<>(version, checksum));
    }

    private List<T> firstOf(V version, int count) {
        return IntStream.range(0, count).mapToObj(i -> kind.get(version, i)).toList();
    }

    private Known<V> build(Known<V> known, SplittableRandom random, int changes) {
        VectorKind.Builder<V, T> builder = kind.builder(known.version);
        long half = change(builder, known.checksum, random, changes / 2);
        Known<V> first = new Known<>(builder.build(), half);
        long whole = change(builder, half, random, changes - changes / 2);
        Known<V> second = new Known<>(builder.build(), whole);
        check(first);
        return second;
    }

    private long change(VectorKind.Builder<V, T> builder, long before, SplittableRandom random, int changes) {
        long checksum = before;
        for (int i = 0; i < changes; i++) {
            T value = kind.value(random);
            if (builder.size() == 0 || random.nextBoolean()) {
                checksum += kind.mark(builder.size(), value);
                builder.append(value);
            } else {
                int index = random.nextInt(builder.size());
                checksum += kind.mark(index, value) - kind.mark(index, builder.get(index));
                builder.update(index, value);
            }
        }
        return checksum;
    }

    private Known<V> scope(Known<V> known, SplittableRandom random) {
        Known<V> kept;
        Known<V> inside;
        try (Scope scope = store.scope()) {
            inside = update(append(known, random, random.nextInt(1, 80)), random, 20);
            kept = new Known<>(scope.keep(inside.version), inside.checksum);
            inside = build(removeLast(inside, 40), random, 40);
        }
        V ended = inside.version;
        try {
            kind.checksum(ended);
        } catch (IllegalStateException e) {
            return kept;
        }
        throw new AssertionError("a version outlived its scope");
    }

    private Known<V> check(Known<V> known) {
        long checksum = kind.checksum(known.version);
        if (checksum != known.checksum) {
            throw new AssertionError("checksum " + checksum + " of " + kind.size(known.version) + " elements, expected "
                    + known.checksum);
        }
        return known;
    }
}
