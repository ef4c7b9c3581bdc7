package dev.cairn.tool;

import java.io.PrintWriter;

/** The result of a run. It has only numbers and words on the heap, so that no version is reachable from it. */
interface Outcome {
    /** The number of text files that were read. */
    long files();

    /** Whether all checks held. */
    boolean sound();

    void print(PrintWriter out);
}
