package dev.cairn.internal.trie.vector;

import org.jspecify.annotations.Nullable;

/**
 * A version begins somewhere in its base, and may end before it does.
 *
 * @param from the index in the base of the version's first element
 */
public record Cut(int from) implements Waiting {
    @Override
    public int find(int index, int count) {
        return -1;
    }

    @Override
    public int place(int index, int count) {
        return from + index;
    }

    @Override
    public long bits(int k) {
        throw new IndexOutOfBoundsException(k);
    }

    @Override
    public @Nullable Object prepared(int k) {
        throw new IndexOutOfBoundsException(k);
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return VectorReshape.cut(source, source.confinement(), from, from + size);
    }
}
