package dev.cairn;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** A set as a {@link Set}, which holds it. */
final class SetView<T extends @Nullable Object> extends AbstractSet<T> {
    private final ReadableSet<T> set;

    SetView(ReadableSet<T> set) {
        this.set = set;
    }

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return MapView.has(set, element);
    }

    @Override
    public Iterator<T> iterator() {
        return set.iterator();
    }

    @Override
    public Spliterator<T> spliterator() {
        return set.spliterator();
    }
}
