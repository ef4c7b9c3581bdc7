package dev.cairn.message;

/** Where words are written, one after another. */
interface WordSink {
    void put(long word);
}
