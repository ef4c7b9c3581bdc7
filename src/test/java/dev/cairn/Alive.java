package dev.cairn;

import java.util.Map;

/** What lives in a store, but for the descriptions of kinds, which a store may keep for ever. */
public final class Alive {
    private Alive() {}

    /** How many nodes live. */
    public static long nodes(Store store) {
        return store.stats().byKind().entrySet().stream()
                .filter(kind -> !kind.getKey().equals("descriptor"))
                .map(Map.Entry::getValue)
                .mapToLong(StoreStats.NodeStats::nodes)
                .sum();
    }
}
