package dev.cairn.vavr;

import dev.cairn.PVector;
import io.vavr.Tuple2;
import io.vavr.collection.IndexedSeq;
import io.vavr.collection.Iterator;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a vector answers without making another. */
abstract class VectorReads<T> implements IndexedSeq<T> {
    private static final long serialVersionUID = 1L;

    final transient PVector<T> elements;

    VectorReads(PVector<T> elements) {
        this.elements = elements;
    }

    final Vector<T> self() {
        return (Vector<T>) this;
    }

    /** A vector of {@code others} in the form of this one. */
    final Vector<T> remade(Iterable<? extends T> others) {
        return Vector.over(VectorAssembly.like(elements).addAll(others).build());
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

    /** A set of the elements, with the default codec in the standard store. O(n). */
    @Override
    public final Set<T> toSet() {
        return HashSet.ofAll(elements);
    }

    @Override
    public final <K, V> Map<K, V> toMap(
            Function<? super T, ? extends K> keyMapper, Function<? super T, ? extends V> valueMapper) {
        return MapAssembly.of(this, keyMapper, valueMapper);
    }

    @Override
    public final <K, V> Map<K, V> toMap(Function<? super T, ? extends Tuple2<? extends K, ? extends V>> f) {
        return MapAssembly.of(this, f);
    }

    @Override
    public final String stringPrefix() {
        return "Vector";
    }

    /** Whether {@code other} is a {@link Seq}, ours or Vavr's, of equal elements in the same order. */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof Vector<?> that) {
            return elements.equals(that.elements);
        }
        return other instanceof Seq<?> that
                && length() == that.length()
                && iterator().corresponds(that, Objects::equals);
    }

    /** The hash code of Vavr's sequences, and {@link java.util.List}s, of the same elements. */
    @Override
    public final int hashCode() {
        return elements.hashCode();
    }

    @Override
    public final String toString() {
        return mkString(stringPrefix() + "(", ", ", ")");
    }
}
