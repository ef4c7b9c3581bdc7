package dev.cairn.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A row of places that versions made one after another fill, each place once. */
public abstract class Places {
    /*
     * Concurrency
     *   A row belongs to the thread that made it, or to all. A version that ends before place p may take it while taken is p: the
     *   owner by a plain read and write, anybody by compare-and-set if the row belongs to all. Who succeeds writes the place and
     *   only then makes a version that includes it; who fails, and every thread but the owner fails, copies the places before p
     *   into a row of its own. A copy of another's row belongs to all, so that threads that take turns copy once and not each time.
     * Invariants
     *   P1  a place is written once, by who took it, before any version includes it.
     *   P2  places below a version's end never change while the version lives.
     *   P3  after it is made, the row of a thread has its taken read and written by that thread alone.
     * Evidence: PlacesStress (jcstress) with its twins, one that looks before it takes, and one that ignores the owner.
     */
    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Places.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long ALL = 0;

    /** The number of the thread that it belongs to, which no later thread gets. */
    private final long owner;

    private final int capacity;
    private int taken;

    /** A row of {@code capacity} places, the first {@code taken} of which are filled, from {@code copied} if that is not null. */
    protected Places(int capacity, int taken, @Nullable Places copied) {
        this.owner = copied == null || copied.isOwn() ? thread() : ALL;
        this.capacity = capacity;
        this.taken = taken;
    }

    private static long thread() {
        return Thread.currentThread().threadId();
    }

    private boolean isOwn() {
        return owner == thread();
    }

    /** How many places there are. */
    public final int capacity() {
        return capacity;
    }

    /** Takes {@code place}, unless another version did, or the row belongs to another thread. */
    public final boolean take(int place) {
        if (!isOwn()) {
            return owner == ALL && TAKEN.compareAndSet(this, place, place + 1);
        }
        boolean isFree = taken == place;
        if (isFree) {
            taken = place + 1;
        }
        return isFree;
    }
}
