package dev.cairn.internal.trie;

import org.jspecify.annotations.Nullable;

/** Common part of the types of vectors and maps, which all versions with the same codecs in one store share. */
public abstract class CollectionType {
    private @Nullable Object kind;

    /** What was kept last; null before. */
    public final @Nullable Object kind() {
        return kind;
    }

    /** Keeps the kind of the versions of this type, which is immutable: it takes long to make, and each version that becomes an element needs it. */
    public final void keepKind(Object made) {
        kind = made;
    }
}
