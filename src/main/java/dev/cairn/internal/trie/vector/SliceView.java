package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.ScopeState;
import org.jspecify.annotations.Nullable;

/**
 * Shows a part of a base, and elements of a log before it, in it and behind it.
 *
 * @param from the key of the version's first element
 * @param end the key behind the last element of the base; behind it, all elements are in the log
 * @param log elements by their keys, or null; a version has one entry of the log fewer than it has entries
 */
public record SliceView(int from, int end, @Nullable UpdateLog log) implements PendingEdits {
    /*
     * The key of an element is its index in the base. Keys go on at both ends: an element that was prepended has a key below 0. So no key
     * changes when elements are added or removed at an end. The log may have its entries in any order: the newest entry for a key counts.
     *
     * W1  If a key has no entry in the log, its element is in the base, and this version may see it: 0 <= key < end.
     * W2  The entry of a removed element stays. If an element gets its key again, that is a new entry.
     */
    /** How many entries of the log a version with {@code count} entries has. */
    private static int ofLog(int count) {
        return count - 1;
    }

    @Override
    public int find(int index, int count) {
        return log == null ? -1 : log.find(from + index, ofLog(count));
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return base.elementAt(from + index);
    }

    @Override
    public long bits(int k) {
        return log == null ? 0 : log.bits(k);
    }

    @Override
    public @Nullable Object prepared(int k) {
        return log == null ? null : log.prepared(k);
    }

    @Override
    public void enter(Stretch stretch, int index, int count) {
        if (log == null) {
            stretch.enterLeaf(stretch.base(), index, from + index, Integer.MAX_VALUE);
        } else {
            log.enter(stretch, index, from, ofLog(count));
        }
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return write(source, source.scope(), size, ofLog(count));
    }

    /** The base of the {@code size} elements of a version: {@code source} with {@code count} entries of the log. */
    public VectorBase write(VectorBase source, @Nullable ScopeState scope, int size, int count) {
        int to = from + size;
        int first = Math.max(from, 0);
        int last = Math.min(end, to);
        VectorBase base = source;
        if (log != null && count > 0 && first < last) {
            base = log.write(source, scope, last, count, first);
        }
        if (first >= last) {
            base = source.emptied(scope);
        } else if (first == 0 && last == base.tail().start() && !base.isIrregular() && base.scope() == scope) {
            base = RadixOperations.withoutTail(base);
        } else if (first > 0 || last <= base.tail().start() || base.scope() != scope) {
            base = RrbOperations.cut(base, scope, first, last);
        }
        return addEnds(base, scope, to, Math.max(0, last - first), count);
    }

    /** {@code base}, of {@code size} elements, with the elements of the log before and behind it. */
    private VectorBase addEnds(VectorBase base, @Nullable ScopeState scope, int to, int size, int count) {
        int before = Math.max(0, Math.min(0, to) - from);
        int behind = Math.max(0, to - Math.max(end, from + before));
        if (log == null || before + behind == 0) {
            return base;
        }
        InsertBatch batch = InsertBatch.of(before + behind, !base.type().hasCodec());
        for (int i = 0; i < before; i++) {
            add(batch, 0, from + i, count);
        }
        for (int i = behind; i > 0; i--) {
            add(batch, size, to - i, count);
        }
        return RrbOperations.insert(base, scope, size, batch);
    }

    private void add(InsertBatch batch, int place, int key, int count) {
        if (log != null) {
            int entry = log.find(key, count);
            batch.add(place, log.bits(entry), log.prepared(entry));
        }
    }
}
