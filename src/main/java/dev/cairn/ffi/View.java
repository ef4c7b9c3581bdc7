package dev.cairn.ffi;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.stored.Runs;
import dev.cairn.internal.stored.StoredVersion;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a version where they lie, for reading. They don't change, and are not freed, until the view is closed, whatever happens to the
 * version. Segments of a closed view throw {@link IllegalStateException}; native code that still has an address reads whatever is there
 * by then, which is undefined.
 *
 * <p>If the store is closed, all methods but {@link #close} throw {@link dev.cairn.StoreClosedException}. Segments that were got before still show
 * the nodes; of a store in a file they read as zeros from then on.
 */
public final class View implements AutoCloseable {
    /*
     * All segments are slices of one of the whole store, whose arena is the view's. That segment keeps the view reachable, so the nodes stay
     * as long as any segment is, even if nobody closes the view.
     */
    private final StoredVersion stored;
    private final Arena arena;
    private final MemorySegment store;

    /** Where the elements are; null until somebody asks. Two threads may both find out. */
    private volatile @Nullable Runs runs;

    private View(StoredVersion stored, Arena arena) {
        this.stored = stored;
        this.arena = arena;
        Memory memory = stored.memory();
        this.store = memory.view(memory.atOffset(0), memory.region().bytes(), arena, this);
    }

    /** The view of {@code stored}, which it closes. */
    static View of(StoredVersion stored, Supplier<Arena> arena) {
        try {
            return new View(stored, arena.get());
        } catch (Throwable e) {
            stored.close();
            throw e;
        }
    }

    private void check() {
        if (stored.isClosed()) {
            throw new ViewClosedException(stored.extent());
        }
        stored.check();
    }

    /**
     * The whole memory of the store, read-only: its address is the one to which references are added, and its size is all that the store may ever
     * use. Native code finds the version by {@link #header}, as docs/layout.md describes. O(1).
     */
    public MemorySegment store() {
        check();
        return store;
    }

    /**
     * The reference of the version's header: its distance from the beginning of the store in steps of 16 bytes, as a number without sign. In a
     * store that this process only reads it may be a leaf that is the whole collection.
     */
    public int header() {
        check();
        return stored.header();
    }

    /** The number of elements or entries; of a blob, of bits. */
    public long size() {
        check();
        return stored.extent();
    }

    private Runs runs() {
        check();
        Runs known = runs;
        if (known == null) {
            known = Runs.of(stored);
            runs = known;
        }
        return known;
    }

    /** Bytes of an element; 1 for a blob. Throws as {@link #segments}. */
    public int width() {
        return runs().width();
    }

    /**
     * The elements of a vector, or the bytes of a blob, in order: read-only segments in the byte order of the machine. Each has a leaf, or a piece of
     * a blob. O(log n) each, and no copies; but a blob whose bits do not begin at a byte in memory, or that others go on with in its last byte, is
     * copied into the store at the first call, once for this view.
     *
     * @throws UnsupportedOperationException if the version is a map or a set
     */
    public Iterable<MemorySegment> segments() {
        Runs all = runs();
        return () -> new Segments(all);
    }

    /**
     * The same as a table for one call of native code: for each segment its address and the number of its elements, 64 bits each; for a blob,
     * of its bytes. It lives as long as the view. O(n / elements of a leaf).
     *
     * @throws UnsupportedOperationException if the version is a map or a set
     */
    public MemorySegment table() {
        Runs all = runs();
        try {
            return RunTable.of(arena, all.size(), all::end, index -> store.address() + offset(all.at(index)));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private long offset(long at) {
        return stored.memory().offset(at);
    }

    /**
     * Gives the nodes back. A second call does nothing. Works after the store was closed, too.
     *
     * @throws WrongThreadException if the view is of one thread, and the caller is another
     * @throws IllegalStateException if a call of native code that was given one of the segments has not returned; then the view stays open
     */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            try {
                arena.close();
            } catch (IllegalStateException e) {
                if (arena.scope().isAlive()) { // else another thread was first
                    throw e;
                }
            }
        }
        stored.close();
        runs = null; // it would keep the nodes
    }

    /** The segments of a vector or a blob. */
    private final class Segments implements Iterator<MemorySegment> {
        private final Runs all;
        private long next;

        Segments(Runs all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            return next < all.size();
        }

        @Override
        public MemorySegment next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all " + all.size() + " elements were read");
            }
            check();
            try {
                long end = all.end(next);
                MemorySegment run = store.asSlice(offset(all.at(next)), (end - next) * all.width());
                next = end;
                return run;
            } finally {
                Reference.reachabilityFence(View.this);
            }
        }
    }
}
