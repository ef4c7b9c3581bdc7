package dev.cairn.message;

/** The types of the formats. */
public enum FormatType {
    /** The symbol null. */
    NULL,
    /** The symbols false and true. */
    BOOLEAN,
    /** A whole number. */
    INTEGER,
    /** A floating-point number: in Wota the bits of a double, in Nota a decimal. */
    FLOATING,
    /** Code points, none of them a surrogate. */
    TEXT,
    /** Bits. */
    BLOB,
    /** Values in order. */
    ARRAY,
    /** Pairs of a text and a value; in order too, but no key twice. */
    RECORD,
    /** A reference to a collection of the store in which a letter lies. Only letters have references. */
    COLLECTION;

    /* The numbers of the symbols, in both formats. */
    static final int NULL_SYMBOL = 0;
    static final int FALSE_SYMBOL = 2;
    static final int TRUE_SYMBOL = 3;
}
