package dev.cairn.soak;

import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.Version;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Vectors of one kind, derived from each other. Each stands with the checksum it must have. */
final class VectorWork<V extends Version, T> extends Workload {
    private static final int LARGEST = 20_000;

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
                builder.set(index, value);
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
