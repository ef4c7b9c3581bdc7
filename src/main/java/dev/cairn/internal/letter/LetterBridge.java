package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import org.jspecify.annotations.Nullable;

/**
 * What letters need to know of stores and of what is in them. The package that users see stands above this one, and says so when
 * the first store is made.
 */
public abstract class LetterBridge {
    private static volatile @Nullable LetterBridge registered;

    /** What there is, once a store was made. */
    public static LetterBridge get() {
        LetterBridge now = registered;
        if (now == null) {
            throw new IllegalStateException("no store was made");
        }
        return now;
    }

    /** Says what there is. */
    public static void register(LetterBridge bridge) {
        registered = bridge;
    }

    /** What there is, if {@code value} is a stone. */
    public static @Nullable LetterBridge ofStone(Object value) {
        LetterBridge now = registered;
        return now != null && now.isStone(value) ? now : null;
    }

    /** The inside of {@code store}. */
    public abstract Core core(Object store);

    /** Whether {@code value} is a stone. */
    public abstract boolean isStone(Object value);

    /** The inside of the store that {@code stone} lies in. */
    public abstract Core coreOf(Object stone);

    /** Whether {@code stone} may leave the process. */
    public abstract boolean isPortable(Object stone);

    /** The number of {@code core} among the stores of this process, from 1. */
    public abstract int number(Core core);

    /**
     * What of {@code stone} may cross by reference within {@code core}. Changes that wait go on waiting until {@link Ready#writePending}, but
     * those that a scope would end.
     *
     * @throws RuntimeException the named exception of a foreign store, if it is a stone of another
     */
    public abstract Ready ready(Core core, Object stone);

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

        /** About how many bytes of the heap it holds beside its handle. */
        int weight();

        /** Writes the changes that wait. Takes a stripe, so the caller holds none. */
        void writePending();

        /** One reference to all of it, in which nothing waits any more, returned owned. */
        int keep(Stripe stripe);
    }
}
