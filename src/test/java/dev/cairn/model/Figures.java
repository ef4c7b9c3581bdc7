package dev.cairn.model;

/** What happened in a run, or in several. */
final class Figures {
    long runs;
    long steps;
    long kills;
    long merges;
    long frees;
    long plainCopies;
    long plainHeirs;
    long pinned;
    long leaksRecounted;

    void add(Figures other) {
        runs += other.runs;
        steps += other.steps;
        kills += other.kills;
        merges += other.merges;
        frees += other.frees;
        plainCopies += other.plainCopies;
        plainHeirs += other.plainHeirs;
        pinned = Math.max(pinned, other.pinned);
        leaksRecounted += other.leaksRecounted;
    }

    @Override
    public String toString() {
        return "%,d runs, %,d steps, %,d kills, %,d merges, %,d frees, %,d copies with plain counts, "
                        .formatted(runs, steps, kills, merges, frees, plainCopies)
                + "%,d heirs given plain counts, at most %,d pinned nodes at once, %,d leaked nodes found by recounts"
                        .formatted(plainHeirs, pinned, leaksRecounted);
    }
}
