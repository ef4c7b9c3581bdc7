package dev.cairn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The stores of one test. At its end all references are counted again, and when the test's versions are dead, nothing may
 * be left in any of them ({@link Leftovers}): so every test is a leak test.
 */
public final class Stores {
    private static final int NAMES_MAX = 10;

    private final List<Store> open = new ArrayList<>();
    private final Map<Setting, Store> shared = new EnumMap<>(Setting.class);

    /** A store of its own. */
    public Store open(StoreOptions options) {
        Store store = Beside.IS_ON ? Beside.open(options) : Store.inMemory(options);
        open.add(store);
        return store;
    }

    /** A store of its own that describes its collections, as one in a file does. */
    Store describing(StoreOptions options) {
        Store store = Beside.IS_ON ? Beside.open(options) : Store.describing(options);
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
        Beside.leave(store);
        open.remove(store);
        shared.values().remove(store);
    }

    /** Fails unless all invariants hold, and nothing is left once the collector found everything dead. */
    public void end() {
        Leftovers leftovers = new Leftovers();
        end("the stores so far", leftovers);
        leftovers.settle();
    }

    /** Fails unless all invariants hold. Nothing may be left in the stores of {@code test} once the collector found everything dead. */
    void end(String test, Leftovers leftovers) {
        try {
            open.forEach(Beside::leave);
            for (Store store : open) {
                leftovers.add(test, store);
                requireSound(store);
                requireNoAtoms(store);
            }
        } finally {
            open.clear();
            shared.clear();
        }
    }

    /** Nothing of a closed store in a file can be seen here; {@link Beside#remove} looks at the file. */
    private static void requireSound(Store store) {
        if (store.path().isEmpty()) {
            store.verify();
        } else if (!store.isClosed()) {
            long lost = store.verify().lostBytes();
            if (lost != 0) {
                throw new AssertionError(lost + " bytes are lost, though no process was killed");
            }
        }
    }

    /** An atom keeps what it holds alive, so a test removes its atoms or closes their store. */
    private static void requireNoAtoms(Store store) {
        if (!store.isClosed() && !store.atomNames().isEmpty()) {
            throw new AssertionError("atoms are left: "
                    + store.atomNames().stream().limit(NAMES_MAX).toList());
        }
    }
}
