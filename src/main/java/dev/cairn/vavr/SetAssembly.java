package dev.cairn.vavr;

import dev.cairn.PSet;
import dev.cairn.Store;
import dev.cairn.codec.Codec;

/** Makes a set of elements one after another; goes over to another codec where the default one does not take them. */
final class SetAssembly<T> {
    private final Store store;
    private Codec<T> codec;
    private PSet.Builder<T> elements;

    private SetAssembly(Store store, Codec<T> codec, PSet.Builder<T> elements) {
        this.store = store;
        this.codec = codec;
        this.elements = elements;
    }

    /** An empty one, with the default codec in the standard store. */
    static <T> SetAssembly<T> begin() {
        return after(HashSet.<T>empty().elements);
    }

    /** An empty one in the form of {@code form}. */
    static <T> SetAssembly<T> like(PSet<T> form) {
        return in(form.store(), form.codec());
    }

    /** An empty one with {@code codec} in {@code store}. */
    static <T> SetAssembly<T> in(Store store, Codec<T> codec) {
        return new SetAssembly<>(store, codec, PSet.builder(store, codec));
    }

    /** One that begins with {@code elements}. */
    static <T> SetAssembly<T> after(PSet<T> elements) {
        return new SetAssembly<>(elements.store(), elements.codec(), elements.toBuilder());
    }

    SetAssembly<T> add(T element) {
        Codec<T> grown = Defaults.grown(codec, element);
        if (!grown.equals(codec)) {
            codec = grown;
            elements = PSet.builder(store, codec).addAll(elements.build());
        }
        elements.add(element);
        return this;
    }

    SetAssembly<T> addAll(Iterable<? extends T> more) {
        more.forEach(this::add);
        return this;
    }

    SetAssembly<T> remove(T element) {
        elements = Defaults.find(codec, element, elements::remove, elements);
        return this;
    }

    PSet<T> build() {
        return elements.build();
    }

    /** {@code elements}, with a codec that takes {@code element} too. */
    static <T> PSet<T> grown(PSet<T> elements, T element) {
        Codec<T> grown = Defaults.grown(elements.codec(), element);
        return grown.equals(elements.codec()) ? elements : PSet.from(elements.store(), grown, elements);
    }
}
