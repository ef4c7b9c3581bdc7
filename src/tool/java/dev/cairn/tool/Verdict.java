package dev.cairn.tool;

import dev.cairn.CorruptStoreException;
import dev.cairn.Store;

/** The result of {@link Store#verify}. */
record Verdict(boolean sound, String details) {
    static Verdict of(Store store) {
        try {
            return new Verdict(
                    true, "%,d nodes counted again".formatted(store.verify().nodes()));
        } catch (CorruptStoreException e) {
            return of(e);
        }
    }

    static Verdict of(CorruptStoreException e) {
        return new Verdict(false, String.join("; ", e.violations()));
    }
}
