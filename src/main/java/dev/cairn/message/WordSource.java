package dev.cairn.message;

/** Where words are read. */
interface WordSource {
    /** How many there are. */
    long size();

    /** One of them. */
    long word(long index);
}
