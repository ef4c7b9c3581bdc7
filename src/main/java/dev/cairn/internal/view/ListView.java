package dev.cairn.internal.view;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** A range of a vector as a {@link List}. It keeps the whole vector alive. */
@SuppressWarnings("serial") // never written: a stream has its form
public final class ListView<E extends @Nullable Object> extends ReadOnlyList<E> implements Serializable {
    private final ListSource<E> source;
    private final int from;
    private final int size;

    /** All of {@code source}. */
    public ListView(ListSource<E> source) {
        this(source, 0, source.size());
    }

    private ListView(ListSource<E> source, int from, int size) {
        this.source = source;
        this.from = from;
        this.size = size;
    }

    @Override
    ListSource<E> source() {
        return source;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public E get(int index) {
        return source.get(from + Objects.checkIndex(index, size));
    }

    @Override
    public Iterator<E> iterator() {
        return ElementFunctions.iterator(spliterator());
    }

    @Override
    public Spliterator<E> spliterator() {
        return source.cursor(from, from + size);
    }

    @Override
    public List<E> subList(int start, int end) {
        Objects.checkFromToIndex(start, end, size);
        return new ListView<>(source, from + start, end - start);
    }

    @Override
    public List<E> reversed() {
        return new Reversed<>(this);
    }

    @Serial
    private Object writeReplace() {
        return source.form(from, from + size, false);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw ElementFunctions.streamRefusal();
    }

    /** A view of a vector in reverse order. */
    @SuppressWarnings("serial") // never written: a stream has its form
    private static final class Reversed<E extends @Nullable Object> extends ReadOnlyList<E> implements Serializable {
        private final ListView<E> list;

        Reversed(ListView<E> list) {
            this.list = list;
        }

        @Override
        ListSource<E> source() {
            return list.source;
        }

        @Override
        public int size() {
            return list.size;
        }

        @Override
        public E get(int index) {
            return list.get(list.size - 1 - Objects.checkIndex(index, list.size));
        }

        @Override
        public List<E> subList(int start, int end) {
            Objects.checkFromToIndex(start, end, list.size);
            return list.subList(list.size - end, list.size - start).reversed();
        }

        @Override
        public List<E> reversed() {
            return list;
        }

        @Serial
        private Object writeReplace() {
            return list.source.form(list.from, list.from + list.size, true);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ElementFunctions.streamRefusal();
        }
    }
}
