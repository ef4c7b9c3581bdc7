package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import org.jspecify.annotations.Nullable;

/** Puts zeros behind numbers, for somebody who fills them. A change makes many leaves. */
final class PlacesBuilder extends VectorBuilder {
    /** So many leaves hold a stripe for some microseconds. */
    private static final int LEAVES_AT_ONCE = 64;

    /**
     * The number of an edit that all new leaves get, so that who fills them knows them by it. In an irregular trie each push begins an edit, and
     * does not edit such a leaf again.
     */
    private final long number = super.leafNumber();

    /** The leaves of this change. Those from {@code used} to {@code made} are no part of the vector yet. */
    private final int[] leaves = new int[LEAVES_AT_ONCE];

    private int used;
    private int made;

    /** How many zeros are still to come. */
    private int left;

    private PlacesBuilder(VectorBase source, int size, @Nullable ScopeState scope) {
        super(source, size, scope);
    }

    /** A builder of the first {@code size} elements of {@code source} with {@code more} zeros behind them. */
    static VectorBuilder of(VectorBase source, int size, @Nullable ScopeState scope, int more) {
        PlacesBuilder longer = new PlacesBuilder(source, size, scope);
        longer.left = more;
        while (longer.left > 0) {
            longer.change(longer::addZeros);
        }
        return longer;
    }

    private void addZeros(Stripe stripe) {
        try {
            do {
                if (!hasRoom()) {
                    ensureRoom(stripe);
                }
                int count = Math.min(room(), left);
                memory().fill(next, (long) count * type.width, (byte) 0);
                advance(count);
                left -= count;
            } while (left > 0 && used < made && !isIrregular());
        } finally {
            while (used < made) {
                stripe.drop(leaves[used++]);
            }
        }
    }

    @Override
    long leafNumber() {
        return number;
    }

    @Override
    int freshLeaf(Stripe stripe) {
        if (used == made) {
            int full = type.leafElements();
            int most = Math.min(LEAVES_AT_ONCE, (left - 1) / full + 1);
            made = stripe.allocateSome(
                    type.leafBytes(full), type.leafKind(), type.shapeNumber, number, leaves, isIrregular() ? 1 : most);
            used = 0;
        }
        return leaves[used++];
    }
}
