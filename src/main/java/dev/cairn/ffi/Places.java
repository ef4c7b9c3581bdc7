package dev.cairn.ffi;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.trie.vector.Reservation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.NoSuchElementException;

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
    private final MemorySegment store;
    private final PlaceRuns runs;

    private Places(Arena arena, Object builder, int more) {
        this.runs = new PlaceRuns(arena);
        this.reservation = StoredBridge.get().reserve(builder, more, runs);
        Memory memory = reservation.memory();
        this.store = memory.writable(memory.atOffset(0), memory.region().bytes(), arena, reservation.owner());
        reservation.atEnd(arena::close);
    }

    /** Places for {@code more} elements behind those of {@code builder}. */
    static Places of(Object builder, int more) {
        Arena arena = Arena.ofConfined();
        try {
            return new Places(arena, builder, more);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
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

    private PlaceRuns runs() {
        reservation.requireOpen();
        return runs;
    }

    /**
     * The places in order, as writable segments of up to a few hundred bytes each. They are zeros before they are written. O(1) each.
     *
     * @throws IllegalStateException if the places were given up, or are done
     * @throws dev.cairn.StoreClosedException if the store was closed
     */
    public Iterable<MemorySegment> segments() {
        runs();
        return Segments::new;
    }

    /**
     * The same as a table for one call of native code: for each segment its address and the number of its places, 64 bits each. It lives as long as
     * the segments. O(n).
     *
     * @throws IllegalStateException if the places were given up, or are done
     * @throws dev.cairn.StoreClosedException if the store was closed
     */
    public MemorySegment table() {
        runs().clear(store, width());
        return runs.table();
    }

    /**
     * As {@link #table}, for {@code cairn_places_run} and {@code cairn_places_take} of {@code cairn.h}. A run is set to zeros when it is given out first, so it is in
     * the processor's cache when it is filled; or not at all, if it is taken to be written as a whole. The number of a run that is not zeros yet has the highest bit,
     * which only these functions take out: what else is written to such a run is lost. Threads that fill the places together must not share a run. O(1).
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
        runs().clear(store, width());
        reservation.done();
    }

    /** Gives the places up, unless they are done: the builder stays as it was. */
    @Override
    public void close() {
        reservation.giveUp();
    }

    /** The segments with the places. */
    private final class Segments implements Iterator<MemorySegment> {
        private long row;

        @Override
        public boolean hasNext() {
            return row < runs.end();
        }

        @Override
        public MemorySegment next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all " + size() + " places were given out");
            }
            MemorySegment run = runs().cleared(store, row, width());
            row = PlaceRuns.next(row);
            return run;
        }
    }
}
