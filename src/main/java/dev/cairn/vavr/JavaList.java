package dev.cairn.vavr;

import dev.cairn.PVector;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A mutable {@link java.util.List} that begins with a vector's elements. Each change replaces the vector inside. */
final class JavaList<T> extends AbstractList<T> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1L;

    private PVector<T> elements;

    JavaList(PVector<T> elements) {
        this.elements = elements;
    }

    PVector<T> elements() {
        return elements;
    }

    private List<T> view() {
        return elements.asList();
    }

    /** As {@link java.util.List#equals}, but compares arrays by content if the codec does. */
    @Override
    public boolean equals(Object other) {
        return this == other || view().equals(other instanceof JavaList<?> that ? that.view() : other);
    }

    @Override
    public int hashCode() {
        return view().hashCode();
    }

    @Override
    public boolean contains(Object element) {
        return view().contains(element);
    }

    @Override
    public int indexOf(Object element) {
        return view().indexOf(element);
    }

    @Override
    public int lastIndexOf(Object element) {
        return view().lastIndexOf(element);
    }

    private void change(PVector<T> changed) {
        if (changed.size() != elements.size()) {
            modCount++;
        }
        elements = changed;
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public T get(int index) {
        return elements.get(index);
    }

    @Override
    public T set(int index, T element) {
        T before = elements.get(index);
        change(elements.update(index, element));
        return before;
    }

    @Override
    public void add(int index, T element) {
        change(elements.insert(index, element));
    }

    @Override
    public boolean addAll(Collection<? extends T> more) {
        return addAll(size(), more);
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> more) {
        change(elements.insertAll(index, Objects.requireNonNull(more, "elements")));
        return !more.isEmpty();
    }

    @Override
    public T remove(int index) {
        T before = elements.get(index);
        change(elements.removeAt(index));
        return before;
    }

    @Override
    protected void removeRange(int from, int to) {
        change(elements.removeRange(from, to));
    }

    @SuppressWarnings("unchecked") // as for any list that is read from a stream
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        if (!(in.readFields().get("elements", null) instanceof PVector<?> read)) {
            throw new InvalidObjectException("a list without a vector");
        }
        elements = (PVector<T>) read;
    }
}
