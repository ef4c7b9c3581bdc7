package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.MapNode;
import dev.cairn.internal.memory.Memory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Goes over the entries of a base, depth first, at each node by the fragments. Its user keeps the base reachable. */
final class MapCursor implements EntryCursor {
    /*
     * Of each level, which is a node that has children, the fragments of the entries and of the children that are to come, and where
     * the first of each lies. Level 0 is the top; its cells come after all of the levels below. The entries between two children
     * lie side by side: so do those from following on to runEnd, which come first of all.
     */
    private static final int LEVELS = 6;

    private final MapType type;
    private final Memory memory;
    private final int stride;
    private int[] entries = new int[LEVELS];
    private int[] children = new int[LEVELS];
    private long[] entryAt = new long[LEVELS];
    private long[] childAt = new long[LEVELS];
    private int levels;
    private long entry;
    private long following;
    private long runEnd;
    private long remaining;

    /** Before the first entry. */
    MapCursor(MapBase base) {
        this(base.type());
        if (base.root != 0) {
            enter(memory.at(base.root));
            remaining = base.size();
        }
    }

    private MapCursor(MapType type) {
        this.type = type;
        this.memory = type.memory;
        this.stride = type.stride;
    }

    @Override
    public boolean hasNext() {
        return remaining > 0;
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
        if (remaining == 0) {
            return false;
        }
        while (following == runEnd) {
            proceed();
        }
        entry = following;
        following += stride;
        remaining--;
        return true;
    }

    /** Goes on at the lowest level: to the entries before its next child, or if there are none, to that child. */
    private void proceed() {
        int level = levels - 1;
        int child = Integer.lowestOneBit(children[level]);
        int run = entries[level] & (child - 1);
        if (run != 0) {
            entries[level] ^= run;
            following = entryAt[level];
            runEnd = following + (long) Integer.bitCount(run) * stride;
            entryAt[level] = runEnd;
        } else if (child != 0) {
            long slot = childAt[level];
            children[level] ^= child;
            childAt[level] = slot + Integer.BYTES;
            enter(memory.at(memory.getInt(slot)));
        } else {
            levels--;
        }
    }

    private void enter(long at) {
        long body = MapNode.body(memory, at);
        if (MapNode.isLeaf(memory, at) || MapNode.isCollision(memory, at)) {
            following = body;
            runEnd = body + (long) MapNode.size(memory, at) * stride;
            return;
        }
        if (levels == entries.length) {
            grow();
        }
        int all = MapNode.entries(memory, at);
        entries[levels] = all;
        children[levels] = MapNode.children(memory, at);
        entryAt[levels] = body;
        childAt[levels] = body + MapNode.entryBytes(Integer.bitCount(all), stride);
        levels++;
    }

    private void grow() {
        int room = levels * 2;
        entries = Arrays.copyOf(entries, room);
        children = Arrays.copyOf(children, room);
        entryAt = Arrays.copyOf(entryAt, room);
        childAt = Arrays.copyOf(childAt, room);
    }

    @Override
    public @Nullable MapCursor trySplit() {
        if (!findCells()) {
            return null;
        }
        MapCursor prefix = new MapCursor(type);
        prefix.entries = entries.clone();
        prefix.children = children.clone();
        prefix.entryAt = entryAt.clone();
        prefix.childAt = childAt.clone();
        prefix.levels = levels;
        prefix.following = following;
        prefix.runEnd = runEnd;
        int before = firstKept() - 1;
        prefix.entries[0] &= before;
        prefix.children[0] &= before;
        passTo(before);
        prefix.remaining = remaining;
        remaining = Integer.bitCount(entries[0]) + childSizes();
        prefix.remaining -= remaining;
        return prefix;
    }

    /** Lets the top be a node whose cells can be parted from what comes before, or from each other; false if there is none. */
    private boolean findCells() {
        while (levels > 0 && (entries[levels - 1] | children[levels - 1]) == 0) {
            levels--;
        }
        while (levels > 0) {
            int cells = entries[0] | children[0];
            if (cells == 0) {
                dropTop();
            } else if (levels > 1 || following < runEnd || (cells & (cells - 1)) != 0) {
                return true;
            } else if (children[0] == 0) {
                return false;
            } else {
                proceed();
            }
        }
        return false;
    }

    private void dropTop() {
        levels--;
        System.arraycopy(entries, 1, entries, 0, levels);
        System.arraycopy(children, 1, children, 0, levels);
        System.arraycopy(entryAt, 1, entryAt, 0, levels);
        System.arraycopy(childAt, 1, childAt, 0, levels);
    }

    /** The fragment of the first of the top's cells that are left to this cursor: half, and the only one. */
    private int firstKept() {
        int kept = entries[0] | children[0];
        for (int passed = Integer.bitCount(kept) / 2; passed > 0; passed--) {
            kept &= kept - 1;
        }
        return Integer.lowestOneBit(kept);
    }

    /** Passes over the levels below the top, and its cells at the fragments in {@code before}. */
    private void passTo(int before) {
        entryAt[0] += (long) Integer.bitCount(entries[0] & before) * stride;
        childAt[0] += (long) Integer.bitCount(children[0] & before) * Integer.BYTES;
        entries[0] &= ~before;
        children[0] &= ~before;
        levels = 1;
        following = runEnd;
    }

    private long childSizes() {
        long sum = 0;
        int count = Integer.bitCount(children[0]);
        for (int i = 0; i < count; i++) {
            sum += MapNode.size(memory, memory.at(memory.getInt(childAt[0] + (long) i * Integer.BYTES)));
        }
        return sum;
    }
}
