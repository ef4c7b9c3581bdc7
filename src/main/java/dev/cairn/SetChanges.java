package dev.cairn;

import dev.cairn.internal.view.DecodedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes from one set to another, as a value on the heap that refers to neither. Its sets tell elements apart as the codec does.
 *
 * @param added the elements that only the second has
 * @param removed the elements that only the first has
 * @param <T> the elements
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
