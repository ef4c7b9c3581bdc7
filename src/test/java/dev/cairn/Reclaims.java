package dev.cairn;

import dev.cairn.internal.life.Drain;
import java.util.Collection;

/** Reclaims many stores. One collection is enough for all, and is what takes the time. */
public final class Reclaims {
    private Reclaims() {}

    /** Does what {@code reclaim()} does, to each of {@code stores}. */
    public static void all(Collection<Store> stores) {
        stores.stream().findFirst().ifPresent(Store::reclaim);
        withoutCollection(stores);
    }

    /** Frees what was found dead in {@code stores}. */
    static void withoutCollection(Collection<Store> stores) {
        stores.forEach(store -> Drain.fully(store.core()));
    }
}
