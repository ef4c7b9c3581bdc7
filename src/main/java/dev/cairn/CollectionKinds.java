package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.CodecTable;
import java.util.List;

/** The kinds of collections in the table of codecs. A new kind of collection needs one more entry. */
final class CollectionKinds {
    private CollectionKinds() {}

    /** Enters all kinds. */
    static void enterAll() {
        CodecTable.enter("LongVector", 0, elements -> LongVector.codec());
        CodecTable.enter("IntVector", 0, elements -> IntVector.codec());
        CodecTable.enter("DoubleVector", 0, elements -> DoubleVector.codec());
        CodecTable.enter("Blob", 0, elements -> Blob.codec());
        CodecTable.enter("PVector", 1, elements -> PVector.codec(part(elements, 0)));
        CodecTable.enter("PSet", 1, elements -> PSet.codec(part(elements, 0)));
        CodecTable.enter("LongLongMap", 0, elements -> LongLongMap.codec());
        CodecTable.enter("LongMap", 1, elements -> LongMap.codec(part(elements, 0)));
        CodecTable.enter("PMap", 2, elements -> PMap.codec(part(elements, 0), part(elements, 1)));
    }

    private static Codec<?> part(List<?> elements, int index) {
        return (Codec<?>) elements.get(index);
    }

    /**
     * The codec of the collections with the class name {@code name} and the element codecs {@code elements}.
     *
     * @throws RuntimeException if there is no such class
     */
    static NestedCodec<?> named(String name, List<?> elements) {
        return (NestedCodec<?>) CodecTable.make(name, elements);
    }
}
