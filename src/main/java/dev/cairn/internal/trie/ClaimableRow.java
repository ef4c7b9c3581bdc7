package dev.cairn.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A row of places for elements. Versions share the row and claim its places one after another. Each place is filled once. */
public abstract class ClaimableRow {
    /*
     * Concurrency
     *   A row belongs to the thread that made it, or to all threads. A version that ends before place p may claim p while `taken` is p.
     *   The owner claims by a plain read and write; if the row belongs to all, every thread claims by compare-and-set. The winner writes
     *   the place and only then makes a version that includes it. A losing thread, or any thread but the owner, copies the places before p
     *   into a new row. A copy of another thread's row belongs to all, so threads that take turns copy each row once.
     * Invariants
     *   P1  A place is written once, by the thread that claimed it, before any version includes it.
     *   P2  Places below a version's end never change while the version lives.
     *   P3  After a row with an owner is made, only the owner writes `taken`. Others read it only to guess.
     * Evidence: ClaimableRowStress (jcstress) with its twins: one looks before it claims, and one ignores the owner.
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
     * The number of the owning thread, or ALL. The JDK uses no number twice. Final, so that a thread that gets a version through a data
     * race claims no place of a row with an owner.
     */
    private final long owner;

    private final int capacity;
    private int taken;
    private boolean copyClaimed;

    /**
     * A row of {@code capacity} places, of which {@code taken} are filled, or will be at once. It belongs to all threads if it continues
     * {@code before} and the calling thread does not own that row; else to the calling thread.
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

    /** How many places are filled, as far as a version that ends at {@code end} can know: at least {@code end}. */
    protected final int filled(int end) {
        return isOwn() ? Math.clamp(taken, end, capacity) : end;
    }

    /** How many places there are. */
    public final int capacity() {
        return capacity;
    }

    /** Claims {@code place}. Returns false if another version has it, or the row belongs to another thread. */
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
     * Whether the calling thread is the first to continue from {@code place} of another thread's row, and the row seems to end there. The
     * thread then copies the row, however long it is. A guess, by plain reads and a plain write.
     */
    public final boolean claimCopy(int place) {
        boolean isFirst = owner != ALL && !isOwn() && taken == place && !copyClaimed;
        if (isFirst) {
            copyClaimed = true;
        }
        return isFirst;
    }
}
