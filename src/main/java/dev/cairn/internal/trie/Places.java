package dev.cairn.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A row of places that versions made one after another fill, each place once. */
public abstract class Places {
    /*
     * Concurrency
     *   A version that ends before place p may take it by compare-and-set of taken from p to p + 1. Who succeeds writes the
     *   place and only then makes a version that includes it; who fails copies the places before p into a row of its own.
     * Invariants
     *   P1  a place is written once, by who took it, before any version includes it.
     *   P2  places below a version's end never change while the version lives.
     * Evidence: PlacesStress (jcstress) with its twin that checks before it writes.
     */
    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Places.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("UnusedVariable") // through TAKEN
    private volatile int taken;

    private final int capacity;

    /** A row of {@code capacity} places, of which the first {@code taken} are filled. */
    protected Places(int capacity, int taken) {
        this.capacity = capacity;
        TAKEN.setRelease(this, taken);
    }

    /** How many places there are. */
    public final int capacity() {
        return capacity;
    }

    /** Takes {@code place}, unless another version did. */
    public final boolean take(int place) {
        return TAKEN.compareAndSet(this, place, place + 1);
    }
}
