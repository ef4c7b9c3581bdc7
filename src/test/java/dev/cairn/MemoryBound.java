package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * A program that makes versions and keeps only the newest: what dead ones hold must stay below a bound, and all must be
 * gone once the last is dropped. The bound is twice the last vector and twice the budget. Prints one line of figures; exits
 * with 1 if the bound was passed, with 2 if bytes were left.
 */
final class MemoryBound {
    private static final int CHECKED_EVERY = 1000;

    private final Store store;
    private final Allocator allocator;
    private final AtomicBoolean over = new AtomicBoolean();
    private long mostHeld;
    private volatile long mostLive;

    private MemoryBound(long budget) {
        this.store = Store.inMemory(StoreOptions.defaults().budgetBytes(budget));
        this.allocator = store.core().allocator();
    }

    /** Takes the budget in bytes, how many changes to make, and how long a vector to update; 0: append instead. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(new MemoryBound(Long.parseLong(args[0])).run(Integer.parseInt(args[1]), Integer.parseInt(args[2])));
    }

    private int run(int count, int size) throws InterruptedException {
        Thread sampler = Thread.ofPlatform().start(this::sample);
        long began = System.nanoTime();
        LongVector last = size == 0 ? append(count) : update(count, size);
        long nanos = System.nanoTime() - began;
        over.set(true);
        sampler.join();
        long finalBytes = Sharing.retained(last).bytes();
        last = null;
        store.reclaim();
        store.verify();
        long bound = 2 * finalBytes + 2 * store.options().budgetBytes();
        StoreStats stats = store.stats();
        print((size == 0 ? "append " : "update ") + count, finalBytes, bound, (double) nanos / count, count, stats);
        return Math.max(mostHeld, mostLive) > bound ? 1 : stats.liveBytes() != 0 ? 2 : 0;
    }

    private void print(String work, long finalBytes, long bound, double nanosEach, int count, StoreStats stats) {
        System.out.printf(
                Locale.ROOT,
                "%s: vector %.1f MB, held at most %.1f MB of %.1f, live at most %.1f MB, %.0f ns each, %d bases,"
                        + " reclaimer %.0f ns each, %d collections (%d asked for), %d bytes left%n",
                work,
                mega(finalBytes),
                mega(mostHeld),
                mega(bound),
                mega(mostLive),
                nanosEach,
                stats.versionsMade(),
                (double) stats.reclaimerCpuNanos() / count,
                collections(),
                stats.collectionsAsked(),
                stats.liveBytes());
    }

    private static double mega(long bytes) {
        return bytes / (double) (1 << 20);
    }

    private LongVector append(int count) {
        LongVector vector = LongVector.empty(store);
        for (int i = 0; i < count; i++) {
            vector = vector.append(i);
            look(i);
        }
        if (vector.size() != count || vector.sum() != (long) count * (count - 1) / 2) {
            throw new AssertionError("wrong sum of " + vector.size() + " elements");
        }
        return vector;
    }

    private LongVector update(int count, int size) {
        LongVector vector = LongVector.from(store, LongStream.range(0, size));
        long sum = (long) size * (size - 1) / 2;
        long random = 1;
        for (int i = 0; i < count; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            int index = (int) ((random >>> 33) % size);
            sum += i - vector.get(index);
            vector = vector.update(index, i);
            look(i);
        }
        if (vector.size() != size || vector.sum() != sum) {
            throw new AssertionError("wrong sum after " + count + " updates");
        }
        return vector;
    }

    /** What is held is never less than what lives: blocks that wait in magazines are in it, too. */
    private void look(int i) {
        if (i % CHECKED_EVERY == 0) {
            mostHeld = Math.max(mostHeld, allocator.heldBytes());
        }
    }

    private void sample() {
        while (!over.get()) {
            mostLive = Math.max(mostLive, store.stats().liveBytes());
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
