package dev.cairn;

import dev.cairn.internal.trie.map.MapEdits;
import java.lang.ref.Reference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Merges two maps that were derived from a third; all three are like each other. An entry that is not there is 0. */
final class ThreeWayMerge<K extends @Nullable Object, V extends @Nullable Object> {
    private final PMap<K, V> base;
    private final PMap<K, V> ours;
    private final PMap<K, V> theirs;
    private final MapEdits edits;

    /** Three entries a conflict: that of base, ours and theirs. */
    private final LongStream.Builder conflicts = LongStream.builder();

    ThreeWayMerge(PMap<K, V> base, PMap<K, V> ours, PMap<K, V> theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.edits = new MapEdits(ours.type());
    }

    PMap<K, V> run(PMap.Resolver<K, V> resolver) {
        if (ours.settled() == base.settled()) {
            return theirs;
        }
        try {
            takeTheirs();
            long[] open = conflicts.build().toArray();
            for (int i = 0; i < open.length; i += 3) {
                resolve(resolver, open[i], open[i + 1], open[i + 2]);
                check();
            }
            return ours.apply(edits);
        } finally {
            Reference.reachabilityFence(base);
            Reference.reachabilityFence(ours);
            Reference.reachabilityFence(theirs);
        }
    }

    private void takeTheirs() {
        MapDifference<PMap<K, V>> difference = MapDifference.between(base, theirs);
        for (long entry : difference.onlyLeft) {
            take(entry, ours.findSame(entry), 0);
        }
        for (long entry : difference.onlyRight) {
            take(0, ours.findSame(entry), entry);
        }
        for (int i = 0; i < difference.changedLeft.length; i++) {
            long entry = difference.changedLeft[i];
            take(entry, ours.findSame(entry), difference.changedRight[i]);
        }
    }

    private void take(long before, long mine, long other) {
        if (isSame(mine, before)) {
            if (other == 0) {
                edits.removeEntry(ours.settled(), mine);
            } else {
                edits.putEntry(theirs.settled(), other);
            }
        } else if (!isSame(mine, other)) {
            conflicts.add(before).add(mine).add(other);
        }
    }

    private boolean isSame(long a, long b) {
        return (a == 0 || b == 0) ? a == b : ours.isSameValue(a, b);
    }

    private void resolve(PMap.Resolver<K, V> resolver, long before, long mine, long other) {
        K key = ours.key(mine == 0 ? (other == 0 ? before : other) : mine);
        V value = resolver.resolve(key, valueOrNull(before), valueOrNull(mine), valueOrNull(other));
        Object prepared = ours.keys.prepareKey(key);
        if (value == null) {
            edits.remove(ours.hash(prepared), prepared);
        } else {
            edits.put(ours.hash(prepared), prepared, ours.values.prepare(value));
        }
    }

    private @Nullable V valueOrNull(long entry) {
        return entry == 0 ? null : ours.value(entry);
    }

    private void check() {
        base.settled();
        ours.settled();
        theirs.settled();
    }
}
