package dev.cairn.internal.trie.vector;

/**
 * A version begins somewhere in its base, and may end before it does.
 *
 * @param from the index in the base of the version's first element
 */
public record Cut(int from) implements Waiting {
    @Override
    public boolean allowsAppending() {
        return false;
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return base.elementAt(from + index);
    }

    @Override
    public void enter(Stretches stretches, int index, int count) {
        stretches.enterLeaf(stretches.base(), index, from + index, Integer.MAX_VALUE);
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return VectorReshape.cut(source, source.confinement(), from, from + size);
    }
}
