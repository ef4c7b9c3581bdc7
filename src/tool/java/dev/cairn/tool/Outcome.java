package dev.cairn.tool;

import java.io.PrintWriter;

/** What came of a run; numbers and words on the heap only, so that no version is reachable from it. */
interface Outcome {
    /** How many files were text, and read. */
    long files();

    /** Whether all checks held. */
    boolean sound();

    void print(PrintWriter out);
}
