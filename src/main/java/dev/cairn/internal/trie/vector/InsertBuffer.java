package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.ClaimableRow;
import dev.cairn.internal.trie.EditLog;
import org.jspecify.annotations.Nullable;

/** Pending inserted elements, to be written in one pass. The earlier ones are in order, the latest few as they came. */
public final class InsertBuffer extends ClaimableRow implements PendingEdits.Row {
    private static final int MOST = 8192;
    private static final int LATEST = 16;

    /** {@link #find} adds this to the number of one of the latest elements. */
    private static final int IS_LATEST = 1 << 30;

    private final InsertChunks earlier;

    /** How many of the entries are earlier ones. */
    private final int begin;

    private final int[] indexes = new int[LATEST];
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private int weight;

    private InsertBuffer(InsertChunks earlier, boolean raw, int begin, @Nullable InsertBuffer before) {
        super(begin + LATEST, begin + 1, before);
        this.earlier = earlier;
        this.begin = begin;
        this.bits = raw ? new long[LATEST] : null;
        this.prepared = raw ? null : new Object[LATEST];
    }

    /** One element, before element {@code index}. */
    public static InsertBuffer of(int index, long value, @Nullable Object prepared) {
        boolean raw = prepared == null;
        InsertBuffer one = new InsertBuffer(InsertChunks.none(raw), raw, 0, null);
        one.write(0, index, value, prepared);
        return one;
    }

    @Override
    public int maxEntries(int size) {
        return Math.min(MOST, EditLog.limit(size));
    }

    @Override
    public boolean isCheapToCopy(int count) {
        return true;
    }

    @Override
    public InsertBuffer restartWith(int count, int limit, int index, long value, @Nullable Object object) {
        return of(index, value, object);
    }

    @Override
    public InsertBuffer copyWith(int count, int limit, int index, long value, @Nullable Object object) {
        InsertBuffer more = new InsertBuffer(inOrder(count), bits != null, count, this);
        more.weight = weight;
        more.write(count, index, value, object);
        return more;
    }

    private InsertChunks inOrder(int count) {
        InsertChunks all = earlier.copy();
        for (int k = begin; k < count; k++) {
            all.insert(indexes[k - begin], latestBits(k - begin), latestPrepared(k - begin));
        }
        return all;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public void write(int place, int index, long value, @Nullable Object object) {
        weight += object == null ? 0 : Prepared.weight(object);
        indexes[place - begin] = index;
        if (bits != null) {
            bits[place - begin] = value;
        } else if (prepared != null) {
            prepared[place - begin] = object;
        }
    }

    @Override
    public int find(int index, int count) {
        int i = index;
        for (int k = count - 1 - begin; k >= 0; k--) {
            if (i == indexes[k]) {
                return IS_LATEST + k;
            }
            i -= i > indexes[k] ? 1 : 0;
        }
        return earlier.find(i);
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        int i = index;
        for (int k = count - 1 - begin; k >= 0; k--) {
            i -= i > indexes[k] ? 1 : 0;
        }
        return base.elementAt(i - earlier.before(i));
    }

    @Override
    public int added(int count) {
        return count;
    }

    private long latestBits(int k) {
        return bits == null ? 0 : bits[k];
    }

    private @Nullable Object latestPrepared(int k) {
        return prepared == null ? null : prepared[k];
    }

    @Override
    public long bits(int k) {
        return k < IS_LATEST ? earlier.bits(k) : latestBits(k - IS_LATEST);
    }

    @Override
    public @Nullable Object prepared(int k) {
        return k < IS_LATEST ? earlier.prepared(k) : latestPrepared(k - IS_LATEST);
    }

    @Override
    public boolean isInStretches() {
        return false;
    }

    @Override
    public void enter(Stretch stretch, int index, int count) {
        throw new IllegalStateException("inserted elements have to be written before this");
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return RrbOperations.insert(
                source, source.scope(), size - count, inOrder(count).batch(count));
    }
}
