package dev.cairn;

import dev.cairn.internal.life.DescriptorTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The stores of one test. At its end all references are counted again, and when the test's versions are dead, nothing may
 * be left in any of them: so every test is a leak test.
 */
public final class Stores {
    private static final int ROUNDS = 20;
    private static final long PAUSE_MILLIS = 5;
    private static final int NAMES_MAX = 10;

    private final List<Store> open = new ArrayList<>();
    private final Map<Setting, Store> shared = new EnumMap<>(Setting.class);

    /** A store of its own. */
    public Store open(StoreOptions options) {
        Store store = Store.inMemory(options);
        open.add(store);
        return store;
    }

    /** A store of its own that describes its collections, as one in a file does. */
    Store describing(StoreOptions options) {
        Store store = Store.describing(options);
        open.add(store);
        return store;
    }

    /** A store of its own. */
    public Store open(Setting setting) {
        return open(setting.options());
    }

    /** A store of its own, the most demanding one. */
    public Store open() {
        return open(Setting.TINY_INHERITED);
    }

    /** The store of {@code setting} that the tries of a property share, each leaving it empty. */
    public Store shared(Setting setting) {
        return shared.computeIfAbsent(setting, this::open);
    }

    /** Forgets a store that a failed try left behind, so that shrinking begins with a fresh one. */
    public void discard(Store store) {
        open.remove(store);
        shared.values().remove(store);
    }

    /** Fails unless all invariants hold, and nothing is left once the collector found everything dead. */
    public void end() {
        try {
            for (Store store : open) {
                store.verify();
                requireNoAtoms(store);
                requireEmpty(store);
            }
        } finally {
            open.clear();
            shared.clear();
        }
    }

    /** An atom keeps what it holds alive, so a test removes its atoms or closes their store. */
    private static void requireNoAtoms(Store store) {
        if (!store.isClosed() && !store.atomNames().isEmpty()) {
            throw new AssertionError("atoms are left: "
                    + store.atomNames().stream().limit(NAMES_MAX).toList());
        }
    }

    private static void requireEmpty(Store store) {
        for (int round = 0; !isEmpty(store); round++) {
            if (round == ROUNDS) {
                throw new AssertionError("a leak: " + store.stats());
            }
            pause(round);
            store.reclaim();
        }
        store.verify();
    }

    private static boolean isEmpty(Store store) {
        StoreStats stats = store.stats();
        DescriptorTable descriptors = store.core().descriptors();
        return stats.liveNodes() == (descriptors == null ? 0 : descriptors.size())
                && stats.versionsAlive() == 0
                && store.core().objects().size() == 0;
    }

    private static void pause(int round) {
        try {
            Thread.sleep(round * PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
