package dev.cairn.bench.measure;

/** One figure to take: a row's, of one contender. */
public record Trial(Row row, Contender contender) {
    /** What {@code --only} is matched against. */
    public String name() {
        return row.name() + "/" + contender.label();
    }
}
