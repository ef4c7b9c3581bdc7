package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapChange;
import dev.cairn.internal.trie.map.MapCursor;
import dev.cairn.internal.trie.map.MapEdits;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What maps and sets share: a version is a base, in which entries are found by prepared keys. */
abstract class AbstractKeyed<K extends @Nullable Object, C extends AbstractKeyed<K, C>> extends AbstractVersion<C> {
    /*
     * Every operation ends with a fence on this (T2), so that the base, and with it the nodes that are read or copied,
     * outlives the operation. No function of a user's runs while a stripe is held; what it gave is written after it ran. It may
     * have closed the store or ended a scope, so whoever called it checks the bases again before going on.
     */
    final SlotCodec<K> keys;
    final MapBase base;

    AbstractKeyed(SlotCodec<K> keys, MapBase base) {
        this.keys = keys;
        this.base = base;
        VarHandle.releaseFence();
    }

    abstract C version(MapBase newBase);

    /** Whether the values of two entries of one store are equal; the caller fences. */
    abstract boolean isSameValue(long entry, long other);

    /** Whether both keep their entries in the same form. */
    abstract boolean isLike(C other);

    @Override
    final Core core() {
        return base.core();
    }

    @Override
    final MapBase settled() {
        base.check();
        return base;
    }

    @Override
    @SuppressWarnings("unchecked") // C is the class of this
    final C settledVersion() {
        base.check();
        return (C) this;
    }

    @Override
    final C kept() {
        MapBase settled = settled();
        try {
            return version(MapChange.keep(settled));
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    final long hash(Object key) {
        return base.type().hash(key);
    }

    /** Where the entry with a prepared key lies, 0 if there is none; the caller fences. */
    final long find(Object key) {
        return base.find(hash(key), key);
    }

    /** Where the entry lies whose key is that of an entry of another version like this one, 0 if there is none. */
    final long findSame(long entry) {
        return find(keys.prepare(key(entry)));
    }

    /** The key of an entry; the caller fences. */
    final K key(long entry) {
        return keys.load(core(), entry);
    }

    final boolean has(K key) {
        base.check();
        Object prepared = keys.prepare(key);
        try {
            return find(prepared) != 0;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    final C with(Object key, @Nullable Object value) {
        MapEdits edits = new MapEdits(base.type());
        edits.put(hash(key), key, value);
        return apply(edits);
    }

    final C without(Object key) {
        MapEdits edits = new MapEdits(base.type());
        edits.remove(hash(key), key);
        return apply(edits);
    }

    /** The version after {@code edits}; this one, if they change nothing. */
    final C apply(MapEdits edits) {
        base.check();
        try {
            return at(edits.count() == 0 ? base : MapChange.apply(base, edits));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The version with {@code next} as its base, which may be this one. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C at(MapBase next) {
        return next == base ? (C) this : version(next);
    }

    /** Shows {@code action}, which may run a user's code, each entry. */
    final void eachEntry(LongConsumer action) {
        MapBase settled = settled();
        MapCursor cursor = new MapCursor(settled);
        try {
            while (cursor.advance()) {
                action.accept(cursor.entry());
                settled.check();
            }
        } finally {
            Reference.reachabilityFence(settled);
            Reference.reachabilityFence(this);
        }
    }

    /** The entries that {@code test}, which may run a user's code, accepts. */
    final C accepted(LongPredicate test) {
        MapEdits edits = new MapEdits(base.type());
        eachEntry(entry -> {
            boolean stays = test.test(entry);
            base.check();
            if (!stays) {
                edits.removeEntry(base, entry);
            }
        });
        return apply(edits);
    }

    /** Says what to do where two maps have different values for a key. */
    @FunctionalInterface
    interface Conflict<C> {
        /** Adds what is to change in {@code source}, which is one of the two. */
        void settle(C source, MapEdits edits, long mine, long others);
    }

    /** The entries of this and {@code other}, made from the larger of the two; {@code other} is like this one. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C union(C other, Conflict<C> conflict) {
        boolean otherIsLarger = size() < other.size();
        C large = otherIsLarger ? other : (C) this;
        C small = otherIsLarger ? (C) this : other;
        MapDifference<C> difference = MapDifference.ofLeft(small, large);
        MapEdits edits = new MapEdits(large.base.type());
        try {
            for (long entry : difference.onlyLeft) {
                edits.putEntry(small.base, entry);
            }
            for (int i = 0; i < difference.changedLeft.length; i++) {
                long ofSmall = difference.changedLeft[i];
                long ofLarge = difference.changedRight[i];
                conflict.settle(large, edits, otherIsLarger ? ofSmall : ofLarge, otherIsLarger ? ofLarge : ofSmall);
                small.base.check();
                large.base.check();
            }
            return large.apply(edits);
        } finally {
            Reference.reachabilityFence(small);
            Reference.reachabilityFence(large);
        }
    }

    /** The number of entries. */
    @Override
    public final int size() {
        return base.size();
    }

    /** Whether there is no entry. */
    public final boolean isEmpty() {
        return size() == 0;
    }

    /** The hash code of a key or value, such that arrays that a codec finds equal have the same. */
    static int hashOf(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value);
    }
}
