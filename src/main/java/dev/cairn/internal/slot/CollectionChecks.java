package dev.cairn.internal.slot;

/** The kinds of collections that the descriptors of a store describe. */
public interface CollectionChecks {
    /**
     * The kind with this number in the store.
     *
     * @throws IllegalArgumentException if no descriptor has this number, or if it describes no collections
     */
    CollectionCheck numbered(int number);

    /**
     * The kind that {@code text} describes.
     *
     * @throws IllegalArgumentException if it describes no collections
     */
    CollectionCheck described(String text);

    /** Whether a program that has one of both kinds can read what the other one wrote. */
    boolean areAlike(CollectionCheck kind, CollectionCheck other);

    /**
     * Checks the {@code length} bytes of {@code tag} at {@code at}, which need {@code parts}.
     *
     * @throws IllegalArgumentException if they are not as a codec writes them; the message says how
     */
    void checkParts(SlotCheck.Nodes nodes, byte tag, long at, int length, int... parts);
}
