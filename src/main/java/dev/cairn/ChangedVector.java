package dev.cairn;

import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.InsertBuffer;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.PrependBuffer;
import dev.cairn.internal.trie.vector.RadixOperations;
import dev.cairn.internal.trie.vector.RrbOperations;
import dev.cairn.internal.trie.vector.SliceView;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.Tail;
import dev.cairn.internal.trie.vector.UpdateLog;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations of all vectors on single elements, and slices. */
abstract class ChangedVector<E extends @Nullable Object, V extends ChangedVector<E, V>> extends ReadableVector<E, V> {
    /*
     * The edit of one element, or at an end, is pending: in a PrependBuffer, if all edits prepend; in an InsertBuffer, if all edits
     * insert; otherwise in an UpdateLog, with a SliceView if needed, which takes all other edits in any order. So edits of all sorts
     * except insertions can follow each other without a write to the store.
     */
    ChangedVector(VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(base, pending, size, edits);
    }

    /** The edits pending over {@code b}, if they are of this kind. */
    private <W extends PendingEdits> @Nullable W pending(VectorBase b, Class<W> kind) {
        return b == base && kind.isInstance(pending) ? kind.cast(pending) : null;
    }

    /** The base for derived versions. Pending edits are written to it, unless they are of this kind. */
    private VectorBase newest(Class<? extends PendingEdits> kind) {
        VectorBase b = newest();
        return b == base && pending != null && !kind.isInstance(pending) ? foldedBase() : b;
    }

    /** A part of a base, and the first {@code count} entries of a log over it. {@link SliceView} describes the keys of the elements. */
    private record View(
            VectorBase b, int from, int end, @Nullable UpdateLog log, int count) {}

    /** This version as a view. Writes pending edits of other kinds, and copies the base if another scope is open. */
    private View view() {
        VectorBase b = newest();
        PendingEdits w = b == base ? pending : null;
        if (leavesScope(b)) {
            return whole(w == null ? copied(b) : copied(foldedBase()));
        }
        return switch (w) {
            case null -> whole(b);
            case UpdateLog log -> new View(b, 0, size, log, edits);
            case SliceView(int from, int end, UpdateLog log) -> new View(b, from, end, log, edits - 1);
            case PrependBuffer front
            when front.isCheapToCopy(edits) -> new View(b, -edits, size - edits, front.toLog(edits), edits);
            default -> whole(foldedBase());
        };
    }

    private View whole(VectorBase b) {
        return new View(b, 0, size, null, 0);
    }

    /** A base with the elements of {@code b} that dies with the open scope. */
    private VectorBase copied(VectorBase b) {
        return RrbOperations.cut(b, core().scope(), 0, size);
    }

    /** The version with the {@code newSize} elements of a view. */
    private V version(VectorBase b, int from, int end, @Nullable UpdateLog log, int count, int newSize) {
        if (from == 0 && end == newSize && end > b.tail().start()) {
            return count == 0 ? version(b, null, newSize, 0) : version(b, log, newSize, count);
        }
        return version(b, new SliceView(from, end, log), newSize, count + 1);
    }

    final V appendElement(long value, @Nullable Object prepared) {
        base.check();
        VectorBuilder.checkRoom(size);
        HeapVector small = small();
        if (small != null && size < base.type().grownMost() && HeapVector.fits(prepared, size + 1)) {
            HeapVector next = small.append(begin(), size, value, prepared);
            return small(next, next == small ? begin() : next.origin(), size + 1);
        }
        try {
            if (pending == null && takeTailPlace(base, size, value, prepared)) {
                return version(base, null, size + 1, 0);
            }
            return append(value, prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private V append(long value, @Nullable Object prepared) {
        if (pending instanceof PrependBuffer || pending instanceof InsertBuffer) {
            return appendBehind(value, prepared);
        }
        View view = view();
        VectorBase b = view.b;
        UpdateLog log = view.log;
        int key = view.from + size;
        int place = key - b.tail().start();
        boolean isInBase = key == view.end && (log == null || log.find(key, view.count) < 0);
        if (isInBase && takeTailPlace(b, key, value, prepared)) {
            return version(b, view.from, key + 1, log, view.count, size + 1);
        }
        if (isInBase && place == b.tail().capacity()) {
            VectorBase next = RadixOperations.append(b, key, value, prepared);
            return version(next, view.from, key + 1, log, view.count, size + 1);
        }
        return logged(view, view.from, size + 1, key, value, prepared);
    }

    /** Appends to the base. Edits before and between its elements stay pending. */
    private V appendBehind(long value, @Nullable Object prepared) {
        VectorBase b = newest();
        PendingEdits w = b == base ? pending : null;
        int count = w == null ? size : size - w.added(edits);
        VectorBase next =
                takeTailPlace(b, count, value, prepared) ? b : RadixOperations.append(b, count, value, prepared);
        return w == null ? version(next, null, size + 1, 0) : version(next, w, size + 1, edits);
    }

    private boolean takeTailPlace(VectorBase b, int count, long value, @Nullable Object prepared) {
        Tail tail = b.tail();
        int place = count - tail.start();
        if (place < 0 || place >= tail.capacity() || leavesScope(b)) {
            return false;
        }
        if (b.bears(prepared)) {
            if (b.mayLeadBack(prepared)) {
                return false;
            }
            // a second attempt, after a scavenge, finds the place taken and copies the tail
            return b.core().change(stripe -> {
                boolean taken = tail.claim(place);
                if (taken) {
                    b.writeTail(stripe, place, value, prepared);
                }
                return taken;
            });
        }
        boolean taken = tail.claim(place);
        if (taken) {
            b.writeTail(null, place, value, prepared);
        }
        return taken;
    }

    final V updateElement(int index, long value, @Nullable Object prepared) {
        checkIndex(index);
        base.check();
        if (pending instanceof HeapVector small && HeapVector.fits(prepared, size)) {
            return small(small.update(begin(), size, index, value, prepared), size);
        }
        try {
            View view = view();
            return logged(view, view.from, size, view.from + index, value, prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The version of {@code newSize} elements from {@code from} on, with one more log entry, for the element with this key. */
    private V logged(View view, int from, int newSize, int key, long value, @Nullable Object prepared) {
        UpdateLog log = view.log;
        int count = view.count;
        int weight = prepared == null ? 0 : Prepared.weight(prepared);
        boolean isLight = weight <= Prepared.MUCH;
        if (log == null && isLight) {
            return version(view.b, from, view.end, UpdateLog.of(key, value, prepared), 1, newSize);
        }
        int limit = log == null ? 0 : log.maxEntries(size);
        if (log != null && log.hasRoom(weight)) {
            boolean hasTaken = log.claim(count);
            if (hasTaken && count < log.capacity()) {
                log.write(count, key, value, prepared);
                return version(view.b, from, view.end, log, count + 1, newSize);
            }
            if (count < limit && (hasTaken || log.isCheapToCopy(count) || log.claimCopy(count))) {
                UpdateLog copy = log.copyWith(count, limit, key, value, prepared);
                return version(view.b, from, view.end, copy, count + 1, newSize);
            }
        }
        // in the written base, the first element has the key 0
        int moved = key - view.from;
        UpdateLog next = log == null
                ? UpdateLog.of(moved, value, prepared)
                : log.restartWith(count, limit, moved, value, prepared);
        VectorBase written = view.b == base && pending != null ? foldedBase() : view.b;
        return isLight
                ? version(written, from - view.from, size, next, 1, newSize)
                : written(written, new SliceView(from - view.from, size, next), newSize, 1);
    }

    /** The version of the {@code newSize} elements of {@code window} over {@code b}, with all edits written. */
    private V written(VectorBase b, SliceView window, int newSize, int count) {
        try {
            return version(window.write(b, core().scope(), newSize, count), null, newSize, 0);
        } finally {
            Reference.reachabilityFence(b);
        }
    }

    final V prependElement(long value, @Nullable Object prepared) {
        base.check();
        VectorBuilder.checkRoom(size);
        HeapVector small = small();
        if (small != null && size < base.type().grownMost() && HeapVector.fits(prepared, size + 1)) {
            HeapVector next = small.prepend(begin(), size, value, prepared);
            return small(next, (next == small ? begin() : next.origin()) - 1, size + 1);
        }
        try {
            VectorBase b = newest();
            PendingEdits w = b == base ? pending : null;
            boolean isLight = prepared == null || Prepared.weight(prepared) <= Prepared.MUCH;
            if (isLight && !leavesScope(b) && (w == null || w instanceof PrependBuffer)) {
                return w instanceof PrependBuffer front
                        ? appendEdit(b, front, size + 1, 0, value, prepared)
                        : version(b, PrependBuffer.of(value, prepared), size + 1, 1);
            }
            View view = view();
            return logged(view, view.from - 1, size + 1, view.from - 1, value, prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** This vector with an element inserted before {@code index}. */
    final V insertElement(int index, long value, @Nullable Object prepared) {
        ElementFunctions.checkPlace(index, size);
        VectorBuilder.checkRoom(size);
        base.check();
        HeapVector small = small();
        if (small != null && size < base.type().grownMost() && HeapVector.fits(prepared, size + 1)) {
            return small(small.insert(begin(), size, index, value, prepared), size + 1);
        }
        if (index == 0 || index == size) {
            return index == 0 ? prependElement(value, prepared) : appendElement(value, prepared);
        }
        try {
            VectorBase b = newest(InsertBuffer.class);
            InsertBuffer i = pending(b, InsertBuffer.class);
            if (leavesScope(b) || (prepared != null && Prepared.weight(prepared) > Prepared.MUCH)) {
                return version(RrbOperations.insert(foldedBase(), size, index, value, prepared), null, size + 1, 0);
            }
            return i == null
                    ? version(b, InsertBuffer.of(index, value, prepared), size + 1, 1)
                    : appendEdit(b, i, size + 1, index, value, prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** A version of {@code newSize} elements with one more entry in {@code e}. */
    private V appendEdit(
            VectorBase b, PendingEdits.Row e, int newSize, int index, long value, @Nullable Object prepared) {
        boolean hasRoom = e.hasRoom(prepared == null ? 0 : Prepared.weight(prepared));
        boolean hasTaken = e.claim(edits);
        if (hasTaken && edits < e.capacity() && hasRoom) {
            e.write(edits, index, value, prepared);
            return version(b, e, newSize, edits + 1);
        }
        int limit = e.maxEntries(size);
        if (hasRoom && edits < limit && (hasTaken || e.isCheapToCopy(edits) || e.claimCopy(edits))) {
            return version(b, e.copyWith(edits, limit, index, value, prepared), newSize, edits + 1);
        }
        return version(foldedBase(), e.restartWith(edits, limit, index, value, prepared), newSize, 1);
    }

    final V withoutLast() {
        checkNotEmpty();
        base.check();
        return part(0, size - 1);
    }

    /** The elements from {@code from} to {@code to}, which are in range. */
    final V part(int from, int to) {
        if (from == to) {
            return emptied();
        }
        if (pending instanceof HeapVector small) {
            HeapVector part = small.slice(begin(), size, from, to);
            return small(part, part == small ? begin() + from : part.origin(), to - from);
        }
        try {
            View view = view();
            int newFrom = view.from + from;
            int newEnd = Math.min(view.end, view.from + to);
            int newSize = to - from;
            // a view keeps the whole base and log alive, so it must be most of them; a few elements may be of any size
            Tail tail = view.b.tail();
            boolean isMost = 2L * newSize >= Math.max(view.count, (long) tail.start() + tail.capacity());
            boolean isFew = newSize <= Math.min(HeapVector.FEW, base.type().smallMost());
            if (isMost && (!base.isBearing() || !isFew)) {
                return version(view.b, newFrom, newEnd, view.log, view.count, newSize);
            }
            HeapVector small = isFew ? onHeap(from, to) : null;
            return small != null
                    ? small(small, newSize)
                    : written(view.b, new SliceView(newFrom, newEnd, view.log), newSize, view.count);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The elements from {@code from} to {@code to} as a row on the heap; null if they are too large, or collections. */
    private @Nullable HeapVector onHeap(int from, int to) {
        StretchCursor stretches = stretches();
        long[] bits = new long[to - from];
        @Nullable Object[] prepared = new Object[to - from];
        boolean hasCodec = base.type().hasCodec();
        for (int i = from; i < to; i++) {
            if (i == from || i >= stretches.end()) {
                stretches.enter(i);
            }
            if (hasCodec) {
                Object element = prepared(stretches, i);
                base.check(); // decoding may have run user code
                if (Prepared.hasCollection(element) || !HeapVector.fits(element, to - from)) {
                    return null;
                }
                prepared[i - from] = element;
            } else {
                bits[i - from] = stretches.bits(i);
            }
        }
        return hasCodec ? HeapVector.of(prepared) : HeapVector.of(bits);
    }

    /** Whether all elements are on the heap. */
    final boolean isOnHeap() {
        return pending instanceof HeapVector;
    }

    /** The base for a small version derived from this one. */
    final VectorBase smallBase() {
        return base.isEmpty() && !leavesScope(base) ? base : base.emptied(core().scope());
    }

    /** The version of all elements of {@code row}, which was read out of the store. */
    final V loaded(HeapVector row, @Nullable ScopeState scope) {
        return row.capacity() == 0 ? emptied() : version(base.emptied(scope), row, row.capacity(), row.origin() + 1);
    }

    /** The version of the {@code newSize} elements of {@code row} from the place {@code begin} on. */
    final V small(HeapVector row, int begin, int newSize) {
        return newSize == 0 ? emptied() : version(smallBase(), row, newSize, begin + 1);
    }

    /** The version of {@code newSize} elements of a new row. */
    final V small(HeapVector row, int newSize) {
        return small(row, row.origin(), newSize);
    }

    /** The version of {@code elements} on the heap, in a vector with a codec; null if they are too many or too large. */
    final @Nullable V small(E[] elements) {
        return small(elements, base.type().smallMost());
    }

    /** As {@link #small(Object[])}, for at most {@code most} elements. */
    final @Nullable V small(E[] elements, int most) {
        if (elements.length == 0 || elements.length > most) {
            return null;
        }
        SlotCodec<E> slots = Objects.requireNonNull(slots());
        @Nullable Object[] prepared = new Object[elements.length];
        for (int i = 0; i < elements.length; i++) {
            Object element = slots.prepare(elements[i]);
            slots.check(core(), element);
            if (!HeapVector.fits(element, elements.length)) {
                return null;
            }
            prepared[i] = element;
        }
        Prepared.writePending(prepared); // of all that fit, so that no element is made ready twice
        base.check(); // the codec may have run user code
        return small(HeapVector.of(prepared), elements.length);
    }

    final void checkNotEmpty() {
        if (size == 0) {
            throw new NoSuchElementException("the vector is empty");
        }
    }

    /** The empty version. */
    final V emptied() {
        return version(base.emptied(core().scope()), null, 0, 0);
    }
}
