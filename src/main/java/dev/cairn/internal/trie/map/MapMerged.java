package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries of a base after the changes that wait for it, to be read once without writing anything: by the plan of what would be. */
public final class MapMerged implements MapEntries {
    /*
     * Entries in the store have their addresses as numbers, those that changes would make are negative: the change's place among
     * those that count, in the order of their hashes, plus one.
     */
    private final MapBase base;
    private final MapLog log;
    private final int count;
    private final MapEdits edits;
    private final MapPlan plan;
    private final int[] order;

    /** The entries of {@code base} after the first {@code count} changes in {@code log}. May run a user's code. */
    public MapMerged(MapBase base, MapLog log, int count) {
        this.base = base;
        this.log = log;
        this.count = count;
        MapEdits all = log.edits(count);
        try (var _ = base.core().hold()) {
            this.order = MapOrder.of(all);
            this.edits = all.inOrder(order, 0, order.length);
            this.plan = new MapPlan(base.root, edits);
        }
    }

    @Override
    public MapType type() {
        return base.type();
    }

    @Override
    public int size() {
        return plan.size(plan.root());
    }

    @Override
    public EntryCursor cursor() {
        return new PlanCursor(plan);
    }

    /** The number of the entry that an edit of the plan makes. */
    static long number(int edit) {
        return -1L - edit;
    }

    private static int edit(long entry) {
        return (int) (-1 - entry);
    }

    @Override
    public long find(long hash, Object preparedKey) {
        int change = log.find(hash, preparedKey, count);
        if (change < 0) {
            return base.find(hash, preparedKey);
        }
        return log.removes(change) ? 0 : number(placeOf(change));
    }

    private int placeOf(int change) {
        int place = 0;
        while (order[place] != change) {
            place++;
        }
        return place;
    }

    private SlotCodec<Object> values() {
        return Objects.requireNonNull(type().values);
    }

    @Override
    public @Nullable Object key(long entry) {
        if (entry > 0) {
            return base.key(entry);
        }
        long replaced = plan.replaced(edit(entry));
        return replaced == 0 ? type().keys.restore(edits.key(edit(entry))) : base.key(replaced);
    }

    @Override
    public @Nullable Object value(long entry) {
        return entry > 0 ? base.value(entry) : values().restore(edits.value(edit(entry)));
    }

    @Override
    public Object preparedKey(long entry) {
        return entry > 0 ? base.preparedKey(entry) : edits.key(edit(entry));
    }

    @Override
    public @Nullable Object preparedValue(long entry) {
        if (entry > 0) {
            return base.preparedValue(entry);
        }
        return type().values == null ? null : edits.value(edit(entry));
    }

    @Override
    public long hash(long entry) {
        return entry > 0 ? base.hash(entry) : edits.hash(edit(entry));
    }

    @Override
    public long keyHash(long entry, long seed) {
        return entry > 0 ? base.keyHash(entry, seed) : type().keys.hash(preparedKey(entry), seed);
    }

    @Override
    public long valueHash(long entry, long seed) {
        if (entry > 0) {
            return base.valueHash(entry, seed);
        }
        return type().values == null ? 0 : values().hash(edits.value(edit(entry)), seed);
    }

    @Override
    public boolean hasValue(long entry, @Nullable Object preparedValue) {
        if (entry > 0) {
            return base.hasValue(entry, preparedValue);
        }
        return type().values == null
                || (preparedValue != null && values().isSame(edits.value(edit(entry)), preparedValue));
    }

    @Override
    public void putInto(MapEdits to, long entry) {
        if (entry > 0) {
            base.putInto(to, entry);
        } else {
            to.put(hash(entry), preparedKey(entry), preparedValue(entry));
        }
    }

    @Override
    public void removeFrom(MapEdits from, long entry) {
        if (entry > 0) {
            base.removeFrom(from, entry);
        } else {
            from.remove(hash(entry), preparedKey(entry));
        }
    }
}
