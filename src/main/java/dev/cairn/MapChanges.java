package dev.cairn;

import dev.cairn.internal.view.DecodedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes from one map to another, as a value on the heap that refers to neither. Its maps tell keys apart as the codec does.
 *
 * @param added the entries whose keys only the second has
 * @param removed the entries whose keys only the first has
 * @param changed by key, where both have one: the values that differ
 * @param <K> the keys
 * @param <V> the values
 */
public record MapChanges<K extends @Nullable Object, V extends @Nullable Object>(
        Map<K, V> added, Map<K, V> removed, Map<K, Change<V>> changed) {
    /** Copies the maps. */
    public MapChanges {
        added = DecodedMap.copyOf(added);
        removed = DecodedMap.copyOf(removed);
        changed = DecodedMap.copyOf(changed);
    }

    /** Whether there are no changes. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}
