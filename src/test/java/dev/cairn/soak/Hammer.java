package dev.cairn.soak;

import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Threads, half of them virtual, that take each other's versions out of an array, read them, derive others from them and
 * put those in, while one more thread verifies the store every second. Each version stands with the checksum it must have.
 */
final class Hammer {
    private static final int PLACES = 48;
    private static final int LARGEST = 20_000;

    private final Store store;
    private final int threads;
    private final Place<?, ?>[] places = new Place<?, ?>[2];
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Map<Work, AtomicLong> done = new EnumMap<>(Work.class);
    private volatile boolean over;
    private int verified;

    Hammer(Store store, int threads) {
        this.store = store;
        this.threads = threads;
        places[0] = new Place<>(new Subject.Longs(store));
        places[1] = new Place<>(new Subject.Texts(store));
        for (Work work : Work.values()) {
            done.put(work, new AtomicLong());
        }
    }

    private enum Work {
        APPEND,
        UPDATE,
        REMOVE_LAST,
        BUILD,
        SCOPE,
        CHECK,
        START_ANEW
    }

    /** Versions of one kind that all threads see. */
    private static final class Place<V extends Version, T> {
        final Subject<V, T> subject;
        final AtomicReferenceArray<Known<V>> versions = new AtomicReferenceArray<>(PLACES);

        Place(Subject<V, T> subject) {
            this.subject = subject;
            for (int i = 0; i < PLACES; i++) {
                versions.set(i, new Known<>(subject.empty(), 0));
            }
        }
    }

    private record Known<V>(V version, long checksum) {}

    /** Hammers for a time; then says what was done. Nothing of it is reachable afterwards. */
    String run(Duration time) throws InterruptedException {
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
        for (int i = 0; i < places.length; i++) {
            places[i] = null;
        }
        return figures();
    }

    private String figures() {
        StringBuilder figures = new StringBuilder(threads + " threads; ");
        done.forEach(
                (work, count) -> figures.append(work).append(' ').append(count).append(", "));
        return figures + "verified " + verified + " times";
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
            step(places[random.nextInt(places.length)], random);
            Thread.yield();
        }
    }

    private <V extends Version, T> void step(Place<V, T> place, SplittableRandom random) {
        Known<V> known = place.versions.get(random.nextInt(PLACES));
        Work work = pick(random, place.subject.size(known.version));
        Known<V> next = apply(work, place.subject, known, random);
        done.get(work).getAndIncrement();
        for (int copies = random.nextInt(3); copies >= 0; copies--) {
            place.versions.set(random.nextInt(PLACES), next);
        }
    }

    private static Work pick(SplittableRandom random, int size) {
        if (size > LARGEST) {
            return random.nextInt(4) == 0 ? Work.START_ANEW : Work.REMOVE_LAST;
        }
        int percent = random.nextInt(100);
        if (percent < 40) {
            return Work.APPEND;
        } else if (percent < 70) {
            return Work.UPDATE;
        } else if (percent < 80) {
            return Work.REMOVE_LAST;
        } else if (percent < 88) {
            return Work.BUILD;
        } else if (percent < 95) {
            return Work.SCOPE;
        }
        return percent < 98 ? Work.CHECK : Work.START_ANEW;
    }

    private <V extends Version, T> Known<V> apply(
            Work work, Subject<V, T> subject, Known<V> known, SplittableRandom random) {
        return switch (work) {
            case APPEND -> append(subject, known, random, random.nextInt(1, 80));
            case UPDATE -> update(subject, known, random, random.nextInt(1, 40));
            case REMOVE_LAST -> removeLast(subject, known, random.nextInt(1, 80));
            case BUILD -> build(subject, known, random, random.nextInt(1, 400));
            case SCOPE -> scope(subject, known, random);
            case CHECK -> check(subject, known);
            case START_ANEW -> new Known<>(subject.empty(), 0);
        };
    }

    private static <V extends Version, T> Known<V> append(
            Subject<V, T> subject, Known<V> known, SplittableRandom random, int times) {
        V version = known.version;
        long checksum = known.checksum;
        for (int i = 0; i < times; i++) {
            T value = subject.value(random);
            checksum += subject.mark(subject.size(version), value);
            version = subject.append(version, value);
        }
        return new Known<>(version, checksum);
    }

    private static <V extends Version, T> Known<V> update(
            Subject<V, T> subject, Known<V> known, SplittableRandom random, int times) {
        V version = known.version;
        long checksum = known.checksum;
        for (int i = 0; i < times && subject.size(version) > 0; i++) {
            int index = random.nextInt(subject.size(version));
            T value = subject.value(random);
            checksum += subject.mark(index, value) - subject.mark(index, subject.get(version, index));
            version = subject.update(version, index, value);
        }
        return new Known<>(version, checksum);
    }

    private static <V extends Version, T> Known<V> removeLast(Subject<V, T> subject, Known<V> known, int times) {
        V version = known.version;
        long checksum = known.checksum;
        for (int i = 0; i < times && subject.size(version) > 0; i++) {
            int last = subject.size(version) - 1;
            checksum -= subject.mark(last, subject.get(version, last));
            version = subject.removeLast(version);
        }
        return new Known<>(version, checksum);
    }

    private static <V extends Version, T> Known<V> build(
            Subject<V, T> subject, Known<V> known, SplittableRandom random, int changes) {
        Subject.Builder<V, T> builder = subject.builder(known.version);
        long half = change(subject, builder, known.checksum, random, changes / 2);
        Known<V> first = new Known<>(builder.build(), half);
        long whole = change(subject, builder, half, random, changes - changes / 2);
        Known<V> second = new Known<>(builder.build(), whole);
        check(subject, first);
        return second;
    }

    private static <V, T> long change(
            Subject<?, T> subject, Subject.Builder<V, T> builder, long before, SplittableRandom random, int changes) {
        long checksum = before;
        for (int i = 0; i < changes; i++) {
            T value = subject.value(random);
            if (builder.size() == 0 || random.nextBoolean()) {
                checksum += subject.mark(builder.size(), value);
                builder.append(value);
            } else {
                int index = random.nextInt(builder.size());
                checksum += subject.mark(index, value) - subject.mark(index, builder.get(index));
                builder.set(index, value);
            }
        }
        return checksum;
    }

    private <V extends Version, T> Known<V> scope(Subject<V, T> subject, Known<V> known, SplittableRandom random) {
        Known<V> kept;
        Known<V> inside;
        try (Scope scope = store.scope()) {
            inside = update(subject, append(subject, known, random, random.nextInt(1, 80)), random, 20);
            kept = new Known<>(scope.keep(inside.version), inside.checksum);
            inside = build(subject, removeLast(subject, inside, 40), random, 40);
        }
        V ended = inside.version;
        try {
            subject.checksum(ended);
        } catch (IllegalStateException e) {
            return kept;
        }
        throw new AssertionError("a version outlived its scope");
    }

    private static <V extends Version, T> Known<V> check(Subject<V, T> subject, Known<V> known) {
        long checksum = subject.checksum(known.version);
        if (checksum != known.checksum) {
            throw new AssertionError("checksum " + checksum + " of " + subject.size(known.version)
                    + " elements, expected " + known.checksum);
        }
        return known;
    }
}
