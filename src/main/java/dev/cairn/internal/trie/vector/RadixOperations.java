package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Edits at the end and of single elements: each makes a base of another base. Borrows the source, which the caller keeps reachable (T2).
 */
public final class RadixOperations {
    private static final int SMALLEST_TAIL = 4;

    private final VectorType type;
    private final Stripe stripe;
    private final RadixEdit edit;
    private final @Nullable ScopeState scope;
    private Tail tail;
    private boolean tailOwned;
    private boolean tailInTrie;

    private RadixOperations(VectorBase source, Stripe stripe, @Nullable ScopeState scope) {
        this.type = source.type();
        this.stripe = stripe;
        this.scope = scope;
        this.edit = new RadixEdit(type, stripe, source.root, source.height, source.tail.start);
        this.tail = source.tail;
    }

    @FunctionalInterface
    interface Steps {
        void run(RadixOperations change);
    }

    private static VectorBase change(VectorBase source, Steps steps) {
        return change(source, source.core().scope(), steps);
    }

    /** The base after {@code steps}. It dies with {@code scope}. */
    static VectorBase change(VectorBase source, @Nullable ScopeState scope, Steps steps) {
        return source.core().change(stripe -> {
            stripe.keep(source.objects());
            RadixOperations change = new RadixOperations(source, stripe, scope);
            try {
                steps.run(change);
                return change.tailInTrie ? source.withTail(stripe, change.tail) : change.register(source);
            } catch (Throwable e) {
                change.abort();
                throw e;
            } finally {
                Reference.reachabilityFence(source);
            }
        });
    }

    private VectorBase register(VectorBase source) {
        edit.makeValid();
        VectorBase base = source.like(edit.root(), edit.height(), tail, scope);
        if (!tailOwned && tail.reference != 0) {
            type.core.counts().raise(tail.reference);
            tailOwned = true;
        }
        base.register(stripe, edit.takeRoot(), tail.reference);
        return base;
    }

    private void abort() {
        edit.abort();
        if (tailOwned) {
            stripe.drop(tail.reference);
        }
    }

    /** The base of {@code source}'s first {@code size} elements and one more, if the tail's next place cannot be claimed. */
    public static VectorBase append(VectorBase source, int size, long value, @Nullable Object prepared) {
        return change(source, change -> {
            int count = size - change.tail.start;
            if (count >= change.type.leafElements()) {
                change.pushTail(source, count, prepared);
                count = 0;
            } else {
                change.copyTail(count, change.capacityFor(count + 1), 1);
            }
            LeafEdit.fill(change.type, change.stripe, change.tail.reference, count, value, prepared);
        });
    }

    private int capacityFor(int count) {
        int full = type.leafElements();
        if (tail.start > 0) {
            return full;
        }
        int capacity = SMALLEST_TAIL;
        while (capacity < count) {
            capacity *= 2;
        }
        return Math.min(capacity, full);
    }

    /** Moves the full tail, of {@code count} elements, into the trie. The new tail has room, and its first place is claimed for {@code first}. */
    private void pushTail(VectorBase source, int count, @Nullable Object first) {
        int capacity = type.leafElements();
        Tail full = tail;
        tail = new Tail(LeafEdit.fresh(type, stripe, edit.number(), capacity), full.start + count, capacity, 1);
        tailOwned = true;
        if (!source.isIrregular()
                && count == capacity
                && !type.mayLeadBack(full.reference)
                && pushInPlace(source, full)) {
            if (!type.mayLeadBack(first)) {
                placeTail(source);
            }
            return;
        }
        type.core.counts().raise(full.reference);
        try {
            edit.pushLeaf(full.start, full.reference, count);
        } catch (Throwable e) {
            stripe.drop(full.reference);
            throw e;
        }
    }

    /**
     * Puts the new tail behind the pushed leaf, if that place is free. The new tail then lives as long as the node, so the source's token
     * serves the next base, too. Most bases of a chain of appends have no token of their own.
     */
    private void placeTail(VectorBase source) {
        int position = position(tail);
        if (position != 0
                && source.scope() == scope
                && type.memory.casInt(RadixEdit.slot(source.lastNode(), position), 0, tail.reference)) {
            tailOwned = false;
            tailInTrie = true;
        }
    }

    private int position(Tail leaf) {
        return (leaf.start >>> type.leafBits) & type.digitMask;
    }

    /**
     * Puts the leaf into the last node above leaves without copying that node, if its next place is free. The versions that share the node
     * end before that place. The first thread gets the place. A leaf that is there already may come from another version with the same
     * tail.
     */
    private boolean pushInPlace(VectorBase source, Tail full) {
        int position = position(full);
        if (position == 0) {
            return false;
        }
        long node = source.lastNode();
        long slot = RadixEdit.slot(node, position);
        int there = type.memory.getIntAcquire(slot);
        if (there != 0) {
            return there == full.reference;
        }
        type.core.counts().raise(full.reference);
        if (type.memory.casInt(slot, 0, full.reference)) {
            return true;
        }
        stripe.drop(full.reference);
        return false;
    }

    /** Makes a tail for this edit: the first {@code count} elements, and {@code more} claimed places. */
    private void copyTail(int count, int capacity, int more) {
        int copy = count == 0
                ? LeafEdit.fresh(type, stripe, edit.number(), capacity)
                : LeafEdit.copy(type, stripe, edit.number(), tail.reference, count, capacity);
        boolean hadRoom = count < tail.capacity();
        tail = new Tail(copy, tail.start, capacity, count + more, hadRoom ? tail : null);
        tailOwned = true;
    }

    /** Replaces element {@code index} of a vector of {@code size} elements. */
    void write(int size, int index, long value, @Nullable Object prepared) {
        if (index < tail.start) {
            edit.write(index, value, prepared);
            return;
        }
        if (!tailOwned) {
            copyTail(size - tail.start, tail.capacity(), 0);
        }
        LeafEdit.write(type, stripe, tail.reference, index - tail.start, value, prepared);
    }

    /** A base of the elements in the trie of {@code source}. The trie is regular and not empty. Its last leaf becomes the tail. */
    static VectorBase withoutTail(VectorBase source) {
        return change(source, source.scope(), change -> {
            int size = change.tail.start;
            int full = change.type.leafElements();
            int leaf = change.type.memory.reference(source.elementAt(size - full) - change.type.leafHeader);
            change.edit.popLeaf(size - full);
            change.tail = new Tail(change.type.core.counts().raise(leaf), size - full, full, full);
            change.tailOwned = true;
        });
    }

    /** A base like {@code source} that no scope ends. */
    public static VectorBase keep(VectorBase source) {
        return source.core().change(stripe -> {
            stripe.keep(source.objects());
            VectorBase kept = source.like(source.root, source.height, source.tail, null);
            if (source.root != 0) {
                source.core().counts().raise(source.root);
            }
            if (source.tail.reference != 0) {
                source.core().counts().raise(source.tail.reference);
            }
            kept.register(stripe, source.root, source.tail.reference);
            return kept;
        });
    }
}
