package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;

/** The changes of counts that mutators may make: they raise counts, and enter a copy as heir of its origin. */
public final class Counts {
    /*
     * Concurrency
     *   Mutators and the reclaimer change the count word by compare-and-set only, with one exception: when the reclaimer takes the
     *   last own count away, nobody else can reach the node (T1, T2), so a release will do.
     *   A copy's lineage is written before the compare-and-set that makes the copy an heir: a thread that sees the XOR sees the lineage.
     *   An edit enlists all its copies at its end. An atomic operation waits for the stores before it; between two copies it would wait
     *   for the cache misses of the first copy. This may come late, since nobody asks for the heirs of a node that is held.
     * Invariants: I1, I2, I8. A raise never carries into another field: own saturates, heirs stop at their maximum.
     * Evidence: CountWordStress (jcstress) with its twin that adds blindly; CountingModelTest.
     */
    private final Memory memory;
    private final boolean inheriting;

    Counts(Memory memory, boolean inheriting) {
        this.memory = memory;
        this.inheriting = inheriting;
    }

    /** Adds one count to a node that the caller can reach. Borrows the node; returns it owned. */
    public int raise(int reference) {
        long at = memory.at(reference);
        while (true) {
            long seen = memory.getLongAcquire(at);
            if (Node.own(seen) == Node.OWN_MAX || memory.casLong(at, seen, seen + Node.OWN_ONE)) {
                return reference;
            }
        }
    }

    /**
     * Lets the fresh node {@code copy} share the children of {@code source} at {@code positions}. The copy borrows them if they are
     * {@code many}, else it counts each. Borrows both nodes; the caller can reach {@code source} until its operation ends. Sets the word
     * with the reclaimer's mark to 0.
     *
     * @return whether the copy borrows: then {@link #enlist} must follow before others can reach it
     */
    public boolean share(int source, int copy, int positions, boolean many, Tracer tracer, long blockBytes) {
        long at = memory.at(copy);
        memory.setLong(at + Node.AT_QUEUED, 0);
        if (inheriting && many) {
            memory.setLong(at + Node.AT_LINEAGE, Node.lineage(source, positions));
            return true;
        }
        memory.setLong(at + Node.AT_LINEAGE, 0);
        tracer.forEach(memory, memory.at(source), blockBytes, positions, (position, child) -> raise(child));
        return false;
    }

    /** Enters {@code copy}, which borrows, as heir of its origin. If the origin has too many heirs, counts the borrowed children instead. */
    public void enlist(int copy, Tracer tracer, long blockBytes) {
        long at = memory.at(copy);
        long lineage = memory.getLong(at + Node.AT_LINEAGE);
        if (!addHeir(memory.at(Node.origin(lineage)), copy)) {
            memory.setLong(at + Node.AT_LINEAGE, 0);
            tracer.forEach(memory, at, blockBytes, Node.borrowed(lineage), (position, child) -> raise(child));
        }
    }

    private boolean addHeir(long source, int copy) {
        while (true) {
            long seen = memory.getLongAcquire(source);
            if (Node.heirs(seen) == Node.HEIRS_MAX) {
                return false;
            }
            if (memory.casLong(source, seen, (seen + Node.HEIR_ONE) ^ (copy & 0xFFFF_FFFFL))) {
                return true;
            }
        }
    }

    /** The node that {@code node}, made by the calling edit and not yet reachable by others, borrows from; 0 if none. */
    public int origin(long node) {
        return Node.origin(memory.getLong(node + Node.AT_LINEAGE));
    }

    /** Whether {@code node}, made by the calling edit and not yet reachable by others, borrows {@code position}. */
    public boolean borrows(long node, int position) {
        return (Node.borrowed(memory.getLong(node + Node.AT_LINEAGE)) >>> position & 1) != 0;
    }

    /** Notes that the calling edit replaces the child at a borrowed position of a node that it made. */
    public void ceaseToBorrow(long node, int position) {
        long lineage = memory.getLong(node + Node.AT_LINEAGE);
        memory.setLong(
                node + Node.AT_LINEAGE, Node.lineage(Node.origin(lineage), Node.borrowed(lineage) & ~(1 << position)));
    }
}
