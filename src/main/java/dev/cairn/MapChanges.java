package dev.cairn;

import dev.cairn.internal.view.DecodedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes from a first map to a second one. They lie on the heap and keep neither map alive. Their maps compare keys as the codec
 * does.
 *
 * @param added the entries whose keys only the second map has
 * @param removed the entries whose keys only the first map has
 * @param changed the different values of keys that both maps have
 * @param <K> the type of the keys
 * @param <V> the type of the values
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
