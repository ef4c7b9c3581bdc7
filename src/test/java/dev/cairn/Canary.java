package dev.cairn;

import java.lang.ref.WeakReference;

/** Waits for a collection that clears weak references, however long it takes. */
final class Canary {
    private Canary() {}

    /** Collects garbage until an object that became garbage just now was found so. */
    static void awaitCollection() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        do {
            System.gc();
        } while (!canary.refersTo(null));
    }
}
