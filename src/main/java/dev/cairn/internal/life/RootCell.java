package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import java.util.function.IntConsumer;

/** A word with a reference, which threads read and replace, and with a count of the threads that are reading it. */
public final class RootCell {
    /*
     * Layout: [reference32 | external32]. Both are read and replaced in one atomic step.
     *
     * Protocol. A unit is the right to hold a node: one of its own count, or one of the external count of a cell that holds it.
     *   read     1  getAndAdd(cell, 1): gives the reference, and a unit of it in the external count
     *            2  raise own: the unit that the reader will keep
     *            3  give 1 back: compare-and-set external to one less, if the cell holds the reference and external is not 0.
     *               Else a swap has moved the unit into own, so drop one of own.
     *   replace  1  raise own of the old reference by as many as external is
     *            2  compare-and-set the cell from [old | external] to [new | 0]: the units raised in 1 now stand for those of external
     *            3  on success drop the cell's own unit of old; drop the units that 1 raised too much in earlier tries
     *   Both run under a stripe; drops wait for the reclaimer (T3).
     *
     * Invariants
     *   C1  own(n) >= units held of n outside cells, less those in external, at any moment: each step raises before it takes away. So no
     *       reclaimer finds own 0 while a thread holds a unit, and an error anywhere leaves counts too high (I9).
     *   C2  units of one node are alike: a reader may give back a unit of another reader.
     *   C3  a reader between 1 and 3 holds a unit, so the reference cannot be reused. A cell that holds the same reference again holds
     *       the same node.
     *   C4  external is 0 while nobody holds a stripe (I12).
     * Evidence: RootCellStress (jcstress) with its twins, which read before they count, and move units after the swap.
     */
    private static final int REFERENCE_SHIFT = 32;

    private final Memory memory;
    private final Counts counts;
    private final long at;

    RootCell(Memory memory, Counts counts, long at) {
        this.memory = memory;
        this.counts = counts;
        this.at = at;
    }

    static int reference(long cell) {
        return (int) (cell >>> REFERENCE_SHIFT);
    }

    static int external(long cell) {
        return (int) cell;
    }

    private static long cell(int reference) {
        return (long) reference << REFERENCE_SHIFT;
    }

    /** Fills a cell that nobody else can reach; takes the reference. */
    void fill(int reference) {
        memory.setLong(at, cell(reference));
    }

    /** Clears an external count that an error left, while nobody uses the cell; returns the cell's reference, borrowed. */
    int recover() {
        int reference = reference();
        fill(reference);
        return reference;
    }

    /** The reference in the cell now. Its node may be freed as soon as this returns, unless the caller holds it. */
    public int reference() {
        return reference(memory.getLongAcquire(at));
    }

    /** Reads the cell; returns the reference owned, or 0. */
    public int read(Stripe stripe) {
        return read(stripe::drop);
    }

    int read(IntConsumer drops) {
        int reference = reference(memory.getAndAddLong(at, 1));
        if (reference != 0) {
            counts.raise(reference);
            giveBack(reference, drops);
        }
        return reference;
    }

    private void giveBack(int reference, IntConsumer drops) {
        while (true) {
            long seen = memory.getLongAcquire(at);
            if (reference(seen) != reference || external(seen) == 0) {
                drops.accept(reference);
                return;
            }
            if (memory.casLong(at, seen, seen - 1)) {
                return;
            }
        }
    }

    /** Empties the cell and drops its reference. */
    void clear(Stripe stripe) {
        int reference;
        boolean done;
        do {
            reference = read(stripe);
            done = replace(stripe, reference, 0);
            stripe.drop(reference);
        } while (!done);
    }

    /**
     * Replaces {@code expected} by {@code next}, if the cell holds {@code expected}; returns whether it did. Borrows {@code expected},
     * which the caller can reach; takes {@code next} if this returns true.
     */
    public boolean replace(Stripe stripe, int expected, int next) {
        return replace(stripe::drop, expected, next);
    }

    boolean replace(IntConsumer drops, int expected, int next) {
        int moved = 0;
        while (true) {
            long seen = memory.getLongAcquire(at);
            boolean holds = reference(seen) == expected;
            int external = holds && expected != 0 ? external(seen) : 0; // who read an empty cell holds nothing
            for (; moved < external; moved++) {
                counts.raise(expected);
            }
            if (!holds || memory.casLong(at, seen, cell(next))) {
                int surplus = moved - external + (holds ? 1 : 0);
                for (; surplus > 0; surplus--) {
                    drops.accept(expected);
                }
                return holds;
            }
        }
    }
}
