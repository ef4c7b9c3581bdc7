package dev.cairn.internal.trie.map;

/** The content of a node at one fragment, as it is or as it will be: a long with a tag. */
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

    /** An entry in the store, by its address. */
    static long entry(long at) {
        return ENTRY << SHIFT | at;
    }

    /** The entry that edit {@code index} will make. */
    static long edit(int index) {
        return EDIT << SHIFT | index;
    }

    /** A node in the store. */
    static long child(int reference) {
        return CHILD << SHIFT | (reference & 0xFFFF_FFFFL);
    }

    /** A node in the store, or nothing if the reference is 0. */
    static long childOrNone(int reference) {
        return reference == 0 ? NONE : child(reference);
    }

    /** The node that step {@code index} will make. */
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

    /** The address of the entry. */
    static long at(long cell) {
        return cell & (1L << SHIFT) - 1;
    }

    /** The index of the edit or step, or the reference of the child. */
    static int index(long cell) {
        return (int) cell;
    }
}
