package dev.cairn.internal.trie;

/** How large a collection may be that lies on the heap until it has to be written to its store. */
public final class HeapLimit {
    /** The name of the system property that sets the limit: 0 lets nothing stay on the heap. */
    public static final String PROPERTY = "dev.cairn.heapLimit";

    private static final int UNSET = -1;
    private static final int SET = Integer.getInteger(PROPERTY, UNSET);

    private HeapLimit() {}

    /** The limit that the system property sets, else {@code standard}. */
    public static int or(int standard) {
        return SET < 0 ? standard : SET;
    }
}
