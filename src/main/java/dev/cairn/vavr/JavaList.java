package dev.cairn.vavr;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.Collection;
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
}
