package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.MapNode;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Goes over the entries of a base, depth first, those of a node before its children. Its user keeps the base reachable. */
public final class MapCursor implements EntryCursor {
    /*
     * Level 0 is the top: its children from next[0] to end[0] are to come after all of the levels below. The entries from
     * entry on, to entriesEnd, are those of the present node.
     */
    private static final int LEVELS = 14;

    private final MapType type;
    private final Memory memory;
    private final int stride;
    private long[] next;
    private long[] end;
    private int levels;
    private long entry;
    private long following;
    private long entriesEnd;
    private long remaining;

    /** Before the first entry. */
    public MapCursor(MapBase base) {
        this(base.type(), base.root);
    }

    /** Before the first entry of the subtree at {@code root} (0: empty). */
    MapCursor(MapType type, int root) {
        this(type, new long[LEVELS], new long[LEVELS]);
        if (root != 0) {
            enter(memory.at(root));
            remaining = MapNode.size(memory, memory.at(root));
        }
    }

    private MapCursor(MapType type, long[] next, long[] end) {
        this.type = type;
        this.memory = type.memory;
        this.stride = type.stride;
        this.next = next;
        this.end = end;
    }

    @Override
    public long remaining() {
        return remaining;
    }

    /** Where the present entry lies. */
    @Override
    public long entry() {
        return entry;
    }

    @Override
    public boolean advance() {
        while (following == entriesEnd) {
            if (levels == 0) {
                return false;
            }
            descend();
        }
        entry = following;
        following += stride;
        remaining--;
        return true;
    }

    /** Goes to the next node. */
    private void descend() {
        long slot = next[levels - 1];
        next[levels - 1] = slot + Integer.BYTES;
        if (next[levels - 1] == end[levels - 1]) {
            levels--;
        }
        enter(memory.at(memory.getInt(slot)));
    }

    private void enter(long at) {
        following = MapNode.body(memory, at);
        if (MapNode.isLeaf(memory, at) || MapNode.isCollision(memory, at)) {
            entriesEnd = following + (long) MapNode.size(memory, at) * stride;
            return;
        }
        int entries = Integer.bitCount(MapNode.entries(memory, at));
        int children = Integer.bitCount(MapNode.children(memory, at));
        entriesEnd = following + (long) entries * stride;
        if (children > 0) {
            push(following + MapNode.entryBytes(entries, stride), children);
        }
    }

    private void push(long childrenAt, int children) {
        if (levels == next.length) {
            next = java.util.Arrays.copyOf(next, levels * 2);
            end = java.util.Arrays.copyOf(end, levels * 2);
        }
        next[levels] = childrenAt;
        end[levels] = childrenAt + (long) children * Integer.BYTES;
        levels++;
    }

    @Override
    public @Nullable MapCursor trySplit() {
        while (following == entriesEnd && levels == 1 && end[0] - next[0] == Integer.BYTES) {
            descend();
        }
        if (levels == 0) {
            return null;
        }
        MapCursor prefix = new MapCursor(type, next.clone(), end.clone());
        prefix.levels = levels;
        prefix.following = following;
        prefix.entriesEnd = entriesEnd;
        long middle = middle();
        prefix.end[0] = middle;
        if (middle == next[0]) {
            prefix.dropTop();
        }
        next[0] = middle;
        levels = 1;
        following = entriesEnd;
        long all = remaining;
        remaining = sizes(middle, end[0]);
        prefix.remaining = all - remaining;
        return prefix;
    }

    /** Which of the top's children are left to this cursor: half, and the only one. */
    private long middle() {
        long children = (end[0] - next[0]) / Integer.BYTES;
        return next[0] + children / 2 * Integer.BYTES;
    }

    private void dropTop() {
        levels--;
        System.arraycopy(next, 1, next, 0, levels);
        System.arraycopy(end, 1, end, 0, levels);
    }

    private long sizes(long from, long to) {
        long sum = 0;
        for (long slot = from; slot < to; slot += Integer.BYTES) {
            sum += MapNode.size(memory, memory.at(memory.getInt(slot)));
        }
        return sum;
    }
}
