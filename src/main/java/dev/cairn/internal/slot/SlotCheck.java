package dev.cairn.internal.slot;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;

/**
 * Tells whether slots are as a codec writes them, of bytes that somebody may have chosen. Made of the codec's {@link Descriptor}, so
 * it needs no class of a program, and runs no code of a program.
 */
public interface SlotCheck {
    /** The layout of a slot. */
    Shape shape();

    /**
     * What a slot must have, in words. Types with the same words can share nodes; a node is checked once, as of the type with which it was
     * met first.
     */
    String layout();

    /** Whether a codec copies all values whose slots refer to nothing, so that entries of such slots can be packed. */
    default boolean isCopied() {
        return false;
    }

    /**
     * Checks the slot at {@code at}: whatever a codec reads of it lies where it may read.
     *
     * @throws IllegalArgumentException if it is not as a codec writes it; the message says how
     */
    void check(Nodes nodes, long at);

    /** Whether {@link #hashAt} knows the hash of each value, or throws if there can be no such key. */
    default boolean isHashed() {
        return true;
    }

    /**
     * The hash of the slot at {@code at}, which was checked, with all to which it refers.
     *
     * @throws IllegalArgumentException if no store in a file has such a key
     */
    long hashAt(Core core, long at, long seed);

    /** The nodes to which slots refer. */
    interface Nodes {
        /** The bytes of the store. */
        Memory memory();

        /**
         * Requires that {@code node} is one of bytes that did not fit a slot, with room for {@code length} of them. Returns whether its
         * content was not checked yet. Unless the bytes are {@code plain}, any of which can be read, all slots that refer to it have this
         * {@code tag} and length.
         */
        boolean isNewBytes(int node, boolean plain, byte tag, int length);

        /** Requires that {@code node} is a collection of this type. It is visited later. */
        void collection(int node, CollectionCheck type);

        /** Requires that {@code node} has {@code length} bytes that need parts, and the parts. It is visited later. */
        void parts(int node, byte tag, int length);
    }
}
