package dev.cairn;

import dev.cairn.internal.life.DescriptorTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The stores of tests that ended. One collection is enough for many of them, so they wait here until there are enough, or until the
 * tests of a class are done. Then nothing may be left in any of them.
 */
final class Leftovers {
    private static final int STORES_MAX = 48;
    private static final long BYTES_MAX = 256L << 20;
    private static final long PAUSE_MILLIS = 5;

    private final int rounds;
    private final List<Ended> waiting = new ArrayList<>();

    Leftovers() {
        this(20);
    }

    /** Leaks are what is left after {@code rounds} collections, with pauses that grow. */
    Leftovers(int rounds) {
        this.rounds = rounds;
    }

    private record Ended(String test, Store store, boolean isOpenAfterwards) {
        /** Of a closed store in a file nothing can be seen here. */
        boolean isEmpty() {
            return (store.path().isPresent() && store.isClosed()) || hasNothing();
        }

        private boolean hasNothing() {
            StoreStats stats = store.stats();
            DescriptorTable descriptors = store.core().descriptors();
            StoreStats.NodeStats ledger = stats.byKind().getOrDefault("ledger", new StoreStats.NodeStats(0, 0));
            return stats.liveNodes() - ledger.nodes() == (store.core().isInFile() ? descriptors.size() : 0)
                    && stats.versionsAlive() == 0
                    && store.core().objects().size() == 0;
        }

        void end() {
            if (store.path().isEmpty() || isOpenAfterwards) {
                store.verify();
            } else {
                Beside.remove(store);
            }
        }

        long bytes() {
            return store.core().allocator().slabs().residentBytes();
        }

        @Override
        public String toString() {
            return "a leak of " + test + ": " + store.stats();
        }
    }

    /** Takes the store of a test that has ended; settles all if they are many or large. */
    void add(String test, Store store) {
        waiting.add(new Ended(test, store, false));
        if (waiting.size() >= STORES_MAX
                || waiting.stream().mapToLong(Ended::bytes).sum() >= BYTES_MAX) {
            settle();
        }
    }

    /** As {@link #add}, but a store in a file stays open. */
    void addOpen(String test, Store store) {
        waiting.add(new Ended(test, store, true));
    }

    /** Fails unless nothing is left in any store that waits, once the collector found everything dead. */
    void settle() {
        try {
            Reclaims.withoutCollection(stores());
            for (int round = 0; !areEmpty(); round++) {
                if (round == rounds) {
                    throw new AssertionError(String.join(
                            "; ", waiting.stream().map(Ended::toString).toList()));
                }
                pause(round);
                Reclaims.all(stores());
            }
        } finally {
            waiting.clear();
        }
    }

    /** Verifies the stores that are empty now, and forgets them. */
    private boolean areEmpty() {
        List<Ended> empty = waiting.stream().filter(Ended::isEmpty).toList();
        empty.forEach(Ended::end);
        waiting.removeAll(empty);
        return waiting.isEmpty();
    }

    private List<Store> stores() {
        return waiting.stream().map(Ended::store).toList();
    }

    private static void pause(int round) {
        try {
            Thread.sleep(round * PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
