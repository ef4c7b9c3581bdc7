package dev.cairn;

import dev.cairn.internal.life.Core;

/** Gives tests in other packages the inside of a store. */
public final class Cores {
    private Cores() {}

    /** The core of {@code store}. */
    public static Core of(Store store) {
        return store.core();
    }
}
