package dev.cairn.tool;

/** Measures by how many bytes the heap has grown since this object was made, after collections. */
final class HeapUse {
    private final long before = inUse();

    long grownBy() {
        return Math.max(0, inUse() - before);
    }

    private static long inUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
