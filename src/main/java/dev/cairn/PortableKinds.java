package dev.cairn;

import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Descriptor.Part;
import java.util.Set;

/** The kinds of collections whose bytes mean the same in every process, also in a store that does not describe its collections. */
final class PortableKinds {
    private static final Set<String> WORDS = Set.of(
            "boolean",
            "byte",
            "short",
            "char",
            "int",
            "long",
            "float",
            "double",
            "string",
            "bytes",
            "any",
            Descriptor.RECORD,
            Descriptor.ENCODING,
            "vector",
            "map",
            "set",
            "blob",
            "longVector",
            "intVector",
            "doubleVector",
            "longLongMap",
            "longMap");

    private PortableKinds() {}

    /**
     * The text that describes {@code kind}.
     *
     * @throws NotPortableException if the kind has a part whose values mean something in this process only
     */
    static String require(String atom, NestedCodec<?> kind) {
        Descriptor descriptor = kind.descriptor();
        require(atom, descriptor, descriptor);
        return descriptor.toString();
    }

    private static void require(String atom, Descriptor whole, Descriptor part) {
        if (!WORDS.contains(part.word())) {
            throw NotPortableException.of(
                    "the atom " + atom + " holds " + whole + ", and values of " + part
                            + " have numbers that only this process knows; make the store with StoreOptions.portable(true), or in a file");
        }
        for (Part inner : part.parts()) {
            Descriptor type = inner.type();
            if (type != null) {
                require(atom, whole, type);
            }
        }
    }
}
