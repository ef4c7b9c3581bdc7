package dev.cairn.internal.trie.vector;

/**
 * Shows the elements of two bases, one after the other.
 *
 * @param split how many elements the first base shows
 * @param other the second base; both have the same scope
 */
public record ConcatView(int split, VectorBase other) implements PendingEdits {
    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return index < split ? base.elementAt(index) : other.elementAt(index - split);
    }

    @Override
    public void enter(Stretch stretch, int index, int count) {
        if (index < split) {
            stretch.enterLeaf(stretch.base(), index, index, split);
        } else {
            stretch.enterLeaf(other, index, index - split, Integer.MAX_VALUE);
        }
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return RrbOperations.concat(source, split, other, size - split, source.scope());
    }
}
