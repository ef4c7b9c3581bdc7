package dev.cairn.internal.trie.map;

/** What there is, or will be, at one fragment of a node: a long of a tag and what the tag says. */
final class Cell {
    /*
     *     63  61 60                                  0
     *     +-----+-------------------------------------+
     *     | tag | address, index of an edit or a step |
     *     |     | or reference                        |
     *     +-----+-------------------------------------+
     */
    /** Nothing. */
    static final long NONE = 0;

    private static final int SHIFT = 61;
    private static final long ENTRY = 1;
    private static final long EDIT = 2;
    private static final long CHILD = 3;
    private static final long MADE = 4;

    private Cell() {}

    /** An entry that is in the store, where it lies. */
    static long entry(long at) {
        return ENTRY << SHIFT | at;
    }

    /** The entry that the edit {@code index} will make. */
    static long edit(int index) {
        return EDIT << SHIFT | index;
    }

    /** A node that is in the store. */
    static long child(int reference) {
        return CHILD << SHIFT | (reference & 0xFFFF_FFFFL);
    }

    /** A node that is in the store, or nothing if that is 0. */
    static long childOrNone(int reference) {
        return reference == 0 ? NONE : child(reference);
    }

    /** The node that the step {@code index} will make. */
    static long made(int index) {
        return MADE << SHIFT | index;
    }

    static boolean isStoredEntry(long cell) {
        return cell >>> SHIFT == ENTRY;
    }

    static boolean isEdit(long cell) {
        return cell >>> SHIFT == EDIT;
    }

    static boolean isEntry(long cell) {
        return isStoredEntry(cell) || isEdit(cell);
    }

    static boolean isStoredChild(long cell) {
        return cell >>> SHIFT == CHILD;
    }

    static boolean isMade(long cell) {
        return cell >>> SHIFT == MADE;
    }

    static boolean isChild(long cell) {
        return isStoredChild(cell) || isMade(cell);
    }

    /** The entry's address. */
    static long at(long cell) {
        return cell & (1L << SHIFT) - 1;
    }

    /** The edit, the step, or the child's reference. */
    static int index(long cell) {
        return (int) cell;
    }
}
