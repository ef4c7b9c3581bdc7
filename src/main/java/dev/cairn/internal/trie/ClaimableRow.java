package dev.cairn.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A row of places that versions made one after another fill, each place once. */
public abstract class ClaimableRow {
    /*
     * Concurrency
     *   A row belongs to the thread that made it, or to all. A version that ends before place p may take it while taken is p: the
     *   owner by a plain read and write; anybody by compare-and-set, if the row belongs to all. Who succeeds writes the place and
     *   only then makes a version that includes it. Who fails, as each other thread does at a row with an owner, copies the places
     *   before p into a row of its own. A copy of another's row belongs to all, so that threads that take turns copy each row once.
     * Invariants
     *   P1  a place is written once, by who took it, before any version includes it.
     *   P2  places below a version's end never change while the version lives.
     *   P3  after it is made, the row of a thread has its taken written by that thread alone; others read it to guess only.
     * Evidence: ClaimableRowStress (jcstress) with its twins, one that looks before it takes, and one that ignores the owner.
     */
    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(ClaimableRow.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long ALL = -1;

    /**
     * The number of the thread that it belongs to; the JDK gives none twice. Final, so that who gets a version through a data race
     * takes nothing from a row that has an owner.
     */
    private final long owner;

    private final int capacity;
    private int taken;
    private boolean copyClaimed;

    /**
     * A row of {@code capacity} places, of which {@code taken} are filled or will be at once; belongs to all if it continues
     * {@code before}, and that is not the calling thread's.
     */
    protected ClaimableRow(int capacity, int taken, @Nullable ClaimableRow before) {
        this.owner = before == null || before.isOwn() ? thread() : ALL;
        this.capacity = capacity;
        this.taken = taken;
    }

    private static long thread() {
        return Thread.currentThread().threadId();
    }

    private boolean isOwn() {
        return owner == thread();
    }

    /** How many places are filled, as far as a version that ends at {@code end} knows: at least those before that. */
    protected final int filled(int end) {
        return isOwn() ? Math.clamp(taken, end, capacity) : end;
    }

    /** How many places there are. */
    public final int capacity() {
        return capacity;
    }

    /** Takes {@code place}, unless another version did, or the row belongs to another thread. */
    public final boolean claim(int place) {
        if (!isOwn()) {
            return owner == ALL && TAKEN.compareAndSet(this, place, place + 1);
        }
        boolean isFree = taken == place;
        if (isFree) {
            taken = place + 1;
        }
        return isFree;
    }

    /**
     * Whether the calling thread is the first to go on from {@code place} of another thread's row, where that seems to end: it then
     * copies the row, however long, and goes on in its stead. A guess, by plain reads and a plain write.
     */
    public final boolean claimCopy(int place) {
        boolean isFirst = owner != ALL && !isOwn() && taken == place && !copyClaimed;
        if (isFirst) {
            copyClaimed = true;
        }
        return isFirst;
    }
}
