package dev.cairn.ffi;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.Reservation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The runs of the places of a reservation, as an array of C: rows of an address and a number of places, 64 bits each. A number with the bit {@link #FRESH}
 * says that the run was not cleared yet. So each run can be cleared when it is needed first, and is in the processor's cache when it is filled.
 */
final class PlaceRuns {
    /** CAIRN_FRESH of cairn.h. */
    private static final long FRESH = Long.MIN_VALUE;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final int AT_COUNT = Long.BYTES;
    private static final int ROW_BYTES = 2 * Long.BYTES;

    private final MemorySegment store;
    private final long width;
    private final MemorySegment rows;

    /** Those of {@code reservation}, all fresh, in {@code arena}. {@code store} has all bytes of the store. O(runs). */
    PlaceRuns(Reservation reservation, MemorySegment store, Arena arena) {
        this.store = store;
        this.width = reservation.width();
        this.rows = arena.allocate((long) ROW_BYTES * reservation.runCount(), Long.BYTES);
        Memory memory = reservation.memory();
        long shift = store.address() + memory.offset(0);
        Reservation.PlaceWalk runs = reservation.runs();
        for (long row = 0; runs.advance(); row = next(row)) {
            rows.set(WORD, row, runs.at() + shift);
            rows.set(WORD, row + AT_COUNT, runs.count() | FRESH);
        }
    }

    /** Where the row behind the last one begins. */
    long end() {
        return rows.byteSize();
    }

    /** The row behind {@code row}. */
    static long next(long row) {
        return row + ROW_BYTES;
    }

    /** The places of {@code row}, which are cleared unless they were before. */
    MemorySegment cleared(long row) {
        long count = rows.get(WORD, row + AT_COUNT);
        MemorySegment run = store.asSlice(rows.get(WORD, row) - store.address(), (count & ~FRESH) * width);
        if (count < 0) {
            run.fill((byte) 0);
            rows.set(WORD, row + AT_COUNT, count & ~FRESH);
        }
        return run;
    }

    /** Clears what was not cleared before. O(runs), and O(places) for those that are fresh. */
    void clear() {
        for (long row = 0; row < end(); row = next(row)) {
            if (rows.get(WORD, row + AT_COUNT) < 0) {
                cleared(row);
            }
        }
    }

    /** The rows. */
    MemorySegment table() {
        return rows.asReadOnly();
    }
}
