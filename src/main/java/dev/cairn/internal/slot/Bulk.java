package dev.cairn.internal.slot;

/**
 * How much of an element is saved under the stripe of the collection that it goes into: how many elements the collections have that are
 * saved with it, and how deep these lie in one another. An int, so that it costs nothing.
 */
public final class Bulk {
    /*
     * Layout: depth 8 | elements 24. More elements count as the most.
     */
    /** Of an element that is no collection, or one that has nodes already. */
    public static final int NONE = 0;

    /** More than is saved with an element. */
    public static final int TOO_MUCH = (1 << 24) - 1;

    /** Writing so many elements takes some ten microseconds. */
    private static final int ELEMENTS_MOST = 256;

    /** One change writes so many elements of such collections. */
    private static final int CHANGE_MOST = 1 << 13;

    /** Saving is recursive, and the stack must not overflow while a stripe is held. */
    private static final int DEPTH_MOST = 4;

    private static final int ELEMENTS = TOO_MUCH;
    private static final int DEPTH_SHIFT = 24;

    private Bulk() {}

    /** Both together. */
    public static int join(int a, int b) {
        int elements = Math.min((a & ELEMENTS) + (b & ELEMENTS), ELEMENTS);
        return Math.max(a >>> DEPTH_SHIFT, b >>> DEPTH_SHIFT) << DEPTH_SHIFT | elements;
    }

    /** A small collection of {@code size} elements, with which {@code inner} is saved. It counts as an element, too. */
    public static int around(int inner, int size) {
        return join(inner, size + 1) + (1 << DEPTH_SHIFT);
    }

    /** Whether elements of this bulk are more than one change writes. */
    public static boolean isMuch(int bulk) {
        return (bulk & ELEMENTS) > CHANGE_MOST;
    }

    /** Whether it is saved with one element. */
    public static boolean isLittle(int bulk) {
        return (bulk & ELEMENTS) <= ELEMENTS_MOST && bulk >>> DEPTH_SHIFT <= DEPTH_MOST;
    }
}
