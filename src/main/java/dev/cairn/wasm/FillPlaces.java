package dev.cairn.wasm;

import dev.cairn.internal.trie.vector.Reservation;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The places of a builder that a kernel may write: finds the run of places in which an address is. */
final class FillPlaces {
    /*
     * A kernel writes one run after another, as a rule: then the next run is where its index says. Else the runs are sorted once by their
     * addresses, and searched.
     */
    private final Reservation reservation;
    private final long width;
    private final Reservation.PlaceWalk runs;

    /** Whether {@link #runs} is at the run behind the last one, and not behind all. */
    private boolean hasNext;

    private long from = 1;
    private long to;

    /** The beginnings and ends of all runs, sorted; empty before they are needed. */
    private long[] begins = {};

    private long[] ends = {};

    FillPlaces(Reservation reservation) {
        this.reservation = reservation;
        this.width = reservation.width();
        this.runs = reservation.runs();
        this.hasNext = runs.advance();
    }

    /** The beginning of the run that was found. */
    long from() {
        return from;
    }

    /** The end of the run that was found. */
    long to() {
        return to;
    }

    /** Finds the run with the byte at {@code at}. O(1) for the run behind the last one, else O(log n). */
    boolean find(long at) {
        if (!reservation.isOpen()) {
            return false;
        }
        if (at >= from && at < to) {
            return true;
        }
        if (hasNext && use(at, runs.at(), runs.at() + runs.count() * width)) {
            hasNext = runs.advance();
            return true;
        }
        if (begins.length == 0) {
            sort();
        }
        int found = Arrays.binarySearch(begins, at);
        int run = found < 0 ? -found - 2 : found;
        return run >= 0 && use(at, begins[run], ends[run]);
    }

    private boolean use(long at, long begin, long end) {
        if (at < begin || at >= end) {
            return false;
        }
        from = begin;
        to = end;
        return true;
    }

    private void sort() {
        LongStream.Builder firsts = LongStream.builder();
        LongStream.Builder lasts = LongStream.builder();
        Reservation.PlaceWalk all = reservation.runs();
        while (all.advance()) {
            firsts.add(all.at());
            lasts.add(all.at() + all.count() * width);
        }
        begins = firsts.build().sorted().toArray();
        ends = lasts.build().sorted().toArray(); // runs do not overlap, so the ends have the same order
    }
}
