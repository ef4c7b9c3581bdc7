package dev.cairn.vavr;

import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;

/** Makes a vector of elements one after another; goes over to another codec where the default one does not take them. */
final class VectorAssembly<T> {
    private final Store store;
    private Codec<T> codec;
    private PVector.Builder<T> elements;

    private VectorAssembly(Store store, Codec<T> codec, PVector.Builder<T> elements) {
        this.store = store;
        this.codec = codec;
        this.elements = elements;
    }

    /** An empty one, with the default codec in the standard store. */
    static <T> VectorAssembly<T> begin() {
        return after(Vector.<T>empty().elements);
    }

    /** An empty one in the form of {@code form}. */
    static <T> VectorAssembly<T> like(PVector<T> form) {
        return new VectorAssembly<>(form.store(), form.codec(), PVector.builder(form.store(), form.codec()));
    }

    /** One that begins with {@code elements}. */
    static <T> VectorAssembly<T> after(PVector<T> elements) {
        return new VectorAssembly<>(elements.store(), elements.codec(), elements.toBuilder());
    }

    VectorAssembly<T> add(T element) {
        Codec<T> grown = Defaults.grown(codec, element);
        if (!grown.equals(codec)) {
            codec = grown;
            elements = PVector.builder(store, codec).appendAll(elements.build());
        }
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

    /** {@code elements}, with a codec that takes {@code element} too. */
    static <T> PVector<T> grown(PVector<T> elements, T element) {
        return with(elements, Defaults.grown(elements.codec(), element));
    }

    /** {@code elements}, with a codec that takes those of {@code others} too. */
    static <T> PVector<T> joinable(PVector<T> elements, PVector<T> others) {
        return with(elements, Defaults.joined(elements.codec(), others.codec()));
    }

    private static <T> PVector<T> with(PVector<T> elements, Codec<T> codec) {
        return codec.equals(elements.codec()) ? elements : PVector.from(elements.store(), codec, elements);
    }
}
