package dev.cairn.vavr;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A {@link java.util.List} that begins with a vector's elements; a change replaces the vector that it holds. */
final class JavaList<T> extends AbstractList<T> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1L;

    private Vector<T> vector;

    JavaList(Vector<T> vector) {
        this.vector = vector;
    }

    Vector<T> vector() {
        return vector;
    }

    private List<T> view() {
        return vector.toPVector().asList();
    }

    /** As a list, with arrays by their content where the codec compares them so. */
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

    private void change(Vector<T> changed) {
        if (changed.length() != vector.length()) {
            modCount++;
        }
        vector = changed;
    }

    @Override
    public int size() {
        return vector.length();
    }

    @Override
    public T get(int index) {
        return vector.get(index);
    }

    @Override
    public T set(int index, T element) {
        T before = vector.get(index);
        change(vector.update(index, element));
        return before;
    }

    @Override
    public void add(int index, T element) {
        change(vector.insert(index, element));
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        return addAll(size(), elements);
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> elements) {
        Objects.requireNonNull(elements, "elements");
        change(vector.insertAll(index, elements));
        return !elements.isEmpty();
    }

    @Override
    public T remove(int index) {
        T before = vector.get(index);
        change(vector.removeAt(index));
        return before;
    }

    @Override
    protected void removeRange(int from, int to) {
        change(vector.patch(from, Vector.empty(), to - from));
    }

    @SuppressWarnings("unchecked") // as each list of a stream
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        if (!(in.readFields().get("vector", null) instanceof Vector<?> read)) {
            throw new InvalidObjectException("a list without a vector");
        }
        vector = (Vector<T>) read;
    }
}
