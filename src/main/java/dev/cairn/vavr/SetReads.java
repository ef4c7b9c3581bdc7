package dev.cairn.vavr;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.PSet;
import io.vavr.collection.Iterator;
import io.vavr.collection.Set;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Reading a set. {@code S} stands for {@link HashSet}. */
abstract class SetReads<T, S extends SetReads<T, S>> implements Set<T> {
    private static final long serialVersionUID = 1L;

    final transient PSet<T> elements;

    SetReads(PSet<T> elements) {
        this.elements = elements;
    }

    /** The set of {@code others}, which it shares. */
    abstract S wrap(PSet<T> others);

    /** As {@link #wrap}, of a set that is not empty. Does not count the elements. */
    abstract S wrapSome(PSet<T> others);

    /** As {@link HashSet#ofAll(Iterable)}. */
    abstract S all(Iterable<? extends T> others);

    @SuppressWarnings("unchecked") // HashSet is its own S
    final S self() {
        return (S) this;
    }

    /** A builder of an empty set with the codec of this one, in its store. */
    final PSet.Builder<T> newBuilder() {
        return PSet.builder(elements.store(), elements.codec());
    }

    /** A set of {@code others} with the codec of this one, in its store. */
    final S remade(Iterable<? extends T> others) {
        return wrap(newBuilder().addAll(others).build());
    }

    @Override
    public final boolean contains(T element) {
        return Defaults.find(elements.codec(), element, elements::contains, false);
    }

    @Override
    public final int length() {
        return elements.size();
    }

    @Override
    public final boolean isEmpty() {
        return elements.isEmpty();
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
    public final T head() {
        if (isEmpty()) {
            throw new NoSuchElementException("head of empty HashSet");
        }
        return elements.iterator().next();
    }

    @Override
    public final T last() {
        if (isEmpty()) {
            throw new NoSuchElementException("last of empty HashSet");
        }
        return iterator().reduceLeft((_, later) -> later);
    }

    @Override
    public final <U> U foldRight(U zero, BiFunction<? super T, ? super U, ? extends U> f) {
        return foldLeft(zero, (folded, element) -> f.apply(element, folded));
    }

    @Override
    public final Set<T> toSet() {
        return this;
    }

    @Override
    @SuppressWarnings("NonApiType") // as Vavr's
    @JsonValue
    public final java.util.HashSet<T> toJavaSet() {
        return toJavaSet(java.util.HashSet::new);
    }

    @Override
    public final String stringPrefix() {
        return "HashSet";
    }

    /** Whether {@code other} is a {@link Set}, of this package or of Vavr, with equal elements. */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof SetReads<?, ?> that) {
            return elements.equals(that.elements);
        }
        return other instanceof Set<?> that && length() == that.length() && isIn(that);
    }

    @SuppressWarnings("unchecked") // the other set is only asked whether it has the elements
    private boolean isIn(Set<?> that) {
        try {
            return ((Set<Object>) that).containsAll(this);
        } catch (ClassCastException e) {
            return false; // a sorted set of other elements: its comparator throws
        }
    }

    /** The hash code that a set of Vavr with the same elements has. O(n). */
    @Override
    public final int hashCode() {
        return 1 + elements.hashCode();
    }

    @Override
    public final String toString() {
        return mkString(stringPrefix() + "(", ", ", ")");
    }
}
