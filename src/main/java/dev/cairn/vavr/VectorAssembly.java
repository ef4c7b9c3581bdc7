package dev.cairn.vavr;

import dev.cairn.PVector;

/** Makes a vector of elements one after another. */
final class VectorAssembly<T> {
    private final PVector.Builder<T> elements;

    private VectorAssembly(PVector.Builder<T> elements) {
        this.elements = elements;
    }

    /** An empty one, with the default codec in the standard store. */
    static <T> VectorAssembly<T> begin() {
        return after(Vector.<T>empty().elements);
    }

    /** An empty one in the form of {@code form}. */
    static <T> VectorAssembly<T> like(PVector<T> form) {
        return new VectorAssembly<>(PVector.builder(form.store(), form.codec()));
    }

    /** One that begins with {@code elements}. */
    static <T> VectorAssembly<T> after(PVector<T> elements) {
        return new VectorAssembly<>(elements.toBuilder());
    }

    VectorAssembly<T> add(T element) {
        elements.append(element);
        return this;
    }

    VectorAssembly<T> addAll(Iterable<? extends T> more) {
        more.forEach(this::add);
        return this;
    }

    PVector<T> build() {
        return elements.build();
    }
}
