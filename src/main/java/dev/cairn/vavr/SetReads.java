package dev.cairn.vavr;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.PSet;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a set answers without making another. */
abstract class SetReads<T> implements Set<T> {
    private static final long serialVersionUID = 1L;

    final transient PSet<T> elements;

    SetReads(PSet<T> elements) {
        this.elements = elements;
    }

    final HashSet<T> self() {
        return (HashSet<T>) this;
    }

    /** A set of {@code others} in the form of this one. */
    final HashSet<T> remade(Iterable<? extends T> others) {
        return HashSet.over(SetAssembly.like(elements).addAll(others).build());
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
        return "HashSet";
    }

    /** Whether {@code other} is a {@link Set}, ours or Vavr's, of equal elements. */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof HashSet<?> that) {
            return elements.equals(that.elements);
        }
        return other instanceof Set<?> that && length() == that.length() && isIn(that);
    }

    @SuppressWarnings("unchecked") // it is only asked whether it has elements
    private boolean isIn(Set<?> that) {
        try {
            return ((Set<Object>) that).containsAll(this);
        } catch (ClassCastException e) {
            return false; // by the comparator of a sorted set of others
        }
    }

    /** The hash code of Vavr's sets of the same elements. O(n). */
    @Override
    public final int hashCode() {
        return 1 + elements.hashCode();
    }

    @Override
    public final String toString() {
        return mkString(stringPrefix() + "(", ", ", ")");
    }
}
