package dev.cairn;

import dev.cairn.codec.Codec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The table of the kinds of collections. A new kind of collection needs one more entry. */
final class CollectionKinds {
    /** For each class name, makes the codec of such collections from the codecs of their elements. */
    private static final Map<String, Function<List<Codec<?>>, Codec<?>>> BY_NAME = Map.of(
            "LongVector", elements -> LongVector.codec(),
            "IntVector", elements -> IntVector.codec(),
            "DoubleVector", elements -> DoubleVector.codec(),
            "PVector", elements -> PVector.codec(elements.get(0)),
            "PMap", elements -> PMap.codec(elements.get(0), elements.get(1)),
            "PSet", elements -> PSet.codec(elements.get(0)),
            "Blob", elements -> Blob.codec());

    private CollectionKinds() {}

    /**
     * The codec of the collections with the class name {@code name} and the element codecs {@code elements}.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    static NestedCodec<?> named(String name, List<Codec<?>> elements) {
        Function<List<Codec<?>>, Codec<?>> kind = BY_NAME.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no kind of collections has the name " + name);
        }
        return (NestedCodec<?>) kind.apply(elements);
    }
}
