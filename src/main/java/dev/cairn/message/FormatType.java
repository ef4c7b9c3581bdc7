package dev.cairn.message;

/** What a value is in the formats. */
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
    /** A reference to a collection of the store that a letter lies in; in no other words, and in no bytes. */
    COLLECTION
}
