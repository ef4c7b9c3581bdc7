package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.ClaimableRow;
import dev.cairn.internal.trie.EditLog;
import org.jspecify.annotations.Nullable;

/** Pending elements before the first one, to be written in one pass. The row is filled from its end, so that they are in order. */
public final class PrependBuffer extends ClaimableRow implements PendingEdits.Row {
    private static final int MOST = 1024;

    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private int weight;

    private PrependBuffer(boolean raw, int capacity, int taken, @Nullable PrependBuffer before) {
        super(capacity, taken, before);
        this.bits = raw ? new long[capacity] : null;
        this.prepared = raw ? null : new Object[capacity];
    }

    /** A row of one element. */
    public static PrependBuffer of(long value, @Nullable Object prepared) {
        return of(EditLog.CAPACITY_MIN, value, prepared);
    }

    private static PrependBuffer of(int capacity, long value, @Nullable Object prepared) {
        PrependBuffer front = new PrependBuffer(prepared == null, capacity, 1, null);
        front.write(0, 0, value, prepared);
        return front;
    }

    @Override
    public int maxEntries(int size) {
        return Math.min(MOST, EditLog.limit(size));
    }

    @Override
    public PrependBuffer restartWith(int count, int limit, int index, long value, @Nullable Object object) {
        return of(EditLog.roomAfterWriting(this, count, limit), value, object);
    }

    @Override
    public PrependBuffer copyWith(int count, int limit, int index, long value, @Nullable Object object) {
        PrependBuffer copy = new PrependBuffer(bits != null, EditLog.roomAfter(this, count, limit), count + 1, this);
        if (bits != null && copy.bits != null) {
            System.arraycopy(bits, at(count - 1), copy.bits, copy.at(count - 1), count);
        }
        if (prepared != null && copy.prepared != null) {
            System.arraycopy(prepared, at(count - 1), copy.prepared, copy.at(count - 1), count);
        }
        copy.weight = weight;
        copy.write(count, index, value, object);
        return copy;
    }

    private int at(int place) {
        return capacity() - 1 - place;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public void write(int place, int index, long value, @Nullable Object object) {
        weight += object == null ? 0 : Prepared.weight(object);
        if (bits != null) {
            bits[at(place)] = value;
        } else if (prepared != null) {
            prepared[at(place)] = object;
        }
    }

    @Override
    public int find(int index, int count) {
        return Math.max(-1, count - 1 - index);
    }

    @Override
    public int added(int count) {
        return count;
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return base.elementAt(index - count);
    }

    @Override
    public long bits(int k) {
        return bits == null ? 0 : bits[at(k)];
    }

    @Override
    public @Nullable Object prepared(int k) {
        return prepared == null ? null : prepared[at(k)];
    }

    @Override
    public void enter(Stretch stretch, int index, int count) {
        if (index < count) {
            stretch.enterHeap(bits, prepared, at(count - 1), count);
        } else {
            stretch.enterLeaf(stretch.base(), index, index - count, Integer.MAX_VALUE);
        }
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        InsertBatch batch = InsertBatch.front(at(count - 1), count, bits, prepared);
        return RrbOperations.insert(source, source.scope(), size - count, batch);
    }

    /** The first {@code count} elements as a log, which allows edits of all kinds. */
    public UpdateLog toLog(int count) {
        UpdateLog log = new UpdateLog(
                bits != null, Math.max(EditLog.CAPACITY_MIN, 2 * Integer.highestOneBit(count)), count, null);
        for (int k = 0; k < count; k++) {
            log.write(k, -1 - k, bits(k), prepared(k));
        }
        return log;
    }
}
