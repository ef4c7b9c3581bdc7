package dev.cairn.program;

import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.VectorChanges;
import dev.cairn.codec.Codec;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.IntFunction;

/** PVectors with one codec. */
record Elements<E>(Codec<E> codec, IntFunction<E> elements) implements Subject<PVector<E>, E> {
    @Override
    public E element(int seed) {
        return elements.apply(seed);
    }

    @Override
    public PVector<E> empty(Store store) {
        return PVector.empty(store, codec);
    }

    @Override
    public PVector<E> from(Store store, List<E> list) {
        return PVector.from(store, codec, list);
    }

    @Override
    public int size(PVector<E> vector) {
        return vector.size();
    }

    @Override
    public E get(PVector<E> vector, int index) {
        return vector.get(index);
    }

    @Override
    public PVector<E> append(PVector<E> vector, E element) {
        return vector.append(element);
    }

    @Override
    public PVector<E> appendAll(PVector<E> vector, List<E> list) {
        return vector.appendAll(list);
    }

    @Override
    public PVector<E> update(PVector<E> vector, int index, E element) {
        return vector.update(index, element);
    }

    @Override
    public PVector<E> removeLast(PVector<E> vector) {
        return vector.removeLast();
    }

    @Override
    public PVector<E> prepend(PVector<E> vector, E element) {
        return vector.prepend(element);
    }

    @Override
    public PVector<E> insert(PVector<E> vector, int index, E element) {
        return vector.insert(index, element);
    }

    @Override
    public Iterator<E> iterator(PVector<E> vector) {
        return vector.iterator();
    }

    @Override
    public Spliterator<E> spliterator(PVector<E> vector) {
        return vector.spliterator();
    }

    @Override
    public VectorChanges<E> changes(PVector<E> before, PVector<E> after) {
        return before.changesTo(after);
    }

    @Override
    public PVector<E> patch(PVector<E> vector, VectorChanges<E> changes) {
        return vector.patch(changes);
    }

    @Override
    public Session<PVector<E>, E> builder(PVector<E> vector) {
        return new Building<>(vector.toBuilder());
    }

    @Override
    public String toString() {
        return "PVector of " + codec;
    }

    private record Building<E>(PVector.Builder<E> builder) implements Session<PVector<E>, E> {
        @Override
        public void append(E element) {
            builder.append(element);
        }

        @Override
        public void appendAll(List<E> list) {
            builder.appendAll(list);
        }

        @Override
        public void update(int index, E element) {
            builder.update(index, element);
        }

        @Override
        public E get(int index) {
            return builder.get(index);
        }

        @Override
        public int size() {
            return builder.size();
        }

        @Override
        public PVector<E> build() {
            return builder.build();
        }
    }
}
