package dev.cairn.bench.mixed;

import dev.cairn.bench.measure.Workload;

/** What is timed; each constant names a method of the benchmark and says what one operation is. */
enum Operation implements Workload {
    READ("read", "read a document of so many kilobytes of JSON into maps and vectors, per kilobyte", true),
    WALK("walk", "go over all keys and leaves, per kilobyte", true),
    WRITE("write", "write the document as JSON, per kilobyte", true),
    EDIT("edit", "another leaf at the end of a random path of three to six keys and indexes, a chain", false),
    EQUAL("equal", "equals of two versions to each of which the same hundred edits were made", false),
    DIFFER("differ", "equals of two versions of which one has an edit more than the other", false),
    EQUAL_READ("equalRead", "equals of the documents of two readings", false),
    PROGRAM("program", "read, walk, edit a thousand times, compare with the same edits made apart, write", false);

    private final String label;
    private final String meaning;
    private final boolean ofKilobytes;

    Operation(String label, String meaning, boolean ofKilobytes) {
        this.label = label;
        this.meaning = meaning;
        this.ofKilobytes = ofKilobytes;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean makesVersions() {
        return this == READ || this == EDIT || this == PROGRAM;
    }

    @Override
    public boolean isPerElement() {
        return ofKilobytes;
    }

    @Override
    public boolean isOfKilobytes() {
        return ofKilobytes;
    }

    boolean needsVersions() {
        return !ofKilobytes && this != EQUAL_READ;
    }
}
