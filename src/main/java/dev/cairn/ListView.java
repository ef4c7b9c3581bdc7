package dev.cairn;

import java.io.Serial;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A range of a vector as a {@link List}, which holds the whole vector. */
@SuppressWarnings("serial") // never written: a stream has its form
final class ListView<E extends @Nullable Object> extends ReadOnlyList<E> implements Serializable {
    private final AbstractVector<E, ?> vector;
    private final IntFunction<E> elements;
    private final Ranges<E> ranges;
    private final int from;
    private final int size;

    private ListView(AbstractVector<E, ?> vector, IntFunction<E> elements, Ranges<E> ranges, int from, int size) {
        this.vector = vector;
        this.elements = elements;
        this.ranges = ranges;
        this.from = from;
        this.size = size;
    }

    /** Makes cursors, each of which is an {@link Iterator}, too. */
    @FunctionalInterface
    private interface Ranges<E extends @Nullable Object> {
        Spliterator<E> cursor(int from, int end);
    }

    /** All of {@code vector}. */
    @SuppressWarnings("unchecked") // each kind of vector has elements of one class
    static <E extends @Nullable Object> ListView<E> of(AbstractVector<E, ?> vector) {
        vector.base.check();
        int size = vector.size;
        return (ListView<E>)
                switch ((Version) vector) {
                    case LongVector v -> new ListView<>(v, v::get, (a, b) -> new LongCursor(v, a, b), 0, size);
                    case IntVector v -> new ListView<>(v, v::get, (a, b) -> new IntCursor(v, a, b), 0, size);
                    case DoubleVector v -> new ListView<>(v, v::get, (a, b) -> new DoubleCursor(v, a, b), 0, size);
                    case PVector<?> v -> of(v);
                    default -> throw new AssertionError(vector.getClass());
                };
    }

    private static <T extends @Nullable Object> ListView<T> of(PVector<T> v) {
        return new ListView<>(v, v::get, v::cursor, 0, v.size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public E get(int index) {
        return elements.apply(from + Objects.checkIndex(index, size));
    }

    @Override
    @SuppressWarnings("unchecked") // as Ranges says
    public Iterator<E> iterator() {
        return (Iterator<E>) spliterator();
    }

    @Override
    public Spliterator<E> spliterator() {
        return ranges.cursor(from, from + size);
    }

    @Override
    public List<E> subList(int start, int end) {
        Objects.checkFromToIndex(start, end, size);
        return new ListView<>(vector, elements, ranges, from + start, end - start);
    }

    ViewForm form(ViewForm.Kind kind) {
        AbstractVector<E, ?> viewed = size == vector.size ? vector : vector.slice(from, from + size);
        return new ViewForm((Version) viewed, kind);
    }

    @Serial
    private Object writeReplace() {
        return form(ViewForm.Kind.LIST);
    }

    @Override
    public List<E> reversed() {
        return new ReversedView<>(this);
    }
}
