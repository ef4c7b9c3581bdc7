package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import org.jspecify.annotations.Nullable;

/**
 * What letters need to know of stores and of what is in them. The package that users see stands above this one, and says so when
 * the first store is made.
 */
public abstract class Stones {
    private static volatile @Nullable Stones known;

    /** What there is, once a store was made. */
    public static Stones known() {
        Stones now = known;
        if (now == null) {
            throw new IllegalStateException("no store was made");
        }
        return now;
    }

    /** Says what there is. */
    public static void know(Stones stones) {
        known = stones;
    }

    /** The inside of {@code store}. */
    public abstract Core core(Object store);

    /** The number of {@code core} among the stores of this process, from 1. */
    public abstract int number(Core core);

    /**
     * What of {@code value} may cross by reference within {@code core}; null if it is no stone. Writes changes that wait.
     *
     * @throws RuntimeException the named exception of a foreign store, if it is a stone of another
     */
    public abstract @Nullable Ready ready(Core core, Object value);

    /**
     * The stone that the reference {@code node} of the kind {@code kind} names in {@code core}; lets it own what {@code
     * from} returns.
     */
    public abstract Object revive(Core core, int kind, int node, Source from);

    /** Whence a count comes. */
    @FunctionalInterface
    public interface Source {
        /** One count of {@code node}, returned owned. */
        int own(Stripe stripe, int node);
    }

    /** A stone that a reference can be made of. */
    public interface Ready {
        /** Says, in its store, how to make the stone of the reference again. */
        int kind();

        /** One reference to all of it, returned owned. */
        int keep(Stripe stripe);
    }
}
