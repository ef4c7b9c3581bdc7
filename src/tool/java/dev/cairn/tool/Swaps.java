package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.tool.Diary.Count;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one process of the demo of processes does to the map that all share: each swap puts another number to one of the process's own keys. The sum of the
 * numbers of its own keys is the number of its swaps.
 */
final class Swaps {
    private static final int KEYS = 64;
    private static final int SWAPS_A_SNAPSHOT = 1_000;
    private static final long HOLD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_HELD = 1_000;

    private final Atom<PMap<Long, Long>> atom;
    private final int life;
    private final Diary diary;
    private final Latencies latencies;
    private final Deque<Held> held = new ArrayDeque<>();
    private long next;

    /** A snapshot, and what it had when it was taken. */
    private record Held(PMap<Long, Long> map, long size, long swaps, long since) {}

    Swaps(Store store, int life, Diary diary) {
        this.atom = atom(store);
        this.life = life;
        this.diary = diary;
        this.latencies = diary.swaps();
    }

    /** The atom that all processes change. */
    static Atom<PMap<Long, Long>> atom(Store store) {
        return store.atom("counts", PMap.empty(store, Codec.LONG, Codec.LONG));
    }

    private static long key(int life, long number) {
        return (long) life * KEYS + number % KEYS;
    }

    /** The number of swaps that the map has of each life of a process. */
    static Map<Integer, Long> counts(PMap<Long, Long> map) {
        Map<Integer, Long> counts = new HashMap<>();
        for (var entry : map) {
            counts.merge((int) (entry.getKey() / KEYS), entry.getValue(), Long::sum);
        }
        return counts;
    }

    /** Swaps once; now and then takes a snapshot, and reads one that it has held for a while. */
    void step() {
        long key = key(life, next++);
        diary.add(Count.BEGUN);
        long began = System.nanoTime();
        PMap<Long, Long> map = atom.updateAndGet(old -> old.put(key, old.getOrDefault(key, 0L) + 1));
        long ended = System.nanoTime();
        diary.add(Count.DONE);
        latencies.record(ended - began);
        if (next % SWAPS_A_SNAPSHOT == 0) {
            held.add(new Held(map, map.size(), next, ended));
            read(ended);
        }
    }

    private void read(long now) {
        while (held.size() > MOST_HELD || now - held.getFirst().since > HOLD_NANOS) {
            Held oldest = held.remove();
            diary.add(Count.HELD);
            if (oldest.map.size() != oldest.size || own(oldest.map) != oldest.swaps) {
                diary.add(Count.CHANGED);
            }
        }
    }

    private long own(PMap<Long, Long> map) {
        long sum = 0;
        for (long number = 0; number < KEYS; number++) {
            sum += map.getOrDefault(key(life, number), 0L);
        }
        return sum;
    }
}
