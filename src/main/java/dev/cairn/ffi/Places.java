package dev.cairn.ffi;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.Reservation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Places for elements at the end of a builder's vector, where code writes them that is not Cairn's: native code, or Java code through the
 * segments. They belong to the builder's thread; native code may write in other threads, too, if they are done before {@link #done}.
 *
 * <p>Nobody sees the places before {@link #done}; until then the builder is as it was. A change of the builder, or {@code build()}, gives
 * the places up. In both cases the segments are closed: to write to them throws {@link IllegalStateException}. Native code that goes on
 * writing by an address writes into versions that nobody may change, or into memory that is somebody else's by then: what happens is undefined.
 */
public final class Places implements AutoCloseable {
    private final Reservation reservation;
    private final Arena arena;
    private final MemorySegment store;
    private @Nullable PlaceRuns runs;

    private Places(Reservation reservation) {
        this.reservation = reservation;
        this.arena = Arena.ofConfined();
        Memory memory = reservation.memory();
        this.store = memory.writable(memory.atOffset(0), memory.region().bytes(), arena, reservation.owner());
        reservation.atEnd(arena::close);
    }

    static Places of(Reservation reservation) {
        return new Places(reservation);
    }

    /** The number of places. */
    public int size() {
        return reservation.to() - reservation.from();
    }

    /** Bytes of a place. */
    public int width() {
        return reservation.width();
    }

    /** Whether they may still be written. */
    public boolean isOpen() {
        return reservation.isOpen();
    }

    private void check() {
        reservation.requireOpen();
    }

    private PlaceRuns runs() {
        check();
        PlaceRuns known = runs;
        if (known == null) {
            known = new PlaceRuns(reservation, store, arena);
            runs = known;
        }
        return known;
    }

    /**
     * The places in order, as writable segments of up to a few hundred bytes each. They are zeros before they are written. O(1) each, and O(n / elements of
     * a leaf) for the first call.
     *
     * @throws IllegalStateException if the places were given up, or are done
     * @throws dev.cairn.StoreClosedException if the store was closed
     */
    public Iterable<MemorySegment> segments() {
        PlaceRuns all = runs();
        return () -> new Segments(all);
    }

    /**
     * The same as a table for one call of native code: for each segment its address and the number of its places, 64 bits each. It lives as long as
     * the segments. O(n).
     *
     * @throws IllegalStateException if the places were given up, or are done
     * @throws dev.cairn.StoreClosedException if the store was closed
     */
    public MemorySegment table() {
        PlaceRuns all = runs();
        all.clear();
        return all.table();
    }

    /**
     * As {@link #table}, for {@code cairn_places_run} of {@code cairn.h}, which sets a run to zeros when it gives that out first, so it is in the processor's
     * cache when it is filled. The number of a run that is not zeros yet has the highest bit, which only that function takes out: what else is written to such a
     * run is lost. Threads that fill the places together must not share a run. O(n / elements of a leaf).
     *
     * @throws IllegalStateException if the places were given up, or are done
     * @throws dev.cairn.StoreClosedException if the store was closed
     */
    public MemorySegment freshTable() {
        return runs().table();
    }

    /**
     * Gives the places to the builder: they are its last elements now. What nobody wrote is zero. O(n / elements of a leaf), and O(n) for what was not
     * given out.
     *
     * @throws IllegalStateException if the places were given up or are done already, or if a call of native code that was given one of the
     *     segments has not returned; then all stays as it was
     * @throws WrongThreadException if the builder belongs to another thread
     * @throws dev.cairn.StoreClosedException if the store was closed
     */
    public void done() {
        runs().clear();
        reservation.done();
    }

    /** Gives the places up, unless they are done: the builder stays as it was. */
    @Override
    public void close() {
        reservation.giveUp();
    }

    /** The segments with the places. */
    private final class Segments implements Iterator<MemorySegment> {
        private final PlaceRuns all;
        private long row;

        Segments(PlaceRuns all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            return row < all.end();
        }

        @Override
        public MemorySegment next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all " + size() + " places were given out");
            }
            check();
            MemorySegment run = all.cleared(row);
            row = PlaceRuns.next(row);
            return run;
        }
    }
}
