package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Atom;
import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Atoms of maps to whose values all threads add, in every way there is. In the end each key must have the sum of what was
 * added to it, and who watches an atom must have been told of all.
 */
final class Counters extends Workload {
    private static final int COUNTERS = 2;
    private static final int KEYS = 400;

    /** So large that two threads hardly ever add the same to a key: a merge of three would take that for one change. */
    private static final long LARGEST = 1L << 36;

    private final Store store;
    private final List<Counter> counters = new ArrayList<>();

    /** What an atom must hold. It grows only, but for what moves from key to key. */
    private record Counter(String name, AtomicLongArray sums, AtomicLong begun, AtomicLong ended, LongAdder told) {
        Counter(String name) {
            this(name, new AtomicLongArray(KEYS), new AtomicLong(), new AtomicLong(), new LongAdder());
        }

        void begin(long amount) {
            begun.addAndGet(amount);
        }

        void end(long key, long amount) {
            sums.addAndGet((int) key, amount);
            ended.addAndGet(amount);
        }
    }

    private interface Update {
        void add(Atom<PMap<Long, Long>> atom, UnaryOperator<PMap<Long, Long>> addition);
    }

    Counters(Store store) {
        super("atoms that count");
        this.store = store;
        for (int i = 0; i < COUNTERS; i++) {
            Counter counter = new Counter("counter " + i);
            counters.add(counter);
            store.atom(counter.name, PMap.empty(store, Codec.LONG, Codec.LONG))
                    .watch((before, after) -> counter.told.add(growth(before, after)));
        }
        update("update", 30, Atom::updateAndGet);
        update("update in a scope", 10, this::addInScope);
        update("compare and set", 20, Counters::compareAndSet);
        update("merge what others did", 20, Counters::merge);
        update("update while watching", 5, Counters::addWatching);
        add("move", 10, random -> move(any(random), random));
        add("read", 10, random -> read(any(random)));
    }

    private Counter any(RandomGenerator random) {
        return counters.get(random.nextInt(COUNTERS));
    }

    private Atom<PMap<Long, Long>> atom(Counter counter) {
        return store.atom(counter.name);
    }

    private void update(String step, int weight, Update update) {
        add(step, weight, random -> {
            Counter counter = any(random);
            for (int i = random.nextInt(1, 10); i > 0; i--) {
                long key = random.nextInt(KEYS);
                long amount = random.nextLong(1, LARGEST);
                counter.begin(amount);
                update.add(atom(counter), map -> {
                    giveWay(random);
                    return plus(map, key, amount);
                });
                counter.end(key, amount);
            }
        });
    }

    private static long zeroIfNull(Long value) {
        return value == null ? 0 : value;
    }

    private static PMap<Long, Long> plus(PMap<Long, Long> map, long key, long amount) {
        return map.compute(key, (k, value) -> zeroIfNull(value) + amount);
    }

    private static long growth(PMap<Long, Long> before, PMap<Long, Long> after) {
        MapChanges<Long, Long> changes = before.changesTo(after);
        long growth = 0;
        for (long added : changes.added().values()) {
            growth += added;
        }
        for (long removed : changes.removed().values()) {
            growth -= removed;
        }
        for (var change : changes.changed().values()) {
            growth += change.after() - change.before();
        }
        return growth;
    }

    private static long total(PMap<Long, Long> map) {
        return map.values().stream().mapToLong(Long::longValue).sum();
    }

    private void addInScope(Atom<PMap<Long, Long>> atom, UnaryOperator<PMap<Long, Long>> addition) {
        try (Scope _ = store.scope()) {
            atom.updateAndGet(addition);
        }
    }

    private static void compareAndSet(Atom<PMap<Long, Long>> atom, UnaryOperator<PMap<Long, Long>> addition) {
        PMap<Long, Long> seen;
        do {
            seen = atom.get();
        } while (!atom.compareAndSet(seen, addition.apply(seen)));
    }

    /** Does not begin anew where another thread was faster, but merges. */
    private static void merge(Atom<PMap<Long, Long>> atom, UnaryOperator<PMap<Long, Long>> addition) {
        PMap<Long, Long> base = atom.get();
        PMap<Long, Long> mine = addition.apply(base);
        PMap<Long, Long> seen = base;
        PMap<Long, Long> next = mine;
        while (!atom.compareAndSet(seen, next)) {
            seen = atom.get();
            next = PMap.merge3(
                    base,
                    seen,
                    mine,
                    (k, before, others, ours) -> zeroIfNull(others) + zeroIfNull(ours) - zeroIfNull(before));
        }
    }

    private static void addWatching(Atom<PMap<Long, Long>> atom, UnaryOperator<PMap<Long, Long>> addition) {
        Thread me = Thread.currentThread();
        AtomicLong told = new AtomicLong();
        BiConsumer<PMap<Long, Long>, PMap<Long, Long>> action = (before, after) -> {
            if (me.equals(Thread.currentThread())) {
                told.addAndGet(growth(before, after));
            }
        };
        try (Atom.Watch _ = atom.watch(action)) {
            atom.updateAndGet(addition);
        }
        assertTrue(told.get() > 0);
    }

    private void move(Counter counter, RandomGenerator random) {
        long from = random.nextInt(KEYS);
        long to = (from + random.nextInt(1, KEYS)) % KEYS;
        PMap<Long, Long> before = atom(counter).getAndUpdate(map -> {
            long amount = zeroIfNull(map.get(from));
            return amount == 0 ? map : plus(map.remove(from), to, amount);
        });
        long moved = zeroIfNull(before.get(from));
        counter.end(from, -moved);
        counter.end(to, moved);
    }

    private void read(Counter counter) {
        long least = counter.ended.get();
        long total = total(atom(counter).get());
        long most = counter.begun.get();
        if (total < least || total > most) {
            throw new AssertionError("total " + total + ", must be from " + least + " to " + most);
        }
    }

    @Override
    void end() {
        for (Counter counter : counters) {
            PMap<Long, Long> map = atom(counter).get();
            for (int key = 0; key < KEYS; key++) {
                assertEquals(counter.sums.get(key), zeroIfNull(map.get((long) key)), counter.name);
            }
            for (Map.Entry<Long, Long> entry : map) {
                assertEquals(counter.sums.get(Math.toIntExact(entry.getKey())), entry.getValue());
            }
            assertEquals(total(map), counter.told.sum(), "what a watch was told");
            store.removeAtom(counter.name);
        }
    }
}
