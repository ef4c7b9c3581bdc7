package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;

/**
 * Reads the nodes on the way of a batch of edits ahead, so that their cache misses overlap: one level of all ways at a time. Of each level
 * it first reads the words that say where the rest lies, as a processor does not read on past a branch that waits for memory.
 */
final class MapReadAhead {
    /** The ways of so many edits are likely to stay in the cache until they are used. */
    private static final int EDITS_MAX = 256;

    private static final int LINE = 64;

    private final MapType type;
    private final Memory memory;
    private final EditBatch edits;
    private final long[] ways;
    private final long[] hashes;
    private int done;

    @SuppressWarnings("UnusedVariable") // keeps the reads
    private long read;

    MapReadAhead(EditBatch edits) {
        this.edits = edits;
        this.type = edits.type;
        this.memory = type.memory;
        this.ways = new long[Math.min(EDITS_MAX, edits.count())];
        this.hashes = new long[ways.length];
    }

    /**
     * Reads the ways of the edits {@code from} to {@code to} from the node at {@code at} on, unless they are too many or were read before.
     */
    void read(long at, int shift, int from, int to) {
        if (to <= done || to - from > ways.length) {
            return;
        }
        done = to;
        int count = to - from;
        for (int i = 0; i < count; i++) {
            ways[i] = at;
            hashes[i] = edits.hash(from + i);
            read += edits.prefetch(from + i);
        }
        for (int depth = shift; count > 0; depth += type.bits) {
            readFirstLines(count);
            readLines(count);
            count = descend(count, depth);
        }
    }

    private void readFirstLines(int count) {
        for (int i = 0; i < count; i++) {
            read += memory.getByte(ways[i] + Node.AT_META);
        }
    }

    private void readLines(int count) {
        for (int i = 0; i < count; i++) {
            long at = ways[i];
            long end = MapNode.body(memory, at)
                    + MapNode.entryBytes(Integer.bitCount(MapNode.entries(memory, at)), type.stride);
            for (long line = at + LINE; line < end; line += LINE) {
                read += memory.getByte(line);
            }
        }
    }

    /** Moves to the next node of each way, or reads the node of the entry's value. Returns how many ways have a next node. */
    private int descend(int count, int depth) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            long at = ways[i];
            long cell =
                    MapNode.isCollision(memory, at) ? Cell.NONE : type.cell(at, 1 << type.fragment(hashes[i], depth));
            if (Cell.isChild(cell)) {
                ways[left] = memory.at(Cell.index(cell));
                hashes[left] = hashes[i];
                left++;
            } else if (cell != Cell.NONE) {
                read += type.prefetchValue(Cell.at(cell));
            }
        }
        return left;
    }
}
