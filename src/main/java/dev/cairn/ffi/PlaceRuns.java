package dev.cairn.ffi;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.FullLeaves;
import dev.cairn.internal.trie.vector.Reservation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The runs of the places of a reservation, as an array of C: rows of an address and a number of places, 64 bits each. A number with the bit {@link #FRESH}
 * says that the run was not cleared yet. So each run can be cleared when it is needed first, and is in the processor's cache when it is filled.
 */
final class PlaceRuns implements Reservation.Making {
    /** CAIRN_FRESH of cairn.h. */
    private static final long FRESH = Long.MIN_VALUE;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final int AT_COUNT = Long.BYTES;
    private static final int ROW_BYTES = 2 * Long.BYTES;

    private final Arena arena;
    private MemorySegment rows = MemorySegment.NULL;

    /** Where the row behind the last one begins, and the places of the rows. */
    private long end;

    private int places;

    /** Rows in {@code arena}. A reservation makes them with its places. */
    PlaceRuns(Arena arena) {
        this.arena = arena;
    }

    @Override
    public FullLeaves.Filler begin(Memory memory, int width, int runs) {
        rows = arena.allocate((long) ROW_BYTES * runs, Long.BYTES);
        long first = memory.atOffset(0);
        long shift = memory.writable(first, 0, arena, memory).address() - first;
        return (at, from, count) -> add(at + shift, from, count);
    }

    private void add(long address, int from, int count) {
        while (places > from) { // an error: what was made from there on is made again
            end -= ROW_BYTES;
            places -= count(end);
        }
        rows.set(WORD, end, address);
        rows.set(WORD, end + AT_COUNT, count | FRESH);
        end = next(end);
        places += count;
    }

    private int count(long row) {
        return (int) rows.get(WORD, row + AT_COUNT);
    }

    /** Where the row behind the last one begins. */
    long end() {
        return end;
    }

    /** The row behind {@code row}. */
    static long next(long row) {
        return row + ROW_BYTES;
    }

    /** The places of {@code row} in {@code store}, which has all bytes of the store. They are cleared unless they were before. */
    MemorySegment cleared(MemorySegment store, long row, int width) {
        MemorySegment run = store.asSlice(rows.get(WORD, row) - store.address(), (long) count(row) * width);
        if (rows.get(WORD, row + AT_COUNT) < 0) {
            run.fill((byte) 0);
            rows.set(WORD, row + AT_COUNT, count(row));
        }
        return run;
    }

    /** Clears what was not cleared before. O(runs), and O(places) for those that are fresh. */
    void clear(MemorySegment store, int width) {
        for (long row = 0; row < end; row = next(row)) {
            if (rows.get(WORD, row + AT_COUNT) < 0) {
                cleared(store, row, width);
            }
        }
    }

    /** The rows. */
    MemorySegment table() {
        return rows.asSlice(0, end).asReadOnly();
    }
}
