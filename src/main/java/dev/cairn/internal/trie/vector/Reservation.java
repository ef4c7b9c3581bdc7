package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.lang.ref.Reference;
import java.util.function.Consumer;

/**
 * Places behind the elements of a builder, which somebody fills by writing to the store's memory. The builder has them after {@link #done}, and
 * nobody sees them before. They have the bytes of old nodes until they are written.
 */
public final class Reservation {
    /*
     * The places are in a base of their own, which shares the builder's nodes and which only this object knows. So an error leaves the
     * builder as it was. Any change of the builder, and each build, ends the reservation.
     */
    private final VectorBase filled;
    private final int from;
    private final int to;
    private final Consumer<Reservation> taker;
    private boolean isOpen = true;
    private Runnable atEnd = () -> {};

    /** What sees the places while they are made, when their bytes are in the processor's cache. */
    @FunctionalInterface
    public interface Making {
        /** Called first. What it returns is asked for each run, in order; after an error again from an earlier one on. {@code width} is that of a place. There are at most {@code runs}. */
        FullLeaves.Filler begin(Memory memory, int width, int runs);
    }

    /** A {@link Making} that sets the places to zeros. */
    @SuppressWarnings("unused") // runs
    public static FullLeaves.Filler cleared(Memory memory, int width, int runs) {
        return (at, _, count) -> memory.fill(at, (long) count * width, (byte) 0);
    }

    /** Goes over the runs in order. A run is places that lie side by side. It remembers the node above the last leaf. */
    public final class PlaceWalk {
        private int index;
        private int end = from;
        private int nodeEnd = from;
        private long slots;
        private long at;

        private PlaceWalk() {}

        /** Goes to the next run; returns whether there is one. */
        public boolean advance() {
            index = end;
            if (index >= to) {
                return false;
            }
            try {
                if (index >= nodeEnd) {
                    nodeEnd = filled.nodeEnd(index);
                    slots = nodeEnd > index ? filled.slots(index) : 0;
                }
                at = nodeEnd > index ? filled.elementIn(slots, index) : filled.elementAt(index);
                end = Math.min(to, filled.leafEnd(index));
                return true;
            } finally {
                Reference.reachabilityFence(filled);
            }
        }

        /** The index of its first place, in the vector. */
        public int index() {
            return index;
        }

        /** How many places it has. */
        public int count() {
            return end - index;
        }

        /** Its address. */
        public long at() {
            return at;
        }
    }

    /** The places {@code from} to {@code to} of {@code filled}, which {@code taker} takes when they are done. */
    Reservation(VectorBase filled, int from, int to, Consumer<Reservation> taker) {
        this.filled = filled;
        this.from = from;
        this.to = to;
        this.taker = taker;
    }

    /** Runs {@code action} when the places may not be written any more, in the builder's thread. If it throws, the reservation goes on. */
    public void atEnd(Runnable action) {
        atEnd = action;
    }

    /** The index of the first place, in the vector. */
    public int from() {
        return from;
    }

    /** The index behind the last place. */
    public int to() {
        return to;
    }

    /** The bytes of the store. */
    public Memory memory() {
        return filled.memory();
    }

    /** Bytes of a place. */
    public int width() {
        return filled.type().width;
    }

    /** The base of the elements before the places, and the places. */
    public VectorBase base() {
        return filled;
    }

    /** The number of the edit that all leaves with places have. There are places. */
    public long edit() {
        return Node.edit(memory(), memory().at(filled.tail.reference));
    }

    /** What keeps the places' memory. */
    public Object owner() {
        return filled;
    }

    /** Whether the places may be written. */
    public boolean isOpen() {
        return isOpen;
    }

    /** The address of place {@code index} of the vector. */
    public long at(int index) {
        try {
            return filled.elementAt(index);
        } finally {
            Reference.reachabilityFence(filled);
        }
    }

    /** The index behind the places that follow place {@code index} in memory. */
    public int runEnd(int index) {
        try {
            return Math.min(to, filled.leafEnd(index));
        } finally {
            Reference.reachabilityFence(filled);
        }
    }

    /** The runs, from the first one on. */
    public PlaceWalk runs() {
        return new PlaceWalk();
    }

    /**
     * Gives the places to the builder, in its thread. If this throws, the builder stays as it was.
     *
     * @throws IllegalStateException if the reservation has ended: after this method, or a change or a build of the builder
     */
    public void done() {
        taker.accept(this);
    }

    /** Gives the places up, in the builder's thread: nobody will see them. */
    public void giveUp() {
        end();
    }

    /**
     * Throws unless the places may be written.
     *
     * @throws IllegalStateException if the reservation has ended
     * @throws RuntimeException the named exception of a store or a scope that was closed
     */
    public void requireOpen() {
        if (!isOpen) {
            throw new IllegalStateException("the reservation of elements " + from + " to " + to
                    + " has ended: by done(), or by a change or a build of its builder; reserve again");
        }
        filled.check();
    }

    /** The base that has the places. */
    VectorBase take() {
        requireOpen();
        return filled;
    }

    /** Ends the reservation. */
    void end() {
        if (isOpen) {
            atEnd.run();
            isOpen = false;
        }
    }
}
