package dev.cairn.internal.life;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Java objects that a collection in the store needs, and perhaps some that it needed before. Immutable. */
public final class KeptObjects {
    /*
     * It is a tree: the cells that a change added, and the KeptObjects of the sources of the change. Nobody looks anything up in it: it
     * keeps objects reachable for the collector. A few cells are put together with as few that were added before, as in a binary
     * counter, up to CHUNK.
     *
     * It is made anew from the reachable nodes (compacted) when it is large compared with the collection: when it has more cells than
     * limit, and two for each element; or when the collection has shrunk to an eighth. limit is twice the cells that were left the last
     * time, and the nodes that were looked at. So the work is proportional to the cells that were added, or to the rest of a slice. A
     * collection that only grows is never looked through.
     */
    static final Cell[] NO_CELLS = {};

    private static final int CHUNK = 64;

    private static final int FEW = 64;
    private static final int SHRUNK = 8;

    private final @Nullable KeptObjects first;
    private final @Nullable KeptObjects second;

    @SuppressWarnings("UnusedVariable") // for the collector
    private final Cell[] cells;

    private final long count;
    private final long limit;
    private final long elements;

    private KeptObjects(
            @Nullable KeptObjects first,
            @Nullable KeptObjects second,
            Cell[] cells,
            long count,
            long limit,
            long elements) {
        this.first = first;
        this.second = second;
        this.cells = cells;
        this.count = count;
        this.limit = limit;
        this.elements = elements;
    }

    /** Holds an object as long as its node lives. */
    static final class Cell {
        @Nullable
        Object value;

        Cell(Object value) {
            this.value = value;
        }
    }

    /** Keeps the objects of a collection, perhaps more than it needs. */
    abstract static class Holder {
        /** Lets go of objects that the collection no longer needs, if there may be many. The caller holds no stripe. */
        abstract void compactObjects();
    }

    /** The objects of both. */
    static KeptObjects join(KeptObjects a, KeptObjects b) {
        if (a == b || b.first == a || b.second == a) {
            return b;
        }
        if (a.first == b || a.second == b) {
            return a;
        }
        if (b.first == null && b.second == null && b.cells.length <= CHUNK) {
            return add(a, b.cells).of(b.elements);
        }
        long elements = Math.max(a.elements, b.elements);
        return new KeptObjects(a, b, NO_CELLS, a.count + b.count, Math.max(a.limit, b.limit), elements);
    }

    /** The objects of both; null if both are null. */
    public static @Nullable KeptObjects joinAny(@Nullable KeptObjects a, @Nullable KeptObjects b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return join(a, b);
    }

    /** The objects of {@code before}, and {@code cells}. */
    static KeptObjects add(@Nullable KeptObjects before, Cell[] cells) {
        if (before == null) {
            return new KeptObjects(null, null, cells, cells.length, FEW, 0);
        }
        KeptObjects rest = before;
        Cell[] together = cells;
        while (rest != null && rest.goesWith(together)) {
            Cell[] both = Arrays.copyOf(rest.cells, rest.cells.length + together.length);
            System.arraycopy(together, 0, both, rest.cells.length, together.length);
            together = both;
            rest = rest.first;
        }
        return new KeptObjects(rest, null, together, before.count + cells.length, before.limit, before.elements);
    }

    private boolean goesWith(Cell[] more) {
        return second == null && cells.length > 0 && cells.length <= more.length && cells.length + more.length <= CHUNK;
    }

    /** The same objects, for a collection of about {@code size} elements. */
    KeptObjects of(long size) {
        return size <= 2 * elements + FEW ? this : new KeptObjects(this, null, NO_CELLS, count, limit, size);
    }

    /**
     * The same objects, in an instance that is never put together with others. So a base that keeps it keeps the very instance to which the
     * entry of a header refers.
     */
    KeptObjects forHeader() {
        return new KeptObjects(this, null, NO_CELLS, count, limit, elements);
    }

    /** Whether it may have many more objects than a collection of about {@code size} elements needs. */
    boolean isLoose(long size) {
        return count > Math.max(limit, 2 * size) || elements > SHRUNK * size + FEW;
    }

    /** The cells {@code found} and the objects {@code nested} of a collection of about {@code size} elements, found in {@code nodes} nodes. */
    static @Nullable KeptObjects of(Cell[] found, List<KeptObjects> nested, long nodes, long size) {
        long limit = 2L * (found.length + nested.size()) + nodes + FEW;
        KeptObjects all = found.length == 0 ? null : new KeptObjects(null, null, found, found.length, limit, size);
        for (KeptObjects inside : nested) {
            all = new KeptObjects(inside, all, NO_CELLS, all == null ? 1 : all.count + 1, limit, size);
        }
        return all;
    }
}
