package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.KeptObjects.Cell;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The nodes that can be reached from some references. Takes one bit of heap for each block of the slabs in which they lie. */
public final class Reach {
    private final NodeSpace space;
    private final Memory memory;
    private final Allocator allocator;
    private final IntStack found = new IntStack();
    private long[] @Nullable [] marks = new long[64][];
    private @Nullable IntConsumer action;
    private boolean followsOrigins;
    private long nodes;
    private long bytes;

    private Reach(NodeSpace space) {
        this.space = space;
        this.memory = space.memory();
        this.allocator = space.allocator();
    }

    /** The nodes that can be reached from {@code roots}, of which some may be 0; borrows them. O(nodes reached). */
    public static Reach from(NodeSpace space, int... roots) {
        Reach reach = new Reach(space);
        for (int root : roots) {
            reach.addAll(root);
        }
        return reach;
    }

    /** As {@link #from}, and also the nodes that lend children to these. Some of the roots may be there more than once. */
    static Reach withOrigins(NodeSpace space, IntStack roots) {
        Reach reach = new Reach(space);
        reach.followsOrigins = true;
        for (int i = 0; i < roots.size(); i++) {
            reach.addAll(roots.peek(i));
        }
        return reach;
    }

    /**
     * The objects that a collection of about {@code size} elements needs, whose nodes are all that {@code roots} reach: {@code known}, or
     * others that are no more than that. Borrows the roots, which the caller can read.
     */
    public static @Nullable KeptObjects compacted(NodeSpace space, KeptObjects known, long size, int... roots) {
        if (!known.isLoose(size)) {
            return known;
        }
        List<Cell> found = new ArrayList<>();
        List<KeptObjects> nested = new ArrayList<>();
        long nodes = objects(space, roots, node -> {
            Cell cell = space.objects().cell(node);
            KeptObjects inside = cell == null ? space.objects().ofHeader(node) : null;
            if (cell != null) {
                found.add(cell);
            } else if (inside != null) {
                nested.add(inside);
            }
        });
        return KeptObjects.of(found.toArray(Cell[]::new), nested, nodes, size);
    }

    /**
     * Calls {@code action} with each node of Kind.OBJECT and Kind.HEADER that can be reached from {@code roots} without passing a
     * header; returns how many nodes there were. Borrows the roots.
     */
    private static long objects(NodeSpace space, int[] roots, IntConsumer action) {
        Reach reach = new Reach(space);
        reach.action = action;
        for (int root : roots) {
            reach.addAll(root);
        }
        return reach.nodes;
    }

    /** A number of nodes, and the bytes of their blocks. */
    public record Size(long nodes, long bytes) {}

    /** The size of all these nodes. */
    public Size size() {
        return new Size(nodes, bytes);
    }

    /** The size of the nodes that are in both. O(slabs). */
    public Size sizeOfShared(Reach other) {
        long sharedNodes = 0;
        long sharedBytes = 0;
        for (int slab = 0; slab < Math.min(marks.length, other.marks.length); slab++) {
            long blocks = shared(marks[slab], other.marks[slab]);
            if (blocks > 0) {
                sharedNodes += blocks;
                sharedBytes += blocks * allocator.blockBytesIn(slab);
            }
        }
        return new Size(sharedNodes, sharedBytes);
    }

    private static long shared(long @Nullable [] a, long @Nullable [] b) {
        long count = 0;
        for (int i = 0; a != null && b != null && i < a.length; i++) {
            count += Long.bitCount(a[i] & b[i]);
        }
        return count;
    }

    /** Goes depth first, so that few found nodes wait at a time. */
    private void addAll(int root) {
        add(root);
        while (found.size() > 0) {
            int reference = found.pop();
            long at = memory.at(reference);
            long block = allocator.blockBytes(reference);
            nodes++;
            bytes += block;
            if (!isTold(reference, Node.kind(memory, at))
                    && Node.kind(memory, at).isBearing()) {
                if (followsOrigins) {
                    add(Node.origin(memory.getLong(at + Node.AT_LINEAGE)));
                }
                space.tracer(at).forEach(memory, at, block, ~0, (position, child) -> add(child));
            }
        }
    }

    private boolean isTold(int reference, Kind kind) {
        IntConsumer asked = action;
        if (asked == null || (kind != Kind.OBJECT && kind != Kind.HEADER)) {
            return false;
        }
        asked.accept(reference);
        return true;
    }

    private void add(int reference) {
        if (reference != 0 && mark(reference)) {
            found.add(reference);
        }
    }

    private boolean mark(int reference) {
        int index = allocator.blockIndex(reference);
        if (index < 0) {
            allocator.refresh(); // another process may have added the slab
            index = allocator.blockIndex(reference);
        }
        if (index < 0) {
            throw space.errors.corrupt(List.of("I1: no block begins at reference " + reference));
        }
        long[] words = words(allocator.slab(reference));
        boolean isNew = (words[index >>> 6] >>> index & 1) == 0;
        words[index >>> 6] |= 1L << index;
        return isNew;
    }

    /** The marks of a slab. Slabs may be added meanwhile, since shared tails grow. */
    private long[] words(int slab) {
        if (slab >= marks.length) {
            marks = Arrays.copyOf(marks, Math.max(slab + 1, marks.length * 2));
        }
        long[] words = marks[slab];
        if (words == null) {
            words = new long[(allocator.blocks(slab) + 63) >>> 6];
            marks[slab] = words;
        }
        return words;
    }
}
