package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.EditLog;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending elements by their keys, to be written in one pass. The key of an update is its index in the base; {@link SliceView} says more.
 */
public final class UpdateLog extends EditLog implements PendingEdits.Row {
    private static final int RADIX_BITS = 8;

    private final int[] indexes;
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private int weight;
    private @Nullable Keys keys;

    /** A log with room for {@code capacity} entries, of a vector with a codec or, if {@code raw}, without. */
    UpdateLog(boolean raw, int capacity, int taken, @Nullable UpdateLog before) {
        super(capacity, taken, before);
        this.indexes = new int[capacity];
        this.bits = raw ? new long[capacity] : null;
        this.prepared = raw ? null : new Object[capacity];
    }

    /** A log of one update. */
    public static UpdateLog of(int index, long value, @Nullable Object prepared) {
        return of(CAPACITY_MIN, index, value, prepared);
    }

    private static UpdateLog of(int capacity, int index, long value, @Nullable Object prepared) {
        UpdateLog log = new UpdateLog(prepared == null, capacity, 1, null);
        log.write(0, index, value, prepared);
        return log;
    }

    @Override
    public int maxEntries(int size) {
        return limit(size);
    }

    @Override
    public UpdateLog restartWith(int count, int limit, int index, long value, @Nullable Object object) {
        return of(roomAfterWriting(this, count, limit), index, value, object);
    }

    @Override
    public UpdateLog copyWith(int count, int limit, int index, long value, @Nullable Object object) {
        UpdateLog copy = new UpdateLog(bits != null, roomAfter(this, count, limit), count + 1, this);
        for (int k = 0; k < count; k++) {
            copy.write(k, indexes[k], bits(k), prepared(k));
        }
        copy.write(count, index, value, object);
        return copy;
    }

    @Override
    public void write(int place, int index, long value, @Nullable Object object) {
        indexes[place] = index;
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        }
        weight += object == null ? 0 : Prepared.weight(object);
        link(place, index);
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public int find(int index, int count) {
        int entry = newest(index, count);
        while (entry >= 0 && indexes[entry] != index) {
            entry = older(entry);
        }
        return entry;
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return base.elementAt(index);
    }

    @Override
    public void enter(Stretch stretch, int index, int count) {
        enter(stretch, index, 0, count);
    }

    /** As {@link #enter(Stretch, int, int)}, for a version whose first element has the key {@code from}. */
    void enter(Stretch stretch, int index, int from, int count) {
        int key = from + index;
        int entry = find(key, count);
        if (entry >= 0) {
            stretch.enterHeap(bits, prepared, entry - index, index + 1);
        } else if (stretch.isAmongFirst()) {
            stretch.enterLeaf(stretch.base(), index, key, index + 1);
        } else {
            int stop = (int) Math.min(Integer.MAX_VALUE, (long) keys(count).after(key) - from);
            stretch.enterLeaf(stretch.base(), index, key, stop);
        }
    }

    private Keys keys(int count) {
        Keys known = keys;
        if (known == null || known.count() < count) {
            known = Keys.of(indexes, filled(count));
            keys = known;
        }
        return known;
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return write(source, source.scope(), size, count, 0);
    }

    /**
     * Writes the first {@code count} entries whose keys are at least {@code from}. Returns a base of {@code source}'s elements with these
     * entries, which dies with {@code scope}. Behind the first {@code size} elements it may still have others.
     */
    VectorBase write(VectorBase source, @Nullable ScopeState scope, int size, int count, int from) {
        int[] entries = byLeaf(count, from, size, source.type().leafBits);
        try (var _ = source.core().hold()) { // a user's code may run when collections are made ready
            int bulk = Bulk.NONE;
            for (int i = 0; source.type().bearing && i < entries.length; i++) {
                bulk = Prepared.writePending(prepared(entries[i]), true, bulk);
            }
            return RadixOperations.change(source, scope, change -> {
                for (int k : entries) {
                    change.write(size, indexes[k], bits(k), prepared(k));
                }
            });
        }
    }

    @Override
    public long bits(int k) {
        return bits == null ? 0 : bits[k];
    }

    @Override
    public @Nullable Object prepared(int k) {
        return prepared == null ? null : prepared[k];
    }

    /**
     * The first {@code count} entries with keys from {@code from} up to {@code to}, by leaves; those of one leaf in the order they came
     * (radix sort).
     */
    private int[] byLeaf(int count, int from, int to, int leafBits) {
        int[] order = new int[count];
        int all = 0;
        int within = 0;
        for (int k = 0; k < count; k++) {
            if (from <= indexes[k] && indexes[k] < to) {
                order[within++] = k;
                all |= indexes[k];
            }
        }
        order = within == count ? order : Arrays.copyOf(order, within);
        int top = Integer.SIZE - Integer.numberOfLeadingZeros(all);
        int[] sorted = new int[within];
        for (int shift = leafBits; shift < top && top > leafBits + 9; shift += RADIX_BITS) {
            sortBy(shift, Math.min(RADIX_BITS, top - shift), order, sorted);
            int[] free = order;
            order = sorted;
            sorted = free;
        }
        return order;
    }

    private void sortBy(int shift, int digitBits, int[] order, int[] sorted) {
        int[] starts = new int[(1 << digitBits) + 1];
        int mask = (1 << digitBits) - 1;
        for (int k : order) {
            starts[((indexes[k] >>> shift) & mask) + 1]++;
        }
        for (int d = 1; d <= mask; d++) {
            starts[d] += starts[d - 1];
        }
        for (int k : order) {
            sorted[starts[(indexes[k] >>> shift) & mask]++] = k;
        }
    }

    /**
     * The keys of a log in ascending order, so that a reader of all elements knows where the next entry is. More keys than a version has
     * do no harm.
     *
     * @param count how many entries have these keys
     * @param sorted the keys; a key may occur more than once
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Keys(int count, int[] sorted) {
        /** The first {@code count} of {@code keys}. */
        static Keys of(int[] keys, int count) {
            int[] sorted = Arrays.copyOf(keys, count);
            Arrays.sort(sorted);
            return new Keys(count, sorted);
        }

        /** The smallest key above {@code key}; the greatest int if there is none. */
        int after(int key) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] <= key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == sorted.length ? Integer.MAX_VALUE : sorted[low];
        }
    }
}
