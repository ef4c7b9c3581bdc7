package dev.cairn.internal.life;

import dev.cairn.internal.life.KeptObjects.Cell;
import dev.cairn.internal.node.Kind;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Java object for which a node stands, and the objects that the collection of a header needs. It keeps no object alive: those
 * who can read a node do. So a collection and an object that refer to each other are garbage together.
 */
public final class HeapObjects {
    /*
     * A node of Kind.OBJECT stands for a Java object. The object is in a cell. The cells that a collection needs are in its KeptObjects.
     *
     * Invariants
     *   O1  Whoever can read an OBJECT node holds its cell strongly: a base and a builder by their KeptObjects, an unfinished change by
     *       its stripe, an atom by CellObjects, a letter by the entry of its node (or segment) in holders.
     *   O2  The KeptObjects of a base or builder has at least the cells of all OBJECT nodes that can be read from it. A base that is
     *       made of others has their KeptObjects, and the cells that its own change added. Cells that are no longer needed may stay
     *       until the KeptObjects is compacted (Reach).
     *   O3  A header whose collection has objects has an entry in headers. Whoever can read the header holds the KeptObjects of that
     *       entry strongly, as in O1; a base whose element is the header holds it by its own KeptObjects. So a base that is made from
     *       the header finds the entry. A leaf that is all of a collection with objects is no element without a header.
     *   O4  An entry is removed with its node, before the block is free. The cell is emptied then, since nobody can read it; it may
     *       still be in a KeptObjects.
     * Evidence: ObjectCyclesTest, ObjectsHeldTest.
     */
    private final ConcurrentHashMap<Integer, WeakReference<Cell>> byNode = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Integer, WeakReference<KeptObjects>> headers = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Integer, KeptObjects> holders = new ConcurrentHashMap<>();

    private volatile boolean hasHeaders;

    /** Lets the node {@code reference} stand for the object in {@code cell}. The caller keeps the cell. */
    void put(int reference, Cell cell) {
        byNode.put(reference, new WeakReference<>(cell));
    }

    /** The object for which the node stands; the caller can read the node (O1). */
    public Object get(int reference) {
        Cell cell = cell(reference);
        Object value = cell == null ? null : cell.value;
        if (value == null) {
            throw new IllegalStateException("O1: the object of node " + reference + " is gone");
        }
        return value;
    }

    /** The cell of a node; null if nobody can read the node any more. */
    @Nullable
    Cell cell(int reference) {
        WeakReference<Cell> known = byNode.get(reference);
        return known == null ? null : known.get();
    }

    /**
     * Notes that the collection with the header {@code header} needs {@code objects}, unless other objects are noted already; returns the
     * noted ones, which the caller keeps (O3).
     */
    KeptObjects keepHeader(int header, KeptObjects objects) {
        hasHeaders = true;
        KeptObjects[] known = new KeptObjects[1];
        headers.compute(header, (_, entry) -> {
            KeptObjects there = entry == null ? null : entry.get();
            known[0] = there == null ? objects.forHeader() : there;
            return there == null ? new WeakReference<>(known[0]) : entry;
        });
        return known[0];
    }

    /**
     * Notes that the header {@code copy} is of the same collection as {@code header}, which the caller can read; returns the objects that
     * the caller keeps for the copy (O3).
     */
    @Nullable
    KeptObjects copyHeader(int header, int copy) {
        KeptObjects known = ofHeader(header);
        return known == null ? null : keepHeader(copy, known);
    }

    /** The objects that the collection with the header {@code header} needs; null if none. The caller can read the header (O3). */
    @Nullable
    KeptObjects ofHeader(int header) {
        if (!hasHeaders) {
            return null;
        }
        WeakReference<KeptObjects> known = headers.get(header);
        return known == null ? null : known.get();
    }

    /** As {@link #hold}, of the objects that the collection with the header {@code header} needs. */
    public void holdHeader(int header, int node) {
        hold(node, ofHeader(header));
    }

    /** Keeps {@code objects} as long as {@code node} lives: a letter, or a segment of letters. */
    void hold(int node, @Nullable KeptObjects objects) {
        if (objects != null) {
            holders.merge(node, objects, KeptObjects::join);
        }
    }

    /** Forgets a dead node, whose block is not free yet. Reclaimer only. */
    void forget(int reference, Kind kind) {
        switch (kind) {
            case OBJECT -> {
                Reference<Cell> known = byNode.remove(reference);
                Cell cell = known == null ? null : known.get();
                if (cell != null) {
                    cell.value = null;
                }
            }
            case HEADER -> {
                if (hasHeaders) {
                    headers.remove(reference);
                }
            }
            case BEARING_LETTER, SEGMENT -> {
                if (hasHeaders) {
                    holders.remove(reference);
                }
            }
            default -> {}
        }
    }

    /** The number of nodes that stand for objects. */
    public int size() {
        return byNode.size();
    }
}
