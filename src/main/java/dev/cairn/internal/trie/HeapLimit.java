package dev.cairn.internal.trie;

/** How large a collection on the heap may grow before it is written to its store. */
public final class HeapLimit {
    /** The system property that sets the limit. 0 keeps nothing on the heap. */
    public static final String PROPERTY = "dev.cairn.heapLimit";

    private static final int UNSET = -1;
    private static final int SET = Integer.getInteger(PROPERTY, UNSET);

    private HeapLimit() {}

    /** The limit of the system property; {@code standard} if it is not set. */
    public static int or(int standard) {
        return SET < 0 ? standard : SET;
    }
}
