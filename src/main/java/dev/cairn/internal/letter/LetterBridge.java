package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The way from letters up to stores and collections. The package of collections, which is above this one, registers it. */
public abstract class LetterBridge {
    private static volatile @Nullable LetterBridge registered;

    /** The registered bridge. */
    public static LetterBridge get() {
        LetterBridge now = registered;
        if (now == null) {
            throw new IllegalStateException("no store was made");
        }
        return now;
    }

    /** Called before the first store is made. */
    public static void register(LetterBridge bridge) {
        registered = bridge;
    }

    /** The bridge if {@code value} is a stone; else null. */
    public static @Nullable LetterBridge ofStone(Object value) {
        LetterBridge now = registered;
        return now != null && now.isStone(value) ? now : null;
    }

    /** The core of {@code store}. */
    public abstract Core core(Object store);

    /** Whether {@code value} is a stone. */
    public abstract boolean isStone(Object value);

    /** The core of the store in which {@code stone} lies. */
    public abstract Core coreOf(Object stone);

    /** Whether {@code stone} may leave the process. */
    public abstract boolean isPortable(Object stone);

    /** The number of {@code core}: of a store in a file the same in each process, else that among the stores of this process. */
    public abstract int number(Core core);

    /**
     * The mailbox of {@code core} with this name. If there is none, a new one for {@code capacity} letters of each process.
     *
     * @throws RuntimeException the named exception of a name that is taken, if an atom has it, or if the mailbox has another capacity and
     *     {@code isExact}
     */
    public abstract Post post(Core core, String name, int capacity, boolean isExact);

    /** Removes the mailbox of {@code core} with this name; returns whether there was one. */
    public abstract boolean removePost(Core core, String name);

    /** All mailboxes of {@code core} that have names. */
    public abstract List<PostFigures> posts(Core core);

    /** The number that the system gave to the process [generation32 | row + 1]; empty if that does not live. */
    public abstract OptionalLong living(Core core, long process);

    /**
     * Prepares {@code stone} for a letter in {@code core}. Pending edits are written by {@link Ready#writePending} later; those that a
     * scope would end are written now.
     *
     * @throws RuntimeException the named exception of a foreign store, if the stone is in another store
     */
    public abstract Ready ready(Core core, Object stone);

    /**
     * Makes the stone of the header {@code node} in {@code core}, whose label is {@code kind}. The stone owns the count that {@code
     * from} returns.
     */
    public abstract Object revive(Core core, int kind, int node, Source from);

    /** Gives counts of nodes. */
    @FunctionalInterface
    public interface Source {
        /** One count of {@code node}, returned owned. */
        int own(Stripe stripe, int node);
    }

    /** A stone that is prepared for a letter. */
    public interface Ready {
        /** The number of the label with which the stone can be made again. */
        int kind();

        /** About how many bytes of the heap it holds beside its handle. */
        int weight();

        /**
         * Writes the pending edits, or makes a small stone ready to be saved without a base. {@code again} says whether this was called
         * before for the same place. Returns the bulk of what is saved with the stone. Takes a stripe, so the caller holds none.
         */
        int writePending(boolean again);

        /** Writes the stone by a change of its own, so that nothing is saved with the letter. */
        void writeApart();

        /** The header of the stone, after {@link #writePending}; returned owned. */
        int keep(Stripe stripe);
    }
}
