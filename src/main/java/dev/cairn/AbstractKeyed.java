package dev.cairn;

import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.Log;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapChange;
import dev.cairn.internal.trie.map.MapCursor;
import dev.cairn.internal.trie.map.MapEdits;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapType;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What maps and sets share: a version is a base, in which entries are found by prepared keys. */
abstract class AbstractKeyed<K extends @Nullable Object, C extends AbstractKeyed<K, C>>
        extends AbstractVersion<C, MapBase> {
    /*
     * Every operation ends with a fence on this (T2), so that the base, and with it the nodes that are read or copied,
     * outlives the operation. No function of a user's runs while a stripe is held; what it gave is written after it ran. It may
     * have closed the store or ended a scope, so whoever called it checks the bases again before going on.
     *
     * Whether a change that waits adds an entry or replaces one is found out when it is written, or when somebody asks for the
     * size: the way to an entry of a large map is the larger part of a change's cost, and a fold reads many such ways at once.
     * Where that runs a user's code, what it throws is thrown at once.
     */
    final SlotCodec<K> keys;
    private final MapBase base;
    private final @Nullable MapLog log;

    AbstractKeyed(SlotCodec<K> keys, MapBase base, @Nullable MapLog log, int edits) {
        super(edits);
        this.keys = keys;
        this.base = base;
        this.log = log;
        VarHandle.releaseFence();
    }

    abstract C version(MapBase newBase, @Nullable MapLog newLog, int newEdits);

    final C version(MapBase newBase) {
        return version(newBase, null, 0);
    }

    /** Whether the values of two entries of one store are equal; the caller fences. */
    abstract boolean isSameValue(long entry, long other);

    /** Whether both keep their entries in the same form. */
    abstract boolean isLike(C other);

    /** Whether the value of an entry, which the caller fences, may leave this process. */
    boolean hasPortableValue(long entry) {
        return true;
    }

    @Override
    final boolean hasPortableElements() {
        MapBase settled = settled();
        MapCursor cursor = new MapCursor(settled);
        try {
            boolean all = true;
            while (all && cursor.advance()) {
                all = keys.isPortable(key(cursor.entry())) && hasPortableValue(cursor.entry());
                settled.check();
            }
            return all;
        } finally {
            Reference.reachabilityFence(settled);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    final MapBase base() {
        return base;
    }

    @Override
    final MapBase fold() {
        return MapChange.apply(base, Objects.requireNonNull(log).edits(edits), base.confinement());
    }

    final MapType type() {
        return base.type();
    }

    @Override
    final C over(MapBase settled) {
        return version(settled);
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

    /**
     * How many entries there are. O(1), but that each of the changes that were made since the last call may have to be looked
     * up once.
     */
    public final int size() {
        MapBase now = readable();
        if (edits == 0 || now != base) {
            return now.size();
        }
        try {
            return log().size(base, edits);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    final long extent() {
        return size();
    }

    /** Whether there are no entries. O(1), as {@link #size}. */
    @Override
    public final boolean isEmpty() {
        return base.size() <= edits && size() == 0;
    }

    final long hash(Object key) {
        return base.type().hash(key);
    }

    /** Where the entry with a prepared key lies among those that are written, 0 if there is none; the caller fences. */
    final long find(Object key) {
        long hash = hash(key);
        return settled().find(hash, key);
    }

    /** The change of a key that waits, of which {@link #log} knows more; -1 if none does. */
    final int waiting(long hash, Object key) {
        return log == null || readable() != base ? -1 : log.find(hash, key, edits);
    }

    final MapLog log() {
        return Objects.requireNonNull(log);
    }

    /** Where the entry lies whose key is that of an entry of another version like this one, 0 if there is none. */
    final long findSame(long entry) {
        return find(keys.prepareKey(key(entry)));
    }

    /** The key of an entry; the caller fences. */
    final K key(long entry) {
        return keys.load(core(), entry);
    }

    final boolean has(K key) {
        Object prepared = keys.prepareKey(key);
        long hash = hash(prepared);
        base.check();
        try {
            int change = waiting(hash, prepared);
            return change >= 0 ? !log().removes(change) : readable().find(hash, prepared) != 0;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @SuppressWarnings("unchecked") // C is the class of this
    final C with(Object key, @Nullable Object value) {
        base.check();
        type().check(key, value);
        long hash = hash(key);
        base.check();
        try {
            int change = waiting(hash, key);
            boolean isThere = change >= 0 ? log().puts(change, value) : isFound(hash, key, value);
            return isThere ? (C) this : after(hash, key, value, change);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Whether an entry was looked for, which only those are that a user's code compares, and found to be written already. */
    private boolean isFound(long hash, Object key, @Nullable Object value) {
        long entry = type().comparesByUserCode(key, value) ? readable().find(hash, key) : 0;
        return entry != 0 && type().hasValue(entry, value);
    }

    @SuppressWarnings("unchecked") // C is the class of this
    final C without(Object key) {
        long hash = hash(key);
        base.check();
        try {
            int change = waiting(hash, key);
            boolean isAbsent = change >= 0
                    ? log().removes(change)
                    : keys.comparesByUserCode(key) && readable().find(hash, key) == 0;
            return isAbsent ? (C) this : after(hash, key, MapEdits.REMOVED, change);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The version after a change of one key; {@code older} is a change of it that waits, or -1. */
    private C after(long hash, Object key, @Nullable Object value, int older) {
        MapBase b = newest();
        MapLog l = b == base ? log : null;
        if (leavesScope(b)) {
            return version(MapChange.apply(
                    settled(), MapLog.of(type(), hash, key, value).edits(1)));
        }
        if (l == null || edits == 0) {
            return version(b, MapLog.of(type(), hash, key, value), 1);
        }
        boolean hasTaken = l.take(edits);
        if (hasTaken && edits < l.capacity()) {
            l.write(edits, hash, key, value, older);
            return version(b, l, edits + 1);
        }
        int limit = Log.limit(b.size());
        if (edits < limit && (hasTaken || edits <= Log.FEW || l.handOver(edits))) {
            return version(b, l.copyAnd(edits, limit, hash, key, value, older), edits + 1);
        }
        return version(settled(), l.next(edits, limit, hash, key, value), 1);
    }

    /** The version after {@code edits}; this one, if they change nothing. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C apply(MapEdits changes) {
        MapBase settled = settled();
        try {
            MapBase next = changes.count() == 0 ? settled : MapChange.apply(settled, changes);
            return next == settled ? (C) this : version(next);
        } finally {
            Reference.reachabilityFence(settled);
        }
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
        MapEdits changes = new MapEdits(type());
        eachEntry(entry -> {
            boolean stays = test.test(entry);
            base.check();
            if (!stays) {
                changes.removeEntry(settled(), entry);
            }
        });
        return apply(changes);
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
        MapEdits changes = new MapEdits(type());
        try {
            for (long entry : difference.onlyLeft) {
                changes.putEntry(small.settled(), entry);
            }
            for (int i = 0; i < difference.changedLeft.length; i++) {
                long ofSmall = difference.changedLeft[i];
                long ofLarge = difference.changedRight[i];
                conflict.settle(large, changes, otherIsLarger ? ofSmall : ofLarge, otherIsLarger ? ofLarge : ofSmall);
                small.settled();
                large.settled();
            }
            return large.apply(changes);
        } finally {
            Reference.reachabilityFence(small);
            Reference.reachabilityFence(large);
        }
    }

    /** The hash code of a key or value, such that arrays that a codec finds equal have the same. */
    static int hashOf(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value);
    }
}
