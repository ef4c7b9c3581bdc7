package dev.cairn;

import dev.cairn.internal.view.DecodedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes from a first set to a second one. They lie on the heap and keep neither set alive. Their sets compare elements as the
 * codec does.
 *
 * @param added the elements that only the second set has
 * @param removed the elements that only the first set has
 * @param <T> the type of the elements
 */
public record SetChanges<T extends @Nullable Object>(Set<T> added, Set<T> removed) {
    /** Copies the sets. */
    public SetChanges {
        added = DecodedMap.copyOf(added);
        removed = DecodedMap.copyOf(removed);
    }

    /** Whether there are no changes. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }
}
