package dev.cairn;

import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.EditBatch;
import dev.cairn.internal.trie.map.MapDifference;
import dev.cairn.internal.trie.map.MapEntries;
import java.lang.ref.Reference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Merges two maps that were derived from a third one. All three have the same codecs. The entry 0 means no entry. */
final class ThreeWayMerge<K extends @Nullable Object, V extends @Nullable Object, C extends EditedKeyed<K, C>> {
    private final SlotCodec<V> values;
    private final C base;
    private final C ours;
    private final C theirs;
    private final MapEntries inOurs;
    private final MapDifference difference;
    private final EditBatch edits;

    /** Three entries for each conflict: of base, ours and theirs. */
    private final LongStream.Builder conflicts = LongStream.builder();

    /** Decides about a key that both sides changed in different ways. */
    @FunctionalInterface
    interface Resolver<K extends @Nullable Object, V extends @Nullable Object> {
        /** The value after the merge. Null stands for no entry, in the arguments and in the result. */
        @Nullable
        V resolve(K key, @Nullable V base, @Nullable V ours, @Nullable V theirs);
    }

    ThreeWayMerge(SlotCodec<V> values, C base, C ours, C theirs) {
        this.values = values;
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.inOurs = ours.allEntries();
        this.difference = MapDifference.between(base.allEntries(), theirs.allEntries());
        this.edits = new EditBatch(ours.type());
    }

    @SuppressWarnings("ReferenceEquality") // the same base or table has the same entries
    C run(Resolver<K, V> resolver) {
        try {
            if (inOurs == difference.inLeft) {
                return theirs;
            }
            try (var _ = ours.core().hold()) {
                takeTheirs();
            }
            long[] open = conflicts.build().toArray();
            for (int i = 0; i < open.length; i += 3) {
                resolve(resolver, open[i], open[i + 1], open[i + 2]);
                check();
            }
            return ours.apply(edits);
        } finally {
            Reference.reachabilityFence(inOurs);
            Reference.reachabilityFence(difference);
            Reference.reachabilityFence(base);
            Reference.reachabilityFence(ours);
            Reference.reachabilityFence(theirs);
        }
    }

    private void takeTheirs() {
        for (long entry : difference.onlyLeft) {
            take(entry, inOurs.findSame(difference.inLeft, entry), 0);
        }
        for (long entry : difference.onlyRight) {
            take(0, inOurs.findSame(difference.inRight, entry), entry);
        }
        for (int i = 0; i < difference.changedLeft.length; i++) {
            long entry = difference.changedLeft[i];
            take(entry, inOurs.findSame(difference.inLeft, entry), difference.changedRight[i]);
        }
    }

    private void take(long before, long mine, long other) {
        if (isMine(mine, difference.inLeft, before)) {
            if (other == 0) {
                inOurs.removeFrom(edits, mine);
            } else {
                difference.inRight.putInto(edits, other);
            }
        } else if (!isMine(mine, difference.inRight, other)) {
            conflicts.add(before).add(mine).add(other);
        }
    }

    private boolean isMine(long mine, MapEntries in, long entry) {
        return (mine == 0 || entry == 0) ? mine == entry : inOurs.isSameValue(mine, in, entry);
    }

    private void resolve(Resolver<K, V> resolver, long before, long mine, long other) {
        K key;
        V first;
        V mineIs;
        V otherIs;
        try (var _ = ours.core().hold()) { // a codec may run user code meanwhile
            key = key(before, mine, other);
            first = valueOrNull(difference.inLeft, before);
            mineIs = valueOrNull(inOurs, mine);
            otherIs = valueOrNull(difference.inRight, other);
        }
        V value = resolver.resolve(key, first, mineIs, otherIs);
        Object prepared = ours.keys.prepareKey(key);
        if (value == null) {
            edits.remove(ours.hash(prepared), prepared);
        } else {
            edits.put(ours.hash(prepared), prepared, values.prepare(value));
        }
    }

    private K key(long before, long mine, long other) {
        if (mine != 0) {
            return ours.key(inOurs, mine);
        }
        return other == 0 ? ours.key(difference.inLeft, before) : ours.key(difference.inRight, other);
    }

    @SuppressWarnings("unchecked") // decoded by its codec
    private @Nullable V valueOrNull(MapEntries in, long entry) {
        return entry == 0 ? null : (V) in.value(entry);
    }

    private void check() {
        base.base().check();
        ours.base().check();
        theirs.base().check();
    }
}
