package dev.cairn.vavr;

import dev.cairn.PSet;
import dev.cairn.Store;
import dev.cairn.codec.Codec;

/** Makes a set of elements one after another. */
final class SetAssembly<T> {
    private final Codec<T> codec;
    private PSet.Builder<T> elements;

    private SetAssembly(Codec<T> codec, PSet.Builder<T> elements) {
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
        return new SetAssembly<>(codec, PSet.builder(store, codec));
    }

    /** One that begins with {@code elements}. */
    static <T> SetAssembly<T> after(PSet<T> elements) {
        return new SetAssembly<>(elements.codec(), elements.toBuilder());
    }

    SetAssembly<T> add(T element) {
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

    /** Adds {@code element}, if a set with this codec can have it. */
    SetAssembly<T> addIfTaken(T element) {
        elements = Defaults.find(codec, element, elements::add, elements);
        return this;
    }

    PSet<T> build() {
        return elements.build();
    }
}
