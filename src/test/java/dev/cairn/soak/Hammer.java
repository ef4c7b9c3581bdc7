package dev.cairn.soak;

import dev.cairn.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Threads, half of them virtual, that take each other's versions, read them, derive others from them and leave those to the
 * others, while one more thread verifies the store every second.
 */
final class Hammer {
    private final Store store;
    private final int threads;
    private final List<Workload> workloads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean over;
    private int verified;

    Hammer(Store store, int threads) {
        this.store = store;
        this.threads = threads;
        workloads.add(new VectorWork<>("LongVector", store, new VectorKind.Longs(store)));
        workloads.add(new VectorWork<>("PVector of texts", store, new VectorKind.Texts(store)));
        MapKind<Long, Long> longs = MapKind.longs();
        Pool<KnownMap<Long, Long>> pool = new Pool<>(KnownMap.empty(store, longs));
        workloads.add(new MapWork<>(store, longs, pool));
        workloads.add(new Archive(store, pool));
        addMaps(MapKind.texts());
        addMaps(MapKind.nested(store));
        workloads.add(new SetWork<>(store, longs));
        workloads.add(new SetWork<>(store, MapKind.texts()));
        workloads.add(new BlobWork(store));
        workloads.add(new Counters(store));
        workloads.add(new Mailboxes(store));
        workloads.add(new LetterWork(store));
    }

    private <K, V> void addMaps(MapKind<K, V> kind) {
        workloads.add(new MapWork<>(store, kind, new Pool<>(KnownMap.empty(store, kind))));
    }

    /** Hammers for a time; then checks what must be so in the end. Afterwards no version can be reached. */
    void run(Duration time) throws InterruptedException {
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int seed = i;
            var kind = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            started.add(kind.name("hammer-" + i).start(() -> guarded(() -> hammer(new SplittableRandom(seed)))));
        }
        Thread verifier = Thread.ofPlatform().name("verifier").start(() -> guarded(this::verifyEverySecond));
        started.add(verifier);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && failure.get() == null) {
            Thread.sleep(100);
        }
        over = true;
        for (Thread thread : started) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new AssertionError(figures(), failure.get());
        }
        workloads.forEach(Workload::end);
    }

    /** What was done. */
    String figures() {
        return workloads.stream()
                .map(Workload::figures)
                .collect(Collectors.joining("\n", threads + " threads, verified " + verified + " times\n", "\n"));
    }

    /** The steps that were never done. */
    List<String> missing() {
        return workloads.stream().flatMap(work -> work.missing().stream()).toList();
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void guarded(Task task) {
        try {
            task.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void verifyEverySecond() throws InterruptedException {
        while (!over) {
            Thread.sleep(1000);
            store.verify();
            verified++;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // virtual threads give way to each other only so
    private void hammer(SplittableRandom random) {
        while (!over && failure.get() == null) {
            workloads.get(random.nextInt(workloads.size())).step(random);
            Thread.yield();
        }
    }
}
