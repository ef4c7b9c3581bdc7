package dev.cairn.bench.measure;

/** What contenders are compared at. */
public interface Workload {
    /** The name, of the benchmark method too where there is one. */
    String label();

    /** What one operation is. */
    String meaning();

    /** Whether versions die of it, so that it is to be measured for long enough that they are reclaimed. */
    boolean makesVersions();

    /** Whether one invocation goes over all elements, so that its time is to be divided by the size. */
    boolean isPerElement();

    /** Whether its elements are thousands of bytes, so that megabytes a second can be said. */
    default boolean isOfKilobytes() {
        return false;
    }
}
