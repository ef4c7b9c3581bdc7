package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Workload;

/** What is timed; each constant names a method of its benchmark and says what one operation is. */
public enum Operation implements Workload {
    APPEND("append", "append one element, a chain from n to 2n", true, false),
    BUILD("build", "build through the builder, per element", true, true),
    BULK("bulk", "build from an array (long[] or Long[]), per element", true, true),
    GET("get", "get at a random index", false, false),
    ITERATE("iterate", "iterate and sum, per element", false, true),
    FOLD("fold", "sum by the fastest traversal, per element", false, true),
    UPDATE("update", "update at a random index, a chain whose old versions die", true, false),
    UPDATE_SAME("updateSame", "update at a random index, always of one version; the results die at once", true, false),
    UPDATE_KEEPING("updateKeeping", "update as a chain, the last 20,000 versions kept", true, false),
    REMOVE_LAST("removeLast", "remove the last element, a chain from n to n/2", true, false),
    CONCAT("concat", "concatenate two halves; the results die at once", true, false),
    SLICE("slice", "slice the middle half; the results die at once", true, false),
    INSERT("insert", "insert at a random index, a chain from n to 2n", true, false),
    REMOVE("remove", "remove at a random index, a chain from n to n/2", true, false),
    PREPEND("prepend", "prepend one element, a chain from n to 2n", true, false);

    private final String label;
    private final String meaning;
    private final boolean makesVersions;
    private final boolean perElement;

    Operation(String label, String meaning, boolean makesVersions, boolean perElement) {
        this.label = label;
        this.meaning = meaning;
        this.makesVersions = makesVersions;
        this.perElement = perElement;
    }

    /** The class whose method is named as the label. */
    public Class<?> benchmark() {
        return switch (this) {
            case CONCAT, SLICE, INSERT, REMOVE, PREPEND -> ReshapeBenchmark.class;
            default -> VectorBenchmark.class;
        };
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
        return makesVersions;
    }

    @Override
    public boolean isPerElement() {
        return perElement;
    }
}
