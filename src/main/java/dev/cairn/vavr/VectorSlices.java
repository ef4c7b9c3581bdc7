package dev.cairn.vavr;

import dev.cairn.PVector;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.control.Option;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** The parts of a vector that are again vectors; each shares its nodes with it. */
abstract class VectorSlices<T> extends VectorReads<T> {
    private static final long serialVersionUID = 1L;

    VectorSlices(PVector<T> elements) {
        super(elements);
    }

    /** The elements from {@code from} to {@code to}, as far as there are. O(log n). */
    private Vector<T> part(int from, int to) {
        int begin = Math.clamp(from, 0, length());
        int end = Math.clamp(to, begin, length());
        return begin == 0 && end == length() ? self() : Vector.over(elements.slice(begin, end));
    }

    @Override
    public final Vector<T> take(int n) {
        return part(0, n);
    }

    @Override
    public final Vector<T> drop(int n) {
        return part(n, length());
    }

    @Override
    public final Vector<T> takeRight(int n) {
        return part(n <= 0 ? length() : length() - n, length());
    }

    @Override
    public final Vector<T> dropRight(int n) {
        return part(0, n <= 0 ? length() : length() - n);
    }

    @Override
    public final Vector<T> slice(int beginIndex, int endIndex) {
        return part(beginIndex, endIndex);
    }

    @Override
    public final Vector<T> subSequence(int beginIndex) {
        return subSequence(beginIndex, Math.max(beginIndex, length()));
    }

    @Override
    public final Vector<T> subSequence(int beginIndex, int endIndex) {
        String what = "subSequence(" + beginIndex + ", " + endIndex + ") on Vector of length " + length();
        if (beginIndex < 0 || endIndex > length()) {
            throw new IndexOutOfBoundsException(what);
        }
        if (beginIndex > endIndex) {
            throw new IllegalArgumentException(what);
        }
        return part(beginIndex, endIndex);
    }

    @Override
    public final Vector<T> tail() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("tail of empty Vector");
        }
        return drop(1);
    }

    @Override
    public final Option<Vector<T>> tailOption() {
        return isEmpty() ? Option.none() : Option.some(tail());
    }

    @Override
    public final Vector<T> init() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("init of empty Vector");
        }
        return Vector.over(elements.removeLast());
    }

    @Override
    public final Option<Vector<T>> initOption() {
        return isEmpty() ? Option.none() : Option.some(init());
    }

    @Override
    public final Vector<T> takeWhile(Predicate<? super T> predicate) {
        return take(prefixLength(predicate));
    }

    @Override
    public final Vector<T> takeUntil(Predicate<? super T> predicate) {
        return takeWhile(predicate.negate());
    }

    @Override
    public final Vector<T> dropWhile(Predicate<? super T> predicate) {
        return drop(prefixLength(predicate));
    }

    @Override
    public final Vector<T> dropUntil(Predicate<? super T> predicate) {
        return dropWhile(predicate.negate());
    }

    @Override
    public final Vector<T> takeRightUntil(Predicate<? super T> predicate) {
        return drop(lastIndexWhere(predicate) + 1);
    }

    @Override
    public final Vector<T> takeRightWhile(Predicate<? super T> predicate) {
        return takeRightUntil(predicate.negate());
    }

    @Override
    public final Vector<T> dropRightUntil(Predicate<? super T> predicate) {
        return take(lastIndexWhere(predicate) + 1);
    }

    @Override
    public final Vector<T> dropRightWhile(Predicate<? super T> predicate) {
        return dropRightUntil(predicate.negate());
    }

    @Override
    public final Tuple2<Vector<T>, Vector<T>> splitAt(int n) {
        return Tuple.of(take(n), drop(n));
    }

    @Override
    public final Tuple2<Vector<T>, Vector<T>> splitAt(Predicate<? super T> predicate) {
        return span(predicate.negate());
    }

    @Override
    public final Tuple2<Vector<T>, Vector<T>> splitAtInclusive(Predicate<? super T> predicate) {
        int found = indexWhere(predicate);
        return splitAt(found < 0 ? length() : found + 1);
    }

    @Override
    public final Tuple2<Vector<T>, Vector<T>> span(Predicate<? super T> predicate) {
        return splitAt(prefixLength(predicate));
    }

    @Override
    public final Iterator<Vector<T>> grouped(int size) {
        return sliding(size, size);
    }

    @Override
    public final Iterator<Vector<T>> sliding(int size) {
        return sliding(size, 1);
    }

    @Override
    public final Iterator<Vector<T>> sliding(int size, int step) {
        if (size <= 0 || step <= 0) {
            throw new IllegalArgumentException("size (" + size + ") or step (" + step + ") not positive");
        }
        return new Windows<>(self(), size, step);
    }

    /** Windows on a vector, each a slice of it; the last is the first that reaches its end. */
    private static final class Windows<T> implements Iterator<Vector<T>> {
        private final Vector<T> vector;
        private final int size;
        private final int step;
        private int next;

        private Windows(Vector<T> vector, int size, int step) {
            this.vector = vector;
            this.size = size;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return next < vector.length();
        }

        @Override
        public Vector<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("after the last window");
            }
            int from = next;
            boolean isLast = size >= vector.length() - from || step >= vector.length() - from;
            next = isLast ? vector.length() : from + step;
            return vector.slice(from, from + Math.min(size, vector.length() - from));
        }
    }

    @Override
    public final Iterator<Vector<T>> slideBy(Function<? super T, ?> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        return iterator().slideBy(classifier).map(this::remade);
    }
}
