package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Blob;
import dev.cairn.Scope;
import dev.cairn.Store;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Blobs derived from each other, each with the bytes it must have. */
final class BlobWork extends Workload {
    private static final int LARGEST = 50_000;

    private final Store store;
    private final Pool<Known> pool;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Known(Blob blob, byte[] bytes) {}

    BlobWork(Store store) {
        super("Blob");
        this.store = store;
        this.pool = new Pool<>(new Known(Blob.empty(store), new byte[0]));
        derive("build", 20, this::build);
        derive("cut", 30, this::cut);
        derive("join", 30, this::join);
        derive("scope", 10, this::scope);
        derive("check", 10, this::check);
    }

    private void derive(String step, int weight, BiFunction<Known, SplittableRandom, Known> action) {
        add(step, weight, random -> pool.put(action.apply(pool.any(random), random), random));
    }

    private Known build(Known known, SplittableRandom random) {
        byte[] more = new byte[random.nextInt(LARGEST / 4)];
        random.nextBytes(more);
        Blob.Builder builder = Blob.builder(store).append(known.blob);
        return limited(new Known(builder.appendAll(more).build(), joined(known.bytes, more)), random);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private Known limited(Known known, SplittableRandom random) {
        return known.bytes.length > LARGEST ? cut(known, random) : known;
    }

    private Known cut(Known known, SplittableRandom random) {
        int from = random.nextInt(known.bytes.length / 2 + 1);
        int to = random.nextInt(from, known.bytes.length + 1);
        return new Known(known.blob.sliceBytes(from, to), Arrays.copyOfRange(known.bytes, from, to));
    }

    private Known join(Known known, SplittableRandom random) {
        Known other = pool.any(random);
        return limited(new Known(known.blob.concat(other.blob), joined(known.bytes, other.bytes)), random);
    }

    private Known scope(Known known, SplittableRandom random) {
        try (Scope scope = store.scope()) {
            Known next = join(cut(known, random), random);
            return new Known(scope.keep(next.blob), next.bytes);
        }
    }

    private Known check(Known known, SplittableRandom random) {
        Blob copy = Blob.from(store, known.bytes);
        assertEquals(copy, known.blob);
        assertEquals(copy.hashCode(), known.blob.hashCode());
        assertArrayEquals(known.bytes, known.blob.toByteArray());
        giveWay(random);
        return new Known(copy, known.bytes);
    }

    @Override
    void end() {
        pool.clear();
    }
}
