package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.MapNode;
import dev.cairn.internal.memory.Memory;

/** Touches the nodes that a batch of edits will come by, a level of all ways at a time, so that their cache misses overlap. */
final class MapReadAhead {
    /** Edits whose ways are likely to stay in the cache until they are gone. */
    private static final int EDITS_MAX = 256;

    private static final int LINE = 64;

    private final MapType type;
    private final Memory memory;
    private final MapEdits edits;
    private final long[] ways;
    private int done;

    @SuppressWarnings("UnusedVariable") // keeps the reads
    private long read;

    MapReadAhead(MapEdits edits) {
        this.edits = edits;
        this.type = edits.type;
        this.memory = type.memory;
        this.ways = new long[Math.min(EDITS_MAX, edits.count())];
    }

    /** Reads the ways of the edits {@code from} to {@code to} from the node at {@code at} on, if they are neither too many nor read. */
    void read(long at, int shift, int from, int to) {
        if (to <= done || to - from > ways.length) {
            return;
        }
        done = to;
        int count = to - from;
        for (int i = 0; i < count; i++) {
            ways[i] = at;
            read += edits.touch(from + i);
        }
        boolean more = true;
        for (int depth = shift; more; depth += type.bits) {
            more = readLevel(count, from, depth);
        }
    }

    private boolean readLevel(int count, int from, int depth) {
        boolean more = false;
        for (int i = 0; i < count; i++) {
            if (ways[i] != 0) {
                ways[i] = next(ways[i], edits.hash(from + i), depth);
                more |= ways[i] != 0;
            }
        }
        return more;
    }

    /** The next node on the way; 0 if there is none. */
    private long next(long at, long hash, int depth) {
        if (MapNode.isCollision(memory, at)) {
            return 0;
        }
        long end = MapNode.body(memory, at)
                + MapNode.entryBytes(Integer.bitCount(MapNode.entries(memory, at)), type.stride);
        for (long line = at + LINE; line < end; line += LINE) {
            read += memory.getByte(line);
        }
        long cell = type.cell(at, 1 << type.fragment(hash, depth));
        return Cell.isChild(cell) ? memory.at(Cell.index(cell)) : 0;
    }
}
