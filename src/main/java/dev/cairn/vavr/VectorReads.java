package dev.cairn.vavr;

import dev.cairn.PVector;
import io.vavr.collection.IndexedSeq;
import io.vavr.collection.Iterator;
import io.vavr.collection.Seq;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reading a vector. {@code S} stands for {@link Vector}. */
abstract class VectorReads<T, S extends VectorReads<T, S>> implements IndexedSeq<T> {
    private static final long serialVersionUID = 1L;

    final transient PVector<T> elements;

    VectorReads(PVector<T> elements) {
        this.elements = elements;
    }

    /** The vector of {@code others}, which it shares. */
    abstract S wrap(PVector<T> others);

    /** As {@link Vector#ofAll(Iterable)}. */
    abstract S all(Iterable<? extends T> others);

    @SuppressWarnings("unchecked") // Vector is its own S
    final S self() {
        return (S) this;
    }

    /** A builder of an empty vector with the codec of this one, in its store. */
    final PVector.Builder<T> newBuilder() {
        return PVector.builder(elements.store(), elements.codec());
    }

    /** A vector of {@code others} with the codec of this one, in its store. */
    final S remade(Iterable<? extends T> others) {
        return wrap(newBuilder().appendAll(others).build());
    }

    final void checkIndex(int index, String operation) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException(operation + "(" + index + ") on Vector of length " + length());
        }
    }

    @Override
    public final int length() {
        return elements.size();
    }

    @Override
    public final T get(int index) {
        checkIndex(index, "get");
        return elements.get(index);
    }

    @Override
    public final T head() {
        if (isEmpty()) {
            throw new NoSuchElementException("head of empty Vector");
        }
        return elements.first();
    }

    @Override
    public final boolean hasDefiniteSize() {
        return true;
    }

    @Override
    public final boolean isAsync() {
        return false;
    }

    @Override
    public final boolean isLazy() {
        return false;
    }

    @Override
    public final boolean isTraversableAgain() {
        return true;
    }

    @Override
    public final Iterator<T> iterator() {
        return isEmpty() ? Iterator.empty() : Iterator.ofAll(elements.iterator());
    }

    @Override
    public final Spliterator<T> spliterator() {
        return elements.spliterator();
    }

    @Override
    public final void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action is null");
        elements.forEach(action);
    }

    @Override
    public final boolean contains(T element) {
        return indexOf(element, 0) >= 0;
    }

    @Override
    public final int indexOf(T element, int from) {
        int start = Math.min(Math.max(from, 0), length());
        int found = elements.asList().subList(start, length()).indexOf(element);
        return found < 0 ? -1 : start + found;
    }

    @Override
    public final int lastIndexOf(T element, int end) {
        int after = end < 0 ? 0 : (int) Math.min(end + 1L, length());
        return elements.asList().subList(0, after).lastIndexOf(element);
    }

    @Override
    public final int segmentLength(Predicate<? super T> predicate, int from) {
        Objects.requireNonNull(predicate, "predicate is null");
        int length = 0;
        for (T element : drop(from)) {
            if (!predicate.test(element)) {
                break;
            }
            length++;
        }
        return length;
    }

    @Override
    public final <U> U foldRight(U zero, BiFunction<? super T, ? super U, ? extends U> f) {
        Objects.requireNonNull(f, "f is null");
        return reverseIterator().foldLeft(zero, (folded, element) -> f.apply(element, folded));
    }

    @Override
    public final T reduceRight(BiFunction<? super T, ? super T, ? extends T> op) {
        Objects.requireNonNull(op, "op is null");
        if (isEmpty()) {
            throw new NoSuchElementException("reduceRight on empty Vector");
        }
        return reverseIterator().reduceLeft((reduced, element) -> op.apply(element, reduced));
    }

    @Override
    public final String stringPrefix() {
        return "Vector";
    }

    /** Whether {@code other} is a {@link Seq}, of this package or of Vavr, with equal elements in the same order. */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof VectorReads<?, ?> that) {
            return elements.equals(that.elements);
        }
        return other instanceof Seq<?> that
                && length() == that.length()
                && iterator().corresponds(that, Objects::equals);
    }

    /** The hash code that a sequence of Vavr, or a {@link java.util.List}, of the same elements has. */
    @Override
    public final int hashCode() {
        return elements.hashCode();
    }

    @Override
    public final String toString() {
        return mkString(stringPrefix() + "(", ", ", ")");
    }
}
