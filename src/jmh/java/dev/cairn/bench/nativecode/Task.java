package dev.cairn.bench.nativecode;

import dev.cairn.bench.measure.Workload;

/** What is timed. To add one: a line here, and a case for each of the {@link Way ways}. */
enum Task implements Workload {
    SUM_LONGS("sumLongs", "the sum of a LongVector", Data.MANY),
    SUM_DOUBLES("sumDoubles", "the sum of a DoubleVector, added one after another", Data.MANY),
    LOOKUPS("lookups", "lookups of scattered keys in a PMap of longs to longs, with so many entries", Data.MANY),
    MAP_SUM("mapSum", "the sum of all values of this map", Data.MANY),
    FILL("fill", "y = 2 x + 1 for all x of a DoubleVector, into a builder, which is then built", Data.MANY),
    PRODUCT(
            "product",
            "the product of two matrices of doubles in blobs, of so many rows, into a builder, which is then built",
            Data.ROWS),
    GET("get", "an element of a LongVector, with a view, one call, and the end of the view", 1),
    CALL("call", "a call that does nothing", 1);

    private final String label;
    private final String meaning;
    private final int size;

    Task(String label, String meaning, int size) {
        this.label = label;
        this.meaning = meaning;
        this.size = size;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return isPerElement() ? meaning + "; per element" : meaning;
    }

    /** Elements, entries or rows. */
    int size() {
        return size;
    }

    @Override
    public boolean makesVersions() {
        return this == FILL || this == PRODUCT;
    }

    @Override
    public boolean isPerElement() {
        return size == Data.MANY;
    }
}
