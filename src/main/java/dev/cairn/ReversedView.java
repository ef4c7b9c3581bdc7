package dev.cairn;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A view of a vector from its end to its beginning. */
@SuppressWarnings("serial") // never written: a stream has its form
final class ReversedView<E extends @Nullable Object> extends ReadOnlyList<E> implements Serializable {
    private final ListView<E> list;

    ReversedView(ListView<E> list) {
        this.list = list;
    }

    @Override
    AbstractVector<E, ?> vector() {
        return list.vector();
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

    @Serial
    private Object writeReplace() {
        return list.form(ViewForm.Kind.REVERSED_LIST);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw ViewForm.refusal();
    }

    @Override
    public List<E> reversed() {
        return list;
    }
}
