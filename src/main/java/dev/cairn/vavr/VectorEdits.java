package dev.cairn.vavr;

import dev.cairn.PSet;
import dev.cairn.PVector;
import io.vavr.collection.Iterator;
import io.vavr.collection.Set;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What makes a vector of the same type of elements: adding, replacing, removing and reordering them. */
abstract class VectorEdits<T> extends VectorSlices<T> {
    private static final long serialVersionUID = 1L;

    VectorEdits(PVector<T> elements) {
        super(elements);
    }

    @Override
    public final Vector<T> append(T element) {
        return Vector.over(elements.append(element));
    }

    @Override
    public final Vector<T> prepend(T element) {
        return Vector.over(elements.prepend(element));
    }

    @Override
    public final Vector<T> appendAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        return isEmpty() || others instanceof Vector<?>
                ? insertAll(length(), others)
                : Vector.over(VectorAssembly.after(elements).addAll(others).build());
    }

    @Override
    public final Vector<T> prependAll(Iterable<? extends T> others) {
        return insertAll(0, others);
    }

    @Override
    public final Vector<T> insert(int index, T element) {
        checkPlace(index);
        return Vector.over(elements.insert(index, element));
    }

    private void checkPlace(int index) {
        if (index < 0 || index > length()) {
            throw new IndexOutOfBoundsException("insert(" + index + ", e) on Vector of length " + length());
        }
    }

    @Override
    public final Vector<T> insertAll(int index, Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        checkPlace(index);
        if (isEmpty() && Vector.isDefault(elements)) {
            return Vector.ofAll(others);
        }
        PVector<T> more = persistent(others);
        return more.isEmpty() ? self() : Vector.over(elements.insertAll(index, more));
    }

    private PVector<T> persistent(Iterable<? extends T> others) {
        return others instanceof Vector<? extends T> vector
                ? Vector.<T>narrow(vector).elements
                : VectorAssembly.like(elements).addAll(others).build();
    }

    @Override
    public final Vector<T> update(int index, T element) {
        checkIndex(index, "update");
        return Vector.over(elements.update(index, element));
    }

    @Override
    public final Vector<T> update(int index, Function<? super T, ? extends T> updater) {
        Objects.requireNonNull(updater, "updater is null");
        return update(index, updater.apply(get(index)));
    }

    @Override
    public final Vector<T> padTo(int length, T element) {
        return length <= length() ? self() : appendAll(Iterator.fill(length - length(), element));
    }

    @Override
    public final Vector<T> leftPadTo(int length, T element) {
        return length <= length() ? self() : prependAll(Iterator.fill(length - length(), element));
    }

    @Override
    public final Vector<T> patch(int from, Iterable<? extends T> that, int replaced) {
        int begin = Math.clamp(from, 0, length());
        int end = begin + Math.clamp(replaced, 0, length() - begin);
        return take(begin).appendAll(that).appendAll(drop(end));
    }

    @Override
    public final Vector<T> intersperse(T element) {
        return length() <= 1 ? self() : remade(iterator().intersperse(element));
    }

    @Override
    public final Vector<T> removeAt(int index) {
        checkIndex(index, "removeAt");
        return Vector.over(elements.removeAt(index));
    }

    private Vector<T> removeIfFound(int index) {
        return index < 0 ? self() : removeAt(index);
    }

    @Override
    public final Vector<T> remove(T element) {
        return removeIfFound(indexOf(element));
    }

    @Override
    public final Vector<T> removeFirst(Predicate<T> predicate) {
        return removeIfFound(indexWhere(predicate));
    }

    @Override
    public final Vector<T> removeLast(Predicate<T> predicate) {
        return removeIfFound(lastIndexWhere(predicate));
    }

    @Override
    public final Vector<T> removeAll(T element) {
        return Defaults.isDefault(elements.codec())
                ? reject(other -> Objects.equals(other, element))
                : reject(among(Collections.singletonList(element)));
    }

    @Override
    public final Vector<T> removeAll(Iterable<? extends T> others) {
        return reject(among(others));
    }

    /** Whether an element is equal to one of {@code others}, as this vector's codec sees it. */
    private Predicate<T> among(Iterable<? extends T> others) {
        if (Defaults.isDefault(elements.codec())) {
            Set<T> set = io.vavr.collection.HashSet.ofAll(others); // small and soon dropped, so on the heap
            return set::contains;
        }
        SetAssembly<T> taken = SetAssembly.in(elements.store(), elements.codec());
        others.forEach(taken::addIfTaken);
        return HashSet.over(taken.build())::contains;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public final Vector<T> removeAll(Predicate<? super T> predicate) {
        return reject(predicate);
    }

    @Override
    public final Vector<T> retainAll(Iterable<? extends T> others) {
        return filter(among(others));
    }

    @Override
    public final Vector<T> filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        VectorAssembly<T> accepted = VectorAssembly.like(elements);
        forEach(element -> {
            if (predicate.test(element)) {
                accepted.add(element);
            }
        });
        PVector<T> built = accepted.build();
        return built.size() == length() ? self() : Vector.over(built);
    }

    @Override
    public final Vector<T> reject(Predicate<? super T> predicate) {
        return filter(predicate.negate());
    }

    @Override
    public final Vector<T> replace(T currentElement, T newElement) {
        int index = indexOf(currentElement);
        return index < 0 ? self() : update(index, newElement);
    }

    @Override
    public final Vector<T> replaceAll(T currentElement, T newElement) {
        Vector<T> replaced = self();
        for (int i = indexOf(currentElement); i >= 0; i = indexOf(currentElement, i + 1)) {
            replaced = replaced.update(i, newElement);
        }
        return replaced;
    }

    @Override
    public final Vector<T> distinct() {
        if (Defaults.isDefault(elements.codec())) {
            return distinctBy(Function.identity());
        }
        VectorAssembly<T> distinct = VectorAssembly.like(elements);
        PSet<T> seen = PSet.empty(elements.store(), elements.codec());
        for (T element : elements) {
            if (!seen.contains(element)) {
                seen = seen.add(element);
                distinct.add(element);
            }
        }
        return seen.size() == length() ? self() : Vector.over(distinct.build());
    }

    @Override
    public final Vector<T> distinctBy(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return filter(new TreeSet<T>(comparator)::add);
    }

    @Override
    public final <U> Vector<T> distinctBy(Function<? super T, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        java.util.Set<U> seen = new java.util.HashSet<>();
        return filter(element -> seen.add(keyExtractor.apply(element)));
    }

    @Override
    public final Vector<T> distinctByKeepLast(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return remade(iterator().distinctByKeepLast(comparator));
    }

    @Override
    public final <U> Vector<T> distinctByKeepLast(Function<? super T, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        return remade(iterator().distinctByKeepLast(keyExtractor));
    }

    @Override
    public final Vector<T> reverse() {
        return length() <= 1 ? self() : remade(reverseIterator());
    }

    @Override
    public final Vector<T> rotateLeft(int n) {
        int places = isEmpty() ? 0 : Math.floorMod(n, length());
        return places == 0 ? self() : drop(places).appendAll(take(places));
    }

    @Override
    public final Vector<T> rotateRight(int n) {
        return rotateLeft(isEmpty() ? 0 : length() - Math.floorMod(n, length()));
    }

    @Override
    public final Vector<T> shuffle() {
        if (length() <= 1) {
            return self();
        }
        List<T> shuffled = toJavaList();
        java.util.Collections.shuffle(shuffled);
        return remade(shuffled);
    }

    @Override
    public final Vector<T> sorted() {
        return sortedBy(null);
    }

    @Override
    public final Vector<T> sorted(Comparator<? super T> comparator) {
        return sortedBy(Objects.requireNonNull(comparator, "comparator is null"));
    }

    /** By {@code comparator}, or if it is null by the elements' own order. */
    @SuppressWarnings("unchecked") // it is filled with elements
    private Vector<T> sortedBy(Comparator<? super T> comparator) {
        T[] sorted = (T[]) toJavaList().toArray();
        Arrays.sort(sorted, comparator);
        return isEmpty() ? self() : remade(Arrays.asList(sorted));
    }

    @Override
    public final <U extends Comparable<? super U>> Vector<T> sortBy(Function<? super T, ? extends U> mapper) {
        return sortBy(Comparator.naturalOrder(), mapper);
    }

    @Override
    public final <U> Vector<T> sortBy(Comparator<? super U> comparator, Function<? super T, ? extends U> mapper) {
        Objects.requireNonNull(comparator, "comparator is null");
        Objects.requireNonNull(mapper, "mapper is null");
        return sorted((a, b) -> comparator.compare(mapper.apply(a), mapper.apply(b)));
    }

    @Override
    public final Vector<T> orElse(Iterable<? extends T> other) {
        return isEmpty() ? Vector.ofAll(other) : self();
    }

    @Override
    public final Vector<T> orElse(Supplier<? extends Iterable<? extends T>> supplier) {
        return isEmpty() ? Vector.ofAll(supplier.get()) : self();
    }

    @Override
    public final Vector<T> peek(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action is null");
        if (!isEmpty()) {
            action.accept(head());
        }
        return self();
    }
}
