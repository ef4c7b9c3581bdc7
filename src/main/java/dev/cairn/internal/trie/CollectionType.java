package dev.cairn.internal.trie;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Common part of the types of vectors and maps, which all versions with the same codecs in one store share. */
public abstract class CollectionType {
    private @Nullable Object kind;

    /**
     * The kind of the versions of this type: what {@code maker}, which is the same each time, made once. Each version that becomes an element
     * asks for it.
     */
    @SuppressWarnings("unchecked") // always the same maker
    public final <K> K kind(Supplier<K> maker) {
        Object known = kind;
        if (known == null) {
            known = maker.get();
            kind = known;
        }
        return (K) known;
    }
}
