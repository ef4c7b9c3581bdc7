package dev.cairn.bench.small;

import dev.cairn.bench.measure.Workload;

/** What is timed of many small collections in an array, in the order in which it happens. */
enum Phase implements Workload {
    MAKE(
            "makeMany",
            "make a million and put them into an array, for each: maps and sets of three elements, vectors of five"),
    COLLECT("collectMany", "the pause of a full collection with a million alive, for each"),
    DROP("dropMany", "drop a million, until a collection has found them and all that they held is reclaimed, for each");

    private final String label;
    private final String meaning;

    Phase(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
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
        return true;
    }

    @Override
    public boolean isPerElement() {
        return true;
    }
}
