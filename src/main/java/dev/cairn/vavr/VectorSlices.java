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

/** Taking parts of a vector. The parts share its nodes. */
abstract class VectorSlices<T, S extends VectorSlices<T, S>> extends VectorReads<T, S> {
    private static final long serialVersionUID = 1L;

    VectorSlices(PVector<T> elements) {
        super(elements);
    }

    /** The elements from {@code from} to {@code to}; both are limited to the vector. O(log n). */
    private S part(int from, int to) {
        int begin = Math.clamp(from, 0, length());
        int end = Math.clamp(to, begin, length());
        return begin == 0 && end == length() ? self() : wrap(elements.slice(begin, end));
    }

    @Override
    public final S take(int n) {
        return part(0, n);
    }

    @Override
    public final S drop(int n) {
        return part(n, length());
    }

    @Override
    public final S takeRight(int n) {
        return part(n <= 0 ? length() : length() - n, length());
    }

    @Override
    public final S dropRight(int n) {
        return part(0, n <= 0 ? length() : length() - n);
    }

    @Override
    public final S slice(int beginIndex, int endIndex) {
        return part(beginIndex, endIndex);
    }

    @Override
    public final S subSequence(int beginIndex) {
        return subSequence(beginIndex, Math.max(beginIndex, length()));
    }

    @Override
    public final S subSequence(int beginIndex, int endIndex) {
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
    public final S tail() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("tail of empty Vector");
        }
        return drop(1);
    }

    @Override
    public final Option<S> tailOption() {
        return isEmpty() ? Option.none() : Option.some(tail());
    }

    @Override
    public final S init() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("init of empty Vector");
        }
        return wrap(elements.removeLast());
    }

    @Override
    public final Option<S> initOption() {
        return isEmpty() ? Option.none() : Option.some(init());
    }

    @Override
    public final S takeWhile(Predicate<? super T> predicate) {
        return take(prefixLength(predicate));
    }

    @Override
    public final S takeUntil(Predicate<? super T> predicate) {
        return takeWhile(predicate.negate());
    }

    @Override
    public final S dropWhile(Predicate<? super T> predicate) {
        return drop(prefixLength(predicate));
    }

    @Override
    public final S dropUntil(Predicate<? super T> predicate) {
        return dropWhile(predicate.negate());
    }

    @Override
    public final S takeRightUntil(Predicate<? super T> predicate) {
        return drop(lastIndexWhere(predicate) + 1);
    }

    @Override
    public final S takeRightWhile(Predicate<? super T> predicate) {
        return takeRightUntil(predicate.negate());
    }

    @Override
    public final S dropRightUntil(Predicate<? super T> predicate) {
        return take(lastIndexWhere(predicate) + 1);
    }

    @Override
    public final S dropRightWhile(Predicate<? super T> predicate) {
        return dropRightUntil(predicate.negate());
    }

    @Override
    public final Tuple2<S, S> splitAt(int n) {
        return Tuple.of(take(n), drop(n));
    }

    @Override
    public final Tuple2<S, S> splitAt(Predicate<? super T> predicate) {
        return span(predicate.negate());
    }

    @Override
    public final Tuple2<S, S> splitAtInclusive(Predicate<? super T> predicate) {
        int found = indexWhere(predicate);
        return splitAt(found < 0 ? length() : found + 1);
    }

    @Override
    public final Tuple2<S, S> span(Predicate<? super T> predicate) {
        return splitAt(prefixLength(predicate));
    }

    @Override
    public final Iterator<S> grouped(int size) {
        return sliding(size, size);
    }

    @Override
    public final Iterator<S> sliding(int size) {
        return sliding(size, 1);
    }

    @Override
    public final Iterator<S> sliding(int size, int step) {
        if (size <= 0 || step <= 0) {
            throw new IllegalArgumentException("size (" + size + ") or step (" + step + ") not positive");
        }
        return new Windows<>(self(), size, step);
    }

    /** Windows on a vector: each is a slice. The first window that reaches the end is the last. */
    private static final class Windows<S extends VectorSlices<?, S>> implements Iterator<S> {
        private final S vector;
        private final int size;
        private final int step;
        private int next;

        private Windows(S vector, int size, int step) {
            this.vector = vector;
            this.size = size;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return next < vector.length();
        }

        @Override
        public S next() {
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
    public final Iterator<S> slideBy(Function<? super T, ?> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        return iterator().slideBy(classifier).map(this::remade);
    }
}
