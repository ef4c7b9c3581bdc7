package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A cursor over the entries of a base: depth first, at each node in the order of the fragments. The user keeps the base reachable. */
final class MapCursor implements EntryCursor {
    /*
     * Each level is a node with children. For each level there are the fragments of the entries and of the children that are left, and the
     * addresses of the first of both. Level 0 is the top; its cells come after those of all levels below. The entries between two children
     * lie side by side: a run. Several runs are sought at once, so that the cache misses of their nodes overlap. The present run is from
     * `following` to `runEnd`. The runs from nextRun to lastRun, each a begin and an end, come before all levels.
     */
    private static final int RUNS_FIRST = 8;
    private static final int RUNS_MAX = 32;

    /** A step may add two runs: one before a child, and one in it. */
    private static final int ROOM = 4;

    private static final int LEVELS = 6;

    private final MapType type;
    private final Memory memory;
    private final int stride;
    private int[] entries = new int[LEVELS];
    private int[] children = new int[LEVELS];
    private long[] entryAt = new long[LEVELS];
    private long[] childAt = new long[LEVELS];
    private int levels;
    private long[] runs = new long[RUNS_FIRST];
    private int nextRun;
    private int lastRun;
    private long entry;
    private long following;
    private long runEnd;
    private long remaining;

    /** Before the first of {@code size} entries of the trie at {@code root}. */
    MapCursor(MapType type, int root, int size) {
        this(type);
        if (root != 0) {
            enter(memory.at(root));
            remaining = size;
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

    /** The address of the present entry. */
    @Override
    public long entry() {
        return entry;
    }

    @Override
    public boolean advance() {
        if (following == runEnd && !takeRun()) {
            return false;
        }
        entry = following;
        following += stride;
        remaining--;
        return true;
    }

    private boolean takeRun() {
        if (nextRun == lastRun && !seekRuns()) {
            return false;
        }
        following = runs[nextRun];
        runEnd = runs[nextRun + 1];
        nextRun += 2;
        return true;
    }

    /** Seeks the next runs, more each time. Returns false if there is none. */
    private boolean seekRuns() {
        if (lastRun > runs.length - ROOM && runs.length < RUNS_MAX) {
            runs = new long[2 * runs.length];
        }
        nextRun = 0;
        lastRun = 0;
        while (levels > 0 && lastRun <= runs.length - ROOM) {
            proceed();
        }
        return lastRun > 0;
    }

    /** Continues at the lowest level: adds the run before its next child, and enters the child. */
    private void proceed() {
        int level = levels - 1;
        int child = Integer.lowestOneBit(children[level]);
        int run = entries[level] & (child - 1);
        entries[level] ^= run;
        entryAt[level] = addRun(entryAt[level], Integer.bitCount(run));
        if (child == 0) {
            levels--;
            return;
        }
        long slot = childAt[level];
        children[level] ^= child;
        childAt[level] = slot + Integer.BYTES;
        enter(memory.at(memory.getInt(slot)));
    }

    /** Adds a run of {@code count} entries from {@code begin} on, unless it is empty. Returns its end. */
    private long addRun(long begin, int count) {
        long end = begin + (long) count * stride;
        runs[lastRun] = begin;
        runs[lastRun + 1] = end;
        lastRun += -count >>> 31 << 1; // without a branch, which a processor would often predict wrong
        return end;
    }

    /** Enters the node at {@code at}: adds its entries, or, if it has children, a level. */
    private void enter(long at) {
        long meta = memory.getLong(at + Node.AT_META);
        if (MapNode.isLeaf(meta)) {
            addRun(at + Node.HEADER, Integer.bitCount(MapNode.entriesOf(meta)));
        } else if (MapNode.isNode(meta)) {
            descend(at, MapNode.entriesOf(meta));
        } else {
            addRun(at + Node.BEARING_HEADER, MapNode.size(memory, at));
        }
    }

    private void descend(long at, int all) {
        if (levels == entries.length) {
            grow();
        }
        long body = at + Node.BEARING_HEADER;
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
        prefix.runs = runs.clone();
        prefix.nextRun = nextRun;
        prefix.lastRun = lastRun;
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

    /** Makes a node the top that can be split from the entries before it, or into two parts. Returns false if there is none. */
    private boolean findCells() {
        while (levels > 0 && (entries[levels - 1] | children[levels - 1]) == 0) {
            levels--;
        }
        while (levels > 0) {
            int cells = entries[0] | children[0];
            if (cells == 0) {
                dropTop();
            } else if (levels > 1 || hasRun() || (cells & (cells - 1)) != 0) {
                return true;
            } else if (children[0] == 0) {
                return false;
            } else {
                lastRun = 0;
                nextRun = 0;
                proceed();
            }
        }
        return false;
    }

    private boolean hasRun() {
        return following < runEnd || nextRun < lastRun;
    }

    private void dropTop() {
        levels--;
        System.arraycopy(entries, 1, entries, 0, levels);
        System.arraycopy(children, 1, children, 0, levels);
        System.arraycopy(entryAt, 1, entryAt, 0, levels);
        System.arraycopy(childAt, 1, childAt, 0, levels);
    }

    /** The fragment of the first cell of the top that this cursor keeps: half of the cells, or the only one. */
    private int firstKept() {
        int kept = entries[0] | children[0];
        for (int passed = Integer.bitCount(kept) / 2; passed > 0; passed--) {
            kept &= kept - 1;
        }
        return Integer.lowestOneBit(kept);
    }

    /** Skips the levels below the top, and the top's cells at the fragments in {@code before}. */
    private void passTo(int before) {
        entryAt[0] += (long) Integer.bitCount(entries[0] & before) * stride;
        childAt[0] += (long) Integer.bitCount(children[0] & before) * Integer.BYTES;
        entries[0] &= ~before;
        children[0] &= ~before;
        levels = 1;
        nextRun = lastRun;
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
