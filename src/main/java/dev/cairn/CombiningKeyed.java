package dev.cairn;

import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.EditBatch;
import dev.cairn.internal.trie.map.EntryCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapDifference;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Common bulk operations of maps and sets: filters, and combinations of two versions. */
abstract class CombiningKeyed<K extends @Nullable Object, C extends CombiningKeyed<K, C>> extends EditedKeyed<K, C> {
    /** The hash code, or 0 if it was not computed yet. */
    private int hash;

    CombiningKeyed(SlotCodec<K> keys, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(keys, base, table, log, edits);
    }

    /**
     * The hash code of a {@link java.util.Map} with these entries, or a {@link java.util.Set} of these elements. Elements that are not
     * equal to their own copies, such as arrays, are hashed by their content. O(n) for the first call, then O(1); always O(n) if there
     * are Java objects in it, which may change.
     */
    @Override
    public final int hashCode() {
        int known = hash;
        if (known == 0) {
            known = countHash();
            hash = isPortable() ? known : 0;
        }
        return known;
    }

    /** Computes the hash code. O(n). */
    abstract int countHash();

    /** Decides which entries stay. */
    @FunctionalInterface
    interface EntryTest {
        boolean accepts(MapEntries entries, long entry);
    }

    /** A version of the entries that {@code test} accepts. The test may run user code. */
    final C filtered(EntryTest test) {
        EditBatch changes = new EditBatch(type());
        MapEntries all = allEntries();
        eachEntry(all, entry -> {
            boolean stays = test.accepts(all, entry);
            base().check();
            if (!stays) {
                all.removeFrom(changes, entry);
            }
        });
        return apply(changes);
    }

    /** An entry of {@code in}. */
    record Place(MapEntries in, long entry) {}

    /** Whether this has so few entries that another version gets them one by one. */
    final boolean isFew() {
        return size() <= MapTable.FEW;
    }

    /** This with each entry of {@code few}, which has the same codecs. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C withEach(C few) {
        MapEntries entries = few.entriesToRead();
        C made = (C) this;
        try (var _ = core().hold()) { // user code may run between two reads
            for (EntryCursor cursor = entries.cursor(); cursor.advance(); ) {
                made = made.withEntry(entries, cursor.entry());
            }
            return made;
        } finally {
            Reference.reachabilityFence(entries);
            Reference.reachabilityFence(few);
        }
    }

    /** Whether {@code all}, which has the same codecs, has all keys of this. */
    final boolean areKeysIn(C all) {
        MapEntries entries = entriesToRead();
        try (var _ = core().hold()) { // as above
            boolean are = true;
            for (EntryCursor cursor = entries.cursor(); are && cursor.advance(); ) {
                are = all.has(0, entries.preparedKey(cursor.entry()));
            }
            return are;
        } finally {
            Reference.reachabilityFence(entries);
            Reference.reachabilityFence(this);
        }
    }

    /** Whether {@code elements} are a collection so small that they are added or removed one by one. */
    static boolean areFew(Iterable<?> elements) {
        return elements instanceof Collection<?> all && all.size() <= MapTable.FEW;
    }

    /** This without each of {@code some}. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C withoutEach(Iterable<? extends K> some) {
        C made = (C) this;
        for (K key : some) {
            made = made.without(keys.prepareKey(key));
        }
        return made;
    }

    /** Decides about a key for which two maps have different values. */
    @FunctionalInterface
    interface Conflict {
        /** Adds the needed change to {@code edits}: of the map of {@code mine} if {@code changesMine}, else of the other map. */
        void resolve(boolean changesMine, EditBatch edits, Place mine, Place others);
    }

    /** The union of this and {@code other}, which has the same codecs. Adds the smaller to the larger one. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C union(C other, Conflict conflict) {
        boolean otherIsLarger = size() < other.size();
        C large = otherIsLarger ? other : (C) this;
        C small = otherIsLarger ? (C) this : other;
        MapDifference difference = MapDifference.ofLeft(small.allEntries(), large.allEntries());
        EditBatch changes = new EditBatch(type());
        try {
            for (long entry : difference.onlyLeft) {
                difference.inLeft.putInto(changes, entry);
            }
            for (int i = 0; i < difference.changedLeft.length; i++) {
                Place ofSmall = new Place(difference.inLeft, difference.changedLeft[i]);
                Place ofLarge = new Place(difference.inRight, difference.changedRight[i]);
                conflict.resolve(
                        !otherIsLarger, changes, otherIsLarger ? ofSmall : ofLarge, otherIsLarger ? ofLarge : ofSmall);
                small.base().check();
                large.base().check();
            }
            return large.apply(changes);
        } finally {
            Reference.reachabilityFence(difference);
            Reference.reachabilityFence(small);
            Reference.reachabilityFence(large);
        }
    }

    /** The hash code of a key or value; arrays are hashed by their content. */
    static int hashOf(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value);
    }
}
