package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** Edits in the middle: each makes a base of other bases. Borrows the sources, which the caller keeps reachable (T2). */
public final class RrbOperations {
    private final VectorType type;
    private final Stripe stripe;
    private final RrbEdit trie;
    private int tail;
    private int tailCount;
    private boolean tailOwned;

    private RrbOperations(VectorBase source, Stripe stripe, int size) {
        this.type = source.type();
        this.stripe = stripe;
        this.trie = new RrbEdit(type, stripe, source.root, source.height, source.tail.start);
        keepTail(source, size);
    }

    @FunctionalInterface
    private interface Steps {
        void run(RrbOperations change);
    }

    private static VectorBase change(VectorBase source, int size, @Nullable ScopeState scope, Steps steps) {
        return source.core().change(stripe -> {
            stripe.keep(source.objects());
            RrbOperations change = new RrbOperations(source, stripe, size);
            try {
                steps.run(change);
                return change.register(source, scope);
            } catch (Throwable e) {
                change.abort();
                throw e;
            } finally {
                Reference.reachabilityFence(source);
            }
        });
    }

    private VectorBase register(VectorBase source, @Nullable ScopeState scope) {
        int root = trie.takeRoot();
        // a shared tail has no room here: its base may have room there, and a leaf has one Tail
        int reference = tailCount == 0 ? 0 : tail;
        if (!tailOwned && reference != 0) {
            type.core.counts().raise(reference);
        }
        Tail full = new Tail(reference, trie.size(), tailCount, tailCount);
        VectorBase base = source.like(root, trie.height(), full, scope);
        base.register(stripe, root, reference);
        return base;
    }

    private void abort() {
        trie.abort();
        if (tailOwned) {
            stripe.drop(tail);
        }
    }

    private void keepTail(VectorBase source, int size) {
        shareTail(source.tail.reference, size - source.tail.start);
    }

    private void shareTail(int leaf, int count) {
        tail = leaf;
        tailCount = count;
        tailOwned = false;
    }

    /**
     * Begins a new tail with the elements {@code from} to {@code to} of the old tail, and with {@code room} places. Returns the old tail.
     */
    private int beginTail(int from, int to, int room) {
        int before = tail;
        tail = LeafEdit.fresh(type, stripe, stripe.nextEdit(), room);
        tailCount = to - from;
        tailOwned = true;
        LeafEdit.copy(type, before, from, to, tail, 0);
        return before;
    }

    private void pushTail() {
        if (tailCount > 0) {
            trie.append(tail, 0, tailCount);
            shareTail(0, 0);
        }
    }

    /** The base of the elements {@code from} to {@code to}. It dies with {@code scope}. */
    public static VectorBase cut(VectorBase source, @Nullable ScopeState scope, int from, int to) {
        return change(source, Math.max(to, source.tail.start), scope, change -> change.cut(source, from, to));
    }

    private void cut(VectorBase source, int from, int to) {
        int start = source.tail.start;
        if (to <= start && to > 0) {
            start = source.leafStart(to - 1);
            shareTail(type.memory.reference(source.elementAt(start) - type.leafHeader), to - start);
        }
        if (from >= to) {
            shareTail(0, 0);
            trie.keepFirst(0);
        } else if (from > start) {
            beginTail(from - start, to - start, to - from);
            trie.keepFirst(0);
        } else {
            trie.keepFirst(from == start ? 0 : start);
            trie.removeFirst(from == start ? 0 : from);
        }
    }

    /**
     * The base of the first {@code size} elements of {@code source} and then the first {@code otherSize} of {@code other}, which has the
     * same type. It dies with {@code scope}.
     */
    public static VectorBase concat(
            VectorBase source, int size, VectorBase other, int otherSize, @Nullable ScopeState scope) {
        return change(source, size, scope, change -> {
            change.stripe.keep(other.objects());
            try {
                if (other.tail.start == 0) {
                    change.appendLeaf(other.tail.reference, otherSize);
                } else {
                    change.pushTail();
                    change.trie.append(other.root, other.height, other.tail.start);
                    change.keepTail(other, otherSize);
                }
            } finally {
                Reference.reachabilityFence(other);
            }
        });
    }

    /** Fills the tail with elements of {@code leaf}, and begins another tail with the rest. */
    private void appendLeaf(int leaf, int count) {
        int fill = Math.min(count, type.leafElements() - tailCount);
        if (fill <= 0 || tailCount == 0) {
            pushTail();
            shareTail(leaf, count);
            return;
        }
        int filled = tailCount;
        beginTail(0, filled, filled + fill);
        LeafEdit.copy(type, leaf, 0, fill, tail, filled);
        tailCount += fill;
        if (fill < count) {
            pushOwnTail();
            shareTail(leaf, 0);
            beginTail(fill, count, count - fill);
        }
    }

    private void pushOwnTail() {
        int full = tail;
        trie.append(full, 0, tailCount);
        shareTail(0, 0);
        stripe.drop(full);
    }

    /** The base of {@code size} elements and one more, before element {@code index}. */
    public static VectorBase insert(VectorBase source, int size, int index, long value, @Nullable Object prepared) {
        return insert(source, source.core().scope(), size, InsertBatch.of(index, value, prepared));
    }

    /** The base of {@code source}'s first {@code size} elements and those of {@code batch}. It dies with {@code scope}. */
    static VectorBase insert(VectorBase source, @Nullable ScopeState scope, int size, InsertBatch batch) {
        VectorBuilder.checkRoom((long) size + batch.count() - 1);
        try (var _ = source.core().hold()) { // a user's code may run when collections are made ready
            if (source.type().bearing) {
                batch.makeReady();
            }
            return change(source, size, scope, change -> change.insert(batch));
        }
    }

    private void insert(InsertBatch batch) {
        int start = trie.size();
        int all = batch.count();
        int first = batch.before(start);
        if (first > 0) {
            trie.insert(batch, first);
        }
        if (first < all) {
            writeTails(new LeafMerge(type, stripe, tail, tailCount, start, batch, first, all));
        }
    }

    /** Writes full leaves into the trie, and the rest to a tail. */
    private void writeTails(LeafMerge merge) {
        do {
            if (tailOwned) {
                pushOwnTail();
            }
            int count = Math.min(type.leafElements(), merge.rest());
            beginTail(0, 0, count);
            merge.write(tail, count);
            tailCount = count;
        } while (merge.rest() > 0);
    }

    /** The base of {@code size} elements without element {@code index}. */
    public static VectorBase remove(VectorBase source, int size, int index) {
        return change(source, size, source.core().scope(), change -> change.remove(index));
    }

    private void remove(int index) {
        int place = index - trie.size();
        if (place < 0) {
            trie.remove(index);
            return;
        }
        int count = tailCount;
        if (count == 1) {
            shareTail(0, 0);
            return;
        }
        int before = beginTail(0, place, count - 1);
        LeafEdit.copy(type, before, place + 1, count, tail, place);
        tailCount = count - 1;
    }
}
