package dev.cairn;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A view of a vector from its end to its beginning. */
final class ReversedView<E extends @Nullable Object> extends ReadOnlyList<E> {
    private final ListView<E> list;

    ReversedView(ListView<E> list) {
        this.list = list;
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public E get(int index) {
        int size = list.size();
        return list.get(size - 1 - Objects.checkIndex(index, size));
    }

    @Override
    public List<E> subList(int start, int end) {
        int size = list.size();
        Objects.checkFromToIndex(start, end, size);
        return list.subList(size - end, size - start).reversed();
    }

    @Override
    public List<E> reversed() {
        return list;
    }
}
