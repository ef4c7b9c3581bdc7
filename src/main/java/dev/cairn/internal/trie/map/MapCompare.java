package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares two bases of one type, and skips the nodes that they share. It may run the code of a user's keys and values, which cannot end a
 * scope meanwhile. The caller keeps both bases reachable.
 */
public final class MapCompare {
    private MapCompare() {}

    /** Reports the differences from {@code a} to {@code b}. Returns how many nodes it visited. O(nodes that are not shared). */
    public static long diff(MapBase a, MapBase b, TrieDiff.Changes to) {
        try (var _ = a.core().hold()) {
            return new TrieDiff(a.type(), to).run(a.root, b.root);
        }
    }

    /** Whether both have equal keys with equal values. O(nodes that are not shared). */
    public static boolean equal(MapBase a, MapBase b) {
        try (var _ = a.core().hold()) {
            return a.size() == b.size() && (a.size() == 0 || new Equality(a.type()).nodes(a.root, b.root));
        }
    }

    /** Whether {@code all}, of the same codecs and store, has each entry of {@code few} with an equal value. */
    public static boolean isWithin(MapTable few, MapEntries all) {
        try (var _ = few.type().core.hold()) {
            for (long entry = 1; entry <= few.size(); entry++) {
                long other = all.findSame(few, entry);
                if (other == 0 || !all.isSameValue(other, few, entry)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A base and the first {@code count} pending edits of {@code log}, if any. */
    public record Side(MapBase base, @Nullable MapLog log, int count) {
        private boolean isChanged(long hash, long bits, @Nullable Object key) {
            return log != null && log.find(hash, bits, key, count) >= 0;
        }

        /** Whether an edit in the log of another version says the same of its key as this side does. */
        private boolean says(MapLog other, int edit) {
            long hash = other.hash(edit);
            long bits = other.keyBits(edit);
            Object key = other.key(edit);
            int change = log == null ? -1 : log.find(hash, bits, key, count);
            if (change >= 0) {
                MapLog changes = Objects.requireNonNull(log);
                return other.removes(edit)
                        ? changes.removes(change)
                        : changes.puts(change, other.valueBits(edit), other.value(edit));
            }
            long entry = base.find(hash, bits, key);
            return other.removes(edit)
                    ? entry == 0
                    : entry != 0 && base.hasValue(entry, other.valueBits(edit), other.value(edit));
        }

        /** Whether {@code other} has the same values for all keys of these edits. */
        private boolean agrees(Side other) {
            return log == null || log.allNewest(count, other::says);
        }
    }

    /** Whether two maps of the same size, type and store are equal after their edits. O(edits, and nodes that the bases do not share). */
    public static boolean equal(Side a, Side b) {
        if (a.log == null && b.log == null) {
            return equal(a.base, b.base);
        }
        try (var _ = a.base.core().hold()) {
            if (!a.agrees(b) || !b.agrees(a)) {
                return false;
            }
            Rest rest = new Rest(a, b);
            new TrieDiff(a.base.type(), rest).run(a.base.root, b.base.root);
            return !rest.isDone();
        }
    }

    /** Looks for a difference of two bases at a key without a pending edit. The edits were compared before. */
    private static final class Rest implements TrieDiff.Changes {
        private final Side a;
        private final Side b;
        private boolean differs;

        Rest(Side a, Side b) {
            this.a = a;
            this.b = b;
        }

        private void look(MapBase in, long entry) {
            if (!differs) {
                long hash = in.hash(entry);
                boolean isLong = in.type().hasLongKeys();
                long bits = isLong ? in.keyBits(entry) : 0;
                Object key = isLong ? null : in.preparedKey(entry);
                differs = !a.isChanged(hash, bits, key) && !b.isChanged(hash, bits, key);
            }
        }

        @Override
        public void removed(long entryOfA) {
            look(a.base, entryOfA);
        }

        @Override
        public void added(long entryOfB) {
            look(b.base, entryOfB);
        }

        @Override
        public void changed(long entryOfA, long entryOfB) {
            look(a.base, entryOfA);
        }

        @Override
        public boolean isDone() {
            return differs;
        }
    }

    /** Compares subtrees. Relies on their canonical form: equal content has equal shape. */
    private static final class Equality {
        private final MapType type;
        private final Memory memory;

        Equality(MapType type) {
            this.type = type;
            this.memory = type.memory;
        }

        /** Whether two subtrees at the same place have equal entries. */
        boolean nodes(int a, int b) {
            if (a == b) {
                return true;
            }
            long atA = memory.at(a);
            long atB = memory.at(b);
            if (MapNode.size(memory, atA) != MapNode.size(memory, atB)) {
                return false;
            }
            if (MapNode.isCollision(memory, atA) || MapNode.isCollision(memory, atB)) {
                return MapNode.isCollision(memory, atA) && MapNode.isCollision(memory, atB) && collisions(atA, atB);
            }
            return MapNode.entries(memory, atA) == MapNode.entries(memory, atB)
                    && type.fragments(atA) == type.fragments(atB)
                    && entries(MapNode.body(memory, atA), MapNode.body(memory, atB), MapNode.entries(memory, atA))
                    && children(atA, atB);
        }

        private boolean collisions(long a, long b) {
            long entry = MapNode.body(memory, a);
            for (int left = MapNode.size(memory, a); left > 0; left--, entry += type.stride) {
                long other = type.findInCollision(b, entry);
                if (other == 0 || !type.isSameValue(entry, other)) {
                    return false;
                }
            }
            return true;
        }

        /** Entries with equal bytes are equal, as their references are. */
        private boolean entries(long a, long b, int mask) {
            int stride = type.stride;
            int count = Integer.bitCount(mask);
            long differs = count == 0 ? -1 : memory.mismatch(a, b, (long) count * stride);
            if (differs < 0) {
                return true;
            }
            for (long at = differs / stride * stride; at < (long) count * stride; at += stride) {
                if (!type.isSameKey(a + at, b + at) || !type.isSameValue(a + at, b + at)) {
                    return false;
                }
            }
            return true;
        }

        private boolean children(long a, long b) {
            for (int left = type.fragments(a) & ~MapNode.entries(memory, a); left != 0; left &= left - 1) {
                int bit = Integer.lowestOneBit(left);
                if (!nodes(Cell.index(type.cell(a, bit)), Cell.index(type.cell(b, bit)))) {
                    return false;
                }
            }
            return true;
        }
    }
}
